import type { ConflictList } from "@allotement/boxoffice/api/interface-conflicts.ts";
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import { pages } from "../page-paths.ts";
import { useStateWords } from "../programme/seat-words.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { CloseConflictDialog } from "./close-conflict-dialog.tsx";
import { ConflictTickets } from "./conflict-tickets.tsx";

type Conflict = ConflictList["conflicts"][number];

/** «Conflits»: two customers for one seat, closed by a named person (rule 9). */
export function ConflictsPage() {
  const { conflicts: words, tools } = useStrings();
  const mayClose = useMe().role !== "clerk";
  const [asked, setAsked] = useState<Conflict>();
  const list = useQuery({
    queryKey: ["interface", "conflicts"],
    queryFn: () => getApi<ConflictList>(apiPaths.conflicts),
    refetchInterval: pollEvery(10_000),
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      <QueryView query={list}>
        {({ conflicts }) => {
          const open = conflicts.filter(({ closed }) => closed === null);
          const closed = conflicts.filter((one) => one.closed !== null);
          return (
            <div className={styles.stack}>
              {open.length === 0 ? (
                <Panel title={words.openList}>
                  <Empty
                    title={words.none}
                    icon={<IconCircleCheck size={36} stroke={1.3} aria-hidden="true" />}
                  >
                    {words.noneText}
                  </Empty>
                </Panel>
              ) : (
                <p className={styles.faint}>{words.door}</p>
              )}
              {open.map((conflict) => (
                <OneConflict
                  key={conflict.conflictId}
                  conflict={conflict}
                  onClose={mayClose ? () => setAsked(conflict) : undefined}
                />
              ))}
              {closed.length > 0 && <h2 style={{ fontSize: "1.05rem", margin: 0 }}>{words.closedList}</h2>}
              {closed.map((conflict) => (
                <OneConflict key={conflict.conflictId} conflict={conflict} onClose={undefined} />
              ))}
            </div>
          );
        }}
      </QueryView>
      {asked !== undefined && <CloseConflictDialog conflict={asked} onDone={() => setAsked(undefined)} />}
    </>
  );
}

interface OneConflictProps {
  readonly conflict: Conflict;
  readonly onClose: (() => void) | undefined;
}

function OneConflict({ conflict, onClose }: OneConflictProps) {
  const { conflicts: words } = useStrings();
  const { performanceWithin } = useFormats();
  const stateWords = useStateWords();
  const { floor, zone, row, number, cause, closed } = conflict;
  const causes: Readonly<Record<string, string>> = words.causes;
  return (
    <Panel
      title={`${floor} ${zone} ${row} ${number}`}
      aside={
        onClose === undefined ? undefined : (
          <Button size="xs" onClick={onClose}>
            {words.close}
          </Button>
        )
      }
    >
      <div className={styles.state}>
        <div>
          {conflict.showTitle} – {performanceWithin(conflict)}
          <div className={styles.faint}>
            {causes[cause] ?? cause} · {words.openedAt(formatInstant(conflict.openedAt))} ·{" "}
            {stateWords(conflict.seatState)}
          </div>
        </div>
        <ConflictTickets conflict={conflict} />
        {closed === null
          ? onClose === undefined && <span className={styles.faint}>{words.managerOnly}</span>
          : null}
        {closed !== null && (
          <div>
            {words.closedBy(closed.operatorName, formatInstant(closed.at))} · {words.outcomes[closed.outcome]}
            <div>{closed.note}</div>
          </div>
        )}
      </div>
    </Panel>
  );
}
