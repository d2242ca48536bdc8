import type { RefundsAnswer } from "@allotement/boxoffice/api/counter.ts";
import { Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { usePayments } from "./counter-lists.ts";
import type { SoldTicket } from "./exchange-panel.tsx";

interface RefundDialogProps {
  readonly tickets: readonly SoldTicket[];
  readonly onClose: () => void;
}

/** Says what goes back and how, before tickets die. */
export function RefundDialog({ tickets, onClose }: RefundDialogProps) {
  const { till: words } = useStrings();
  const { money } = useFormats();
  const client = useQueryClient();
  const payments = usePayments();
  const [method, setMethod] = useState<string | null>("sale");
  const cents = tickets.reduce((sum, { dueCents }) => sum + dueCents, 0);
  const refund = useMutation({
    mutationFn: () =>
      callApi<RefundsAnswer>("POST", apiPaths.counterRefunds, {
        ticketIds: tickets.map(({ ticketId }) => ticketId),
        ...(method === "sale" ? {} : { paymentMethodId: Number(method) }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["performances"] });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title={words.refundTitle}
      confirmLabel={words.refund(tickets.length)}
      busy={refund.isPending}
      error={refund.error}
      onConfirm={() => refund.mutate()}
      onCancel={onClose}
    >
      <p>{words.refundText(tickets.length, money(cents))}</p>
      <Select
        label={words.refundBy}
        value={method}
        onChange={setMethod}
        allowDeselect={false}
        data={[{ value: "sale", label: words.asPaid }, ...payments]}
      />
    </ConfirmDialog>
  );
}
