import { Button } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { Link, Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Preferences } from "../../ui/preferences.tsx";
import icon from "../icon.svg";
import { LiveUpdates } from "../live/live-updates.tsx";
import { pages } from "../page-paths.ts";
import { useMe, useSignOut } from "../sign-in/me.ts";
import { usePresence } from "../sign-in/presence.ts";
import { useStrings } from "../strings.ts";
import { LineBadge } from "./line-badge.tsx";
import { Navigation } from "./navigation.tsx";
import styles from "./shell.module.css";
import { UnderWay } from "./under-way.tsx";

/** All that is open to whoever must set up a second factor first. */
const AccessPage = lazy(async () => ({ default: (await import("../people/access-page.tsx")).AccessPage }));

/** What stands around every page: who is signed in, the line to the reseller, where one can go. */
export function Shell() {
  const ui = useUi();
  const { shell } = useStrings();
  const me = useMe();
  usePresence();
  const signOut = useSignOut();
  const router = useRouter();
  const content = useRef<HTMLElement>(null);
  // Where the button that led here is gone, the keys would start again at the top of the window.
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation }) => {
        const { activeElement } = document;
        // A page just loaded begins at its top, with the link that skips to the content.
        if (fromLocation === undefined) return;
        if (activeElement === null || activeElement === document.body) content.current?.focus();
      }),
    [router],
  );
  return (
    <div className={styles.shell}>
      {!me.mustEnrol && <LiveUpdates />}
      <a className={styles.skip} href="#content">
        {ui.skipToContent}
      </a>
      <header className={styles.top}>
        <Link {...pages.home} className={styles.brand}>
          <img src={icon} alt="" />
          Allotement
        </Link>
        <span className={styles.organizer}>{me.organizerName}</span>
        <span className={styles.spacer} />
        {!me.mustEnrol && <LineBadge />}
        <Preferences className={styles.preferences} />
        <span className={styles.person}>
          {me.name} · {shell.roles[me.role]}
        </span>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconLogout size={15} aria-hidden="true" />}
          loading={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          {shell.signOut}
        </Button>
      </header>
      {!me.mustEnrol && <Navigation />}
      <main ref={content} id="content" className={styles.main} tabIndex={-1}>
        <div className={styles.inner}>
          {me.mustEnrol ? (
            <Suspense>
              <AccessPage />
            </Suspense>
          ) : (
            <>
              <UnderWay />
              <Outlet />
            </>
          )}
        </div>
      </main>
    </div>
  );
}
