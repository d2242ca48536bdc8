import type { PerformanceChanges, RefundsMade } from "@allotement/boxoffice/api/performance-changes.ts";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { SendMail } from "../mail/send-mail.tsx";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";

/** What is left to do after a cancellation: take back, refund here, have the network refund. */
export function RefundPanel({ changes }: { readonly changes: PerformanceChanges }) {
  const { programme } = useStrings();
  const words = programme.cancellation;
  const { money } = useFormats();
  const client = useQueryClient();
  const isManager = useMe().role !== "clerk";
  const [isAsked, setAsked] = useState(false);
  const { performanceNumber, toRefund, seats, resellerName } = changes;
  const refund = useMutation({
    mutationFn: () => refundEverything(performanceNumber),
    onSuccess: () => setAsked(false),
    onSettled: () => client.invalidateQueries({ queryKey: ["programme", performanceNumber] }),
  });
  const atNetwork = seats.atReseller + seats.inDoubt;
  return (
    <Panel
      title={words.title}
      aside={
        resellerName !== null && (
          <SendMail about={{ kind: "cancellation", performanceNumber }} size="xs">
            {programme.reschedule.write}
          </SendMail>
        )
      }
    >
      <div className={styles.state} aria-live="polite">
        {atNetwork > 0 && <div>{words.recalling(atNetwork)}</div>}
        {seats.soldAtReseller > 0 && <div>{words.atNetwork(seats.soldAtReseller)}</div>}
        {refund.isSuccess && (
          <div>
            {words.refunded(refund.data.refunded, money(refund.data.refundedCents))}
            {refund.data.refused > 0 && ` ${words.refundRefused(refund.data.refused)}`}
          </div>
        )}
        {toRefund.count === 0 ? (
          <div>{words.allRefunded}</div>
        ) : isManager ? (
          <div>
            <Button onClick={() => setAsked(true)}>
              {words.refundAll(toRefund.count, money(toRefund.amountCents))}
            </Button>
          </div>
        ) : (
          <div>{words.toRefund(toRefund.count)}</div>
        )}
      </div>
      <ConfirmDialog
        opened={isAsked}
        title={words.refundTitle}
        confirmLabel={words.refundAll(toRefund.count, money(toRefund.amountCents))}
        busy={refund.isPending}
        error={refund.error}
        onConfirm={() => refund.mutate()}
        onCancel={() => setAsked(false)}
      >
        {words.refundText(money(toRefund.amountCents))}
      </ConfirmDialog>
    </Panel>
  );
}

/** A hundred at a call, until none is left but those that a person must look at. */
async function refundEverything(performanceNumber: number) {
  const all = { refunded: 0, refundedCents: 0, refused: 0 };
  for (;;) {
    const made = await callApi<RefundsMade>("POST", apiPaths.refunds(performanceNumber));
    all.refunded += made.refunded;
    all.refundedCents += made.refundedCents;
    all.refused = made.refused.length;
    if (made.refunded === 0 || made.left === made.refused.length) return all;
  }
}
