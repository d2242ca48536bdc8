import type {
  BlockedSaleView,
  CloseDone,
  CloseOrder,
  OverrideDone,
  OverrideOrder,
  RetryOutcome,
} from "@allotement/boxoffice/api/interface-blocked-sales.ts";
import type { RunStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { PriceComparison } from "../import-sales/price-comparison.tsx";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { type Signed, TwoPeopleDialog } from "../sign-in/two-people-dialog.tsx";
import { useStrings } from "../strings.ts";

/** What can be done: try again alone or with its show, accept the price, close; the last two by two people (rule 7). */
export function SettleSale({ view }: { readonly view: BlockedSaleView }) {
  const { blockedSale: words } = useStrings();
  const [asked, setAsked] = useState<"override" | "close">();
  const mayDecide = useMe().role !== "clerk";
  return (
    <Panel title={words.actsTitle}>
      <Retry view={view} />
      {(view.mayOverride || view.mayClose) &&
        (mayDecide ? (
          <div className={styles.actions}>
            {view.mayOverride && (
              <div>
                <Button variant="default" onClick={() => setAsked("override")}>
                  {words.override}
                </Button>
                <div className={styles.faint}>{words.overrideText}</div>
              </div>
            )}
            {view.mayClose && (
              <div>
                <Button variant="default" onClick={() => setAsked("close")}>
                  {words.close}
                </Button>
                <div className={styles.faint}>{words.closeText}</div>
              </div>
            )}
          </div>
        ) : (
          <p className={styles.faint}>{words.managerOnly}</p>
        ))}
      {asked === "override" && <Override view={view} onDone={() => setAsked(undefined)} />}
      {asked === "close" && <Close view={view} onDone={() => setAsked(undefined)} />}
    </Panel>
  );
}

function Retry({ view: { sale } }: { readonly view: BlockedSaleView }) {
  const { blockedSale: words } = useStrings();
  const { money } = useFormats();
  const client = useQueryClient();
  const navigate = useNavigate();
  const alone = useMutation({
    mutationFn: () => callApi<RetryOutcome>("POST", apiPaths.retrySale(sale.eventId)),
    onSuccess: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  const show = useMutation({
    mutationFn: () =>
      callApi<RunStarted>("POST", apiPaths.importSales, { lines: [{ showNumber: sale.showNumber }] }),
    onSuccess: ({ runId }) => navigate(pages.run(runId)),
  });
  const told = (result: RetryOutcome) => {
    if (result.outcome === "integrated") return words.integrated(money(result.amountCents));
    return result.outcome === "blocked" ? words.stillBlocked : words.alreadySettled;
  };
  return (
    <>
      <div className={styles.actions}>
        {sale.status === "blocked" && (
          <Button loading={alone.isPending} onClick={() => alone.mutate()}>
            {words.retry}
          </Button>
        )}
        <Button variant="default" loading={show.isPending} onClick={() => show.mutate()}>
          {words.retryShow}
        </Button>
      </div>
      <p className={styles.faint}>{words.retryText}</p>
      {alone.data !== undefined && (
        <Notice tone={alone.data.outcome === "blocked" ? "warn" : "good"} title={told(alone.data)} />
      )}
      {alone.isError && <Failure error={alone.error} />}
      {show.isError && <Failure error={show.error} />}
    </>
  );
}

interface DecideProps {
  readonly view: BlockedSaleView;
  readonly onDone: () => void;
}

function Override({ view, onDone }: DecideProps) {
  const { blockedSale: words } = useStrings();
  const { money } = useFormats();
  const client = useQueryClient();
  const { reason, sale } = view;
  const grid = reason?.kind === "priceMismatch" ? reason.grid : null;
  const accept = useMutation({
    mutationFn: (signed: Signed) => {
      const order: OverrideOrder = { seen: grid, ...signed };
      return callApi<OverrideDone>("POST", apiPaths.overridePrice(sale.eventId), order);
    },
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  if (reason?.kind !== "priceMismatch") return null;
  const { faceValueCents, venueFeeCents, organizerFeeCents } = reason.sale;
  return (
    <TwoPeopleDialog
      title={words.overrideTitle}
      deed={words.overrideDeed(money(faceValueCents + venueFeeCents + organizerFeeCents))}
      busy={accept.isPending}
      error={accept.error}
      onConfirm={(signed) => accept.mutate(signed)}
      onCancel={onDone}
    >
      <Text size="sm">{words.overrideText}</Text>
      <PriceComparison sale={reason.sale} grid={reason.grid} />
    </TwoPeopleDialog>
  );
}

function Close({ view: { sale }, onDone }: DecideProps) {
  const { blockedSale: words } = useStrings();
  const client = useQueryClient();
  const close = useMutation({
    mutationFn: (order: CloseOrder) => callApi<CloseDone>("POST", apiPaths.closeSale(sale.eventId), order),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  return (
    <TwoPeopleDialog
      title={words.closeTitle}
      deed={words.closeDeed}
      busy={close.isPending}
      error={close.error}
      onConfirm={(signed) => close.mutate(signed)}
      onCancel={onDone}
    >
      <Text size="sm">{words.closeWarning}</Text>
    </TwoPeopleDialog>
  );
}
