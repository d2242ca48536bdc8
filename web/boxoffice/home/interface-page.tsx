import type { InterfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import { Badge } from "@mantine/core";
import { IconAdjustments, IconArrowBackUp, IconFileImport, IconSend, IconTool } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatInstant, minutesSince } from "../../ui/dates.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { Attention } from "./attention.tsx";
import styles from "./home.module.css";
import { useInterfaceState } from "./interface-state.ts";
import { SilentShows } from "./silent-shows.tsx";

/** The main screen: five choices, and on each what needs attention (R4.2). */
export function InterfacePage() {
  const { main: words, shell } = useStrings();
  const state = useInterfaceState();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.home}>{shell.home}</Link>} />
      {state.isError && state.data === undefined && <Failure error={state.error} />}
      {state.data !== undefined && <Attention state={state.data} />}
      <FiveChoices state={state.data} updatedAt={state.dataUpdatedAt} />
      {state.data !== undefined && state.data.silentShows !== null && <SilentShows />}
      {state.data !== undefined && <Foot state={state.data} />}
    </>
  );
}

interface FiveChoicesProps {
  readonly state: InterfaceState | undefined;
  /** When the state was read, in milliseconds: ages are told from there. */
  readonly updatedAt: number;
}

function FiveChoices({ state, updatedAt }: FiveChoicesProps) {
  const { main: words, shell, line, silent, doubt } = useStrings();
  const inDoubt = state !== undefined && state.seatsInDoubt > 0 && (
    <Badge color="orange">{words.inDoubt(state.seatsInDoubt)}</Badge>
  );
  const inDoubtSince = state?.inDoubtSince ?? null;
  return (
    <div className={styles.five}>
      <Link {...pages.allot} className={styles.card}>
        <IconSend size={28} aria-hidden="true" />
        <strong>{shell.allot}</strong>
        <span>{words.allotText}</span>
        <Marks>
          {inDoubt}
          {state !== undefined && state.silentShows !== null && (
            <Badge color="orange">{silent.badge(state.silentShows.count)}</Badge>
          )}
        </Marks>
      </Link>
      <Link {...pages.recall} className={styles.card}>
        <IconArrowBackUp size={28} aria-hidden="true" />
        <strong>{shell.recall}</strong>
        <span>{words.recallText}</span>
        <Marks>{inDoubt}</Marks>
      </Link>
      <Link {...pages.importSales} className={styles.card}>
        <IconFileImport size={28} aria-hidden="true" />
        <strong>{shell.importSales}</strong>
        <span>{words.importText}</span>
        <Marks>
          {state !== undefined &&
            (state.pendingSales > 0 ? (
              <Badge>{words.pending(state.pendingSales)}</Badge>
            ) : (
              state.configured && <Badge color="green">{words.allDone}</Badge>
            ))}
        </Marks>
      </Link>
      <Link {...pages.tools} className={styles.card}>
        <IconTool size={26} aria-hidden="true" />
        <strong>{shell.tools}</strong>
        <span>{words.toolsText}</span>
        <Marks>
          {state !== undefined && state.blockedSales > 0 && (
            <Badge color="red">{words.blocked(state.blockedSales)}</Badge>
          )}
          {inDoubtSince !== null && (
            <Badge color="orange">{words.unknownFor(doubt.age(minutesSince(inDoubtSince, updatedAt)))}</Badge>
          )}
        </Marks>
      </Link>
      <Link {...pages.configure} className={styles.card}>
        <IconAdjustments size={26} aria-hidden="true" />
        <strong>{shell.configure}</strong>
        <span>{words.configureText}</span>
        <Marks>
          {state !== undefined && !state.configured && <Badge color="orange">{line.notConfigured}</Badge>}
          {state?.configured && state.line.up !== null && (
            <Badge color={state.line.up ? "green" : "red"}>{state.line.up ? line.up : line.down}</Badge>
          )}
        </Marks>
      </Link>
    </div>
  );
}

function Marks({ children }: { readonly children: ReactNode }) {
  return <span className={styles.marks}>{children}</span>;
}

function Foot({ state }: { readonly state: InterfaceState }) {
  const { main: words, line } = useStrings();
  return (
    <p className={styles.foot}>
      <span>
        {state.lastFetchedAt === null
          ? words.neverFetched
          : words.lastFetch(formatInstant(state.lastFetchedAt))}
      </span>
      {state.line.seenAddress !== null && <span>{line.seenAddress(state.line.seenAddress)}</span>}
    </p>
  );
}
