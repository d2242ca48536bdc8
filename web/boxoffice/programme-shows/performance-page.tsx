import type { PerformanceChanges } from "@allotement/boxoffice/api/performance-changes.ts";
import { Button } from "@mantine/core";
import { IconCalendarOff, IconCalendarTime } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { CancelDialog } from "./cancel-dialog.tsx";
import { HoldersPanel } from "./holders-panel.tsx";
import { changesQuery } from "./programme-queries.ts";
import programmeStyles from "./programme-shows.module.css";
import { RefundPanel } from "./refund-panel.tsx";
import { RescheduleDialog } from "./reschedule-dialog.tsx";
import { ReschedulePanel } from "./reschedule-panel.tsx";

/** One performance: its seats, its dates, its cancellation, and who must be told. */
export function PerformancePage() {
  const { performanceNumber } = useParams({ strict: false });
  const { programme, choosePerformance } = useStrings();
  const changes = useQuery(changesQuery(Number(performanceNumber)));
  return (
    <>
      {/* Until it is known which performance it is. */}
      {changes.data === undefined && (
        <PageHead
          title={choosePerformance.performance}
          crumb={<Link {...pages.programme}>{programme.title}</Link>}
        />
      )}
      <QueryView query={changes} rows={10}>
        {(answer) => <OnePerformance changes={answer} />}
      </QueryView>
    </>
  );
}

function OnePerformance({ changes }: { readonly changes: PerformanceChanges }) {
  const { programme } = useStrings();
  const words = programme.performance;
  const formats = useFormats();
  const mayChange = useMe().role !== "clerk" && changes.cancelled === null;
  const [asked, setAsked] = useState<"reschedule" | "cancel">();
  const { performanceNumber, showNumber, title, hallName, cancelled } = changes;
  return (
    <>
      <PageHead
        title={formats.performance(changes)}
        intro={`${title} · ${hallName} · ${words.number(performanceNumber)}`}
        crumb={<Link {...pages.programmeShow(showNumber)}>{title}</Link>}
      >
        {mayChange && (
          <>
            <Button
              variant="default"
              leftSection={<IconCalendarTime size={16} aria-hidden="true" />}
              onClick={() => setAsked("reschedule")}
            >
              {programme.reschedule.button}
            </Button>
            <Button
              variant="default"
              leftSection={<IconCalendarOff size={16} aria-hidden="true" />}
              onClick={() => setAsked("cancel")}
            >
              {programme.cancellation.button}
            </Button>
          </>
        )}
      </PageHead>
      <div className={styles.stack}>
        {cancelled !== null && (
          <Notice tone="bad" title={programme.cancellation.done}>
            <div>{programme.cancellation.doneBy(cancelled.by, formatInstant(cancelled.at))}</div>
            <div>{cancelled.reason}</div>
          </Notice>
        )}
        <div className={programmeStyles.columns}>
          <div className={styles.stack}>
            {cancelled !== null && <RefundPanel changes={changes} />}
            <ReschedulePanel changes={changes} mayChange={mayChange} />
            <HoldersPanel performanceNumber={performanceNumber} mayRefund={cancelled !== null} />
          </div>
          <SeatsPanel changes={changes} />
        </div>
      </div>
      {asked === "reschedule" && <RescheduleDialog changes={changes} onDone={() => setAsked(undefined)} />}
      {asked === "cancel" && <CancelDialog changes={changes} onDone={() => setAsked(undefined)} />}
    </>
  );
}

function SeatsPanel({ changes }: { readonly changes: PerformanceChanges }) {
  const { programme } = useStrings();
  const words = programme.performance;
  const { number } = useFormats();
  const { seats, performanceNumber } = changes;
  const counts = [
    [words.free, seats.free],
    [words.held, seats.held],
    [words.atReseller, seats.atReseller],
    [words.inDoubt, seats.inDoubt],
    [words.soldHere, seats.soldHere],
    [words.soldAtReseller, seats.soldAtReseller],
  ] as const;
  return (
    <Panel title={words.seats}>
      <dl className={programmeStyles.counts}>
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      <div className={programmeStyles.links}>
        <Link {...pages.holds}>{words.holds}</Link>
        <Link {...pages.salesStatement(performanceNumber)}>{words.statement}</Link>
        {seats.atReseller > 0 && <Link {...pages.recallPerformance(performanceNumber)}>{words.recall}</Link>}
      </div>
    </Panel>
  );
}
