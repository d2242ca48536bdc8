import type { PerformanceChanges } from "@allotement/boxoffice/api/performance-changes.ts";
import { Button } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { SendMail } from "../mail/send-mail.tsx";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import programmeStyles from "./programme-shows.module.css";

type Reschedule = PerformanceChanges["reschedules"][number];

interface ReschedulePanelProps {
  readonly changes: PerformanceChanges;
  readonly mayChange: boolean;
}

/** Every date that was asked for, with how far each has come. */
export function ReschedulePanel({ changes, mayChange }: ReschedulePanelProps) {
  const { programme } = useStrings();
  const words = programme.reschedule;
  const client = useQueryClient();
  const { performanceNumber, reschedules, resellerName, localDate, localTime } = changes;
  const [latest] = reschedules;
  const again = useMutation({
    mutationFn: () => callApi("POST", apiPaths.reschedules(performanceNumber), { localDate, localTime }),
    onSettled: () => client.invalidateQueries({ queryKey: ["programme", performanceNumber] }),
  });
  const isAtNetwork =
    latest?.atReseller === true || changes.seats.atReseller + changes.seats.soldAtReseller > 0;
  return (
    <Panel
      title={words.title}
      aside={
        latest !== undefined &&
        resellerName !== null &&
        latest.atReseller && (
          <SendMail about={{ kind: "reschedule", performanceNumber }} size="xs">
            {words.write}
          </SendMail>
        )
      }
    >
      {reschedules.length === 0 ? (
        <p className={styles.faint} style={{ margin: 0 }}>
          {words.none}
        </p>
      ) : (
        <section aria-label={words.history}>
          {reschedules.map((one) => (
            <OneReschedule key={one.rescheduleId} reschedule={one} />
          ))}
        </section>
      )}
      {mayChange && isAtNetwork && latest?.state !== "asked" && (
        <div className={styles.row} style={{ marginTop: 12 }}>
          <span className={styles.faint}>{words.againText}</span>
          <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {words.again}
          </Button>
        </div>
      )}
      {again.isError && <Failure error={again.error} />}
    </Panel>
  );
}

/** The phases of one reschedule, as they come (R11.3). */
export function OneReschedule({ reschedule }: { readonly reschedule: Reschedule }) {
  const { programme } = useStrings();
  const words = programme.reschedule;
  const formats = useFormats();
  const { state, atReseller, from, to, askedAt, askedBy, acknowledgedAt, settledAt, attempts, reason } =
    reschedule;
  const phases =
    state === "replaced"
      ? [
          { label: words.phases.asked, at: askedAt },
          { label: words.phases.replaced, at: settledAt },
        ]
      : atReseller
        ? [
            { label: words.phases.asked, at: askedAt },
            { label: words.phases.acknowledged, at: acknowledgedAt },
            { label: words.phases.moved, at: settledAt },
          ]
        : [{ label: words.phasesHere.moved, at: settledAt }];
  return (
    <div className={programmeStyles.reached}>
      <div>
        {formats.performance(from)} → <strong>{formats.performanceWithin(to)}</strong>
      </div>
      <ul className={programmeStyles.phases} aria-live="polite">
        {phases.map(({ label, at }) => (
          <li key={label} data-done={at === null ? undefined : true}>
            {at === null ? (
              <IconCircleDashed size={18} aria-hidden="true" />
            ) : (
              <IconCircleCheck size={18} aria-hidden="true" />
            )}
            <span>
              {label}
              {at !== null && <span className={styles.faint}> {formatInstant(at)}</span>}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.faint}>
        {words.asked(askedBy, formatInstant(askedAt))}
        {reason !== "" && ` · ${reason}`}
        {state === "asked" && atReseller && (
          <>
            <br />
            {words.waiting}
            {attempts > 0 && ` (${words.attempts(attempts)})`}
          </>
        )}
      </div>
    </div>
  );
}
