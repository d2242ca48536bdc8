import type {
  FencesSentAgain,
  ForcedRecallReport,
} from "@allotement/boxoffice/api/interface-force-recall.ts";
import { Badge, Button, Table } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { exchangeProblem, wordProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStateWords } from "../programme/seat-words.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";

/** What came of a forced recall: seats freed, their fence, late sales. */
export function ForcedRecallPage() {
  const { forcedRecallId = "" } = useParams({ strict: false });
  const { forceRecall: words } = useStrings();
  const { performanceWithin } = useFormats();
  const report = useQuery({
    queryKey: ["interface", "forced-recalls", forcedRecallId],
    queryFn: () => getApi<ForcedRecallReport>(apiPaths.forcedRecall(forcedRecallId)),
    refetchInterval: 4_000,
  });
  const forced = report.data?.forcedRecall;
  return (
    <>
      <PageHead
        title={words.reportTitle}
        intro={forced && `${forced.showTitle} – ${performanceWithin(forced)}`}
        crumb={<Link {...pages.forceRecalls}>{words.title}</Link>}
      />
      <QueryView query={report} rows={8}>
        {(answer) => (
          <div className={styles.stack}>
            <Head report={answer} />
            <Fences report={answer} />
            <Seats report={answer} />
          </div>
        )}
      </QueryView>
    </>
  );
}

function Head({ report: { forcedRecall, skipped } }: { readonly report: ForcedRecallReport }) {
  const { forceRecall: words } = useStrings();
  return (
    <Panel>
      <div className={styles.state}>
        <strong>{words.freedText(forcedRecall.seatCount)}</strong>
        <span className={styles.faint}>
          {formatInstant(forcedRecall.at)},{" "}
          {words.and(forcedRecall.operatorName, forcedRecall.secondOperatorName)}
        </span>
        <span>{words.because(forcedRecall.reason)}</span>
        {skipped.length > 0 && <span className={styles.faint}>{words.skipped(skipped.length)}</span>}
      </div>
    </Panel>
  );
}

function Fences({ report: { forcedRecall, waiting } }: { readonly report: ForcedRecallReport }) {
  const { forceRecall: words, compare } = useStrings();
  const ui = useUi();
  const { seatCount, acknowledged, refused, conflicts } = forcedRecall;
  const left = seatCount - acknowledged - refused;
  return (
    <>
      {left > 0 && (
        <Notice tone="warn" title={words.fenceWaiting(left)}>
          <div>{words.fenceWaitingText}</div>
          {waiting.map(({ attempts, nextAttemptAt, lastProblem }) => (
            <div key={nextAttemptAt} className={styles.faint}>
              {words.nextAttempt(attempts, formatInstant(nextAttemptAt))}
              {lastProblem !== null && ` – ${wordProblem(lastProblem, ui.errors).title}`}
            </div>
          ))}
        </Notice>
      )}
      {refused > 0 && (
        <Notice tone="bad" title={words.fenceRefused(refused)}>
          <div>{words.fenceRefusedText}</div>
          <Link {...pages.compare}>{compare.open}</Link>
          <SendAgain forcedRecallId={forcedRecall.forcedRecallId} />
        </Notice>
      )}
      {acknowledged === seatCount && (
        <Notice tone="good" title={words.fenceDone}>
          <div>{words.fenceDoneText}</div>
        </Notice>
      )}
      {conflicts > 0 && (
        <div>
          <Link {...pages.conflicts}>{words.toConflicts}</Link>
        </div>
      )}
    </>
  );
}

/** The refused fences once more, after comparing has settled what stood against them; by support. */
function SendAgain({ forcedRecallId }: { readonly forcedRecallId: string }) {
  const { forceRecall: words } = useStrings();
  const client = useQueryClient();
  const isSupport = useMe().role === "support";
  const again = useMutation({
    mutationFn: () => callApi<FencesSentAgain>("POST", apiPaths.sendFencesAgain(forcedRecallId)),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  if (!isSupport) return null;
  return (
    <>
      <Button size="xs" variant="default" mt="xs" loading={again.isPending} onClick={() => again.mutate()}>
        {words.sendAgain}
      </Button>
      {again.data !== undefined && <div aria-live="polite">{words.sentAgain(again.data.seats)}</div>}
      {again.isError && <Failure error={again.error} />}
    </>
  );
}

const fenceTones = { waiting: "orange", acknowledged: "green", refused: "red" } as const;

function Seats({ report: { seats } }: { readonly report: ForcedRecallReport }) {
  const { forceRecall: words } = useStrings();
  const stateWords = useStateWords();
  const ui = useUi();
  return (
    <Panel title={words.freed} flush>
      <TableScroll label={words.freed}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.place}</Table.Th>
              <Table.Th>{words.fence}</Table.Th>
              <Table.Th>{words.nowState}</Table.Th>
              <Table.Th>{words.lateSale}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {seats.map((seat) => (
              <Table.Tr key={seat.seatCode}>
                <Table.Td>
                  {seat.floor} {seat.zone} {seat.row} {seat.number}
                </Table.Td>
                <Table.Td>
                  <Badge color={fenceTones[seat.fence]}>{words.fences[seat.fence]}</Badge>
                  {seat.error !== null && (
                    <div className={styles.faint}>{exchangeProblem(seat.error, ui.errors).title}</div>
                  )}
                </Table.Td>
                <Table.Td>{stateWords(seat.state)}</Table.Td>
                <Table.Td>
                  {seat.lateSale === null ? (
                    "–"
                  ) : (
                    <>
                      {words.lateOutcomes[seat.lateSale.outcome]}
                      <div className={styles.faint}>
                        {words.soldThere(seat.lateSale.barcode, formatInstant(seat.lateSale.soldAt))}
                        {seat.lateSale.holderSurname !== null && `, ${seat.lateSale.holderSurname}`}
                      </div>
                    </>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </Panel>
  );
}
