import type { ImportOrder, WaitingSales } from "@allotement/boxoffice/api/interface-import-sales.ts";
import type { RunStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { exchangeProblem } from "../../ui/errors.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { RemedyButton } from "../problems/remedy-button.tsx";
import type { ImportShow } from "../runs/run.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { type BlockReason, useBlockWords } from "./block-reason.ts";
import { CallContact } from "./call-contact.tsx";
import { PriceComparison } from "./price-comparison.tsx";
import { StoppedSale } from "./stopped-sale.tsx";

/** Integration has stopped at a sale: the difference, what stays pending, whom to call, how to go on (R7.2, R7.3). */
export function BlockPanel({ title, show }: { readonly title: string; readonly show: ImportShow }) {
  const { block: words, stop } = useStrings();
  const navigate = useNavigate();
  const [first, ...more] = show.blocked;
  const { showNumber } = show;
  const waiting = useQuery({
    queryKey: ["interface", "waiting-sales", "blocked", showNumber],
    queryFn: () => getApi<WaitingSales>(apiPaths.waitingSales({ status: "blocked", showNumber })),
    enabled: first !== undefined,
  });
  if (first === undefined) return null;
  const sale = waiting.data?.sales.find(({ sequence }) => sequence === first.sequence);
  if (waiting.isSuccess && sale === undefined)
    return (
      <Notice tone="good" title={stop.settled(title)}>
        <Resume showNumber={showNumber} />
      </Notice>
    );
  return (
    <Notice tone="bad" title={words.title(title)}>
      {sale !== undefined && <StoppedSale sale={sale} />}
      <BlockReasonView reason={first.reason} />
      {sale !== undefined && <CallContact sale={sale} reason={first.reason} />}
      {more.length > 0 && <p className={styles.blockText}>{words.moreSales(more.length)}</p>}
      <p className={styles.blockText}>{words.pendingText(show.pending + show.blocked.length)}</p>
      <div className={styles.actions}>
        {sale !== undefined && (
          <Button size="xs" onClick={() => void navigate(pages.blockedSale(sale.eventId))}>
            {stop.explain}
          </Button>
        )}
        <Resume showNumber={showNumber} />
        <Button size="xs" variant="default" component={Link} {...pages.tools}>
          {words.toTools}
        </Button>
      </div>
    </Notice>
  );
}

/** Once the difference is settled: the same show again, from the sale at which it stopped. */
function Resume({ showNumber }: { readonly showNumber: number }) {
  const { stop } = useStrings();
  const navigate = useNavigate();
  const again = useMutation({
    mutationFn: () => {
      const order: ImportOrder = { lines: [{ showNumber }] };
      return callApi<RunStarted>("POST", apiPaths.importSales, order);
    },
    onSuccess: ({ runId }) => navigate(pages.run(runId)),
  });
  return (
    <>
      <Button
        className="no-print"
        size="xs"
        variant="default"
        loading={again.isPending}
        onClick={() => again.mutate()}
      >
        {stop.resume}
      </Button>
      {again.isError && <Failure error={again.error} />}
    </>
  );
}

function BlockReasonView({ reason }: { readonly reason: BlockReason }) {
  const blockWords = useBlockWords();
  const ui = useUi();
  if (reason.kind === "priceMismatch") return <PriceComparison sale={reason.sale} grid={reason.grid} />;
  const problem = "number" in reason ? exchangeProblem(reason.number, ui.errors) : undefined;
  return (
    <div>
      <strong>
        {problem !== undefined && problem.code !== null && `${ui.errorCode(problem.code)} · `}
        {blockWords(reason)}
      </strong>
      {problem !== undefined && <div>{problem.remedy}</div>}
      <RemedyButton action={problem?.action} />
    </div>
  );
}
