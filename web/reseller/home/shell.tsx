import { Button } from "@mantine/core";
import { IconBuilding, IconLogout, IconReceipt, IconTicket } from "@tabler/icons-react";
import { Outlet } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Preferences } from "../../ui/preferences.tsx";
import icon from "../icon.svg";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { BasketPill } from "../sale/basket-pill.tsx";
import { useMe, useSignOut } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./shell.module.css";

/** What stands around every page: where one can go, the open basket's time, who is signed in. */
export function Shell() {
  const ui = useUi();
  const { shell } = useStrings();
  const me = useMe();
  const signOut = useSignOut();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {ui.skipToContent}
      </a>
      <header className={styles.top}>
        <Link {...pages.home} className={styles.brand}>
          <img src={icon} alt="" />
          {shell.product}
        </Link>
        <Navigation />
        <span className={styles.spacer} />
        <BasketPill />
        <Preferences className={styles.preferences} />
        <span className={styles.person}>
          <strong>{me.userName}</strong>
          <span>{me.pointOfSale === "" ? shell.roles[me.role] : me.pointOfSale}</span>
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
      <main id="content" className={styles.main} tabIndex={-1}>
        <div className={styles.inner}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}

function Navigation() {
  const { shell } = useStrings();
  const me = useMe();
  return (
    <nav className={styles.nav} aria-label={shell.navigation}>
      <Link {...pages.home} activeOptions={{ exact: true }}>
        {me.role === "manager" ? (
          <>
            <IconBuilding size={18} aria-hidden="true" />
            {shell.institutions}
          </>
        ) : (
          <>
            <IconTicket size={18} aria-hidden="true" />
            {shell.sale}
          </>
        )}
      </Link>
      {me.role === "seller" && (
        <Link {...pages.orders}>
          <IconReceipt size={18} aria-hidden="true" />
          {shell.orders}
        </Link>
      )}
    </nav>
  );
}
