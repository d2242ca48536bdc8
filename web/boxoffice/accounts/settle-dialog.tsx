import type { PaymentMethodList, SalesChannelList } from "@allotement/boxoffice/api/journal.ts";
import { parseCents } from "@allotement/protocol/money.ts";
import { Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { apiPaths } from "../api-paths.ts";
import { AmountField } from "../cash-desks/amount-field.tsx";
import { useStrings } from "../strings.ts";

export interface ChosenLine {
  readonly debtEntry: number;
  readonly amountCents: number;
}

interface SettleDialogProps {
  readonly customerAccountId: number;
  readonly balanceCents: number;
  /** Undefined: the oldest debts, for an amount that is typed. */
  readonly lines: readonly ChosenLine[] | undefined;
  readonly onDone: () => void;
}

/** «Solder la dette»: what came in, by which way, and for which debts. */
export function SettleDialog({ customerAccountId, balanceCents, lines, onDone }: SettleDialogProps) {
  const { accounts: words } = useStrings();
  const { money } = useFormats();
  const client = useQueryClient();
  const [typed, setTyped] = useState((balanceCents / 100).toFixed(2).replace(".", ","));
  const [reference, setReference] = useState("");
  const [payment, setPayment] = useState<string | null>(null);
  const [channel, setChannel] = useState<string | null>(null);
  const methods = useQuery({
    queryKey: ["payment-methods"],
    queryFn: () => getApi<PaymentMethodList>(apiPaths.paymentMethods),
  });
  const channels = useQuery({
    queryKey: ["sales-channels"],
    queryFn: () => getApi<SalesChannelList>(apiPaths.salesChannels),
  });
  const payments = (methods.data?.paymentMethods ?? [])
    .filter(({ kind }) => kind !== "invoice")
    .map((one) => ({ value: String(one.paymentMethodId), label: one.name }));
  const ways = (channels.data?.salesChannels ?? []).map((one) => ({
    value: String(one.salesChannelId),
    label: one.name,
  }));
  const paymentMethodId = payment ?? payments[0]?.value ?? null;
  const salesChannelId = channel ?? ways[0]?.value ?? null;
  const typedCents = parseCents(typed);
  const amountCents = lines ? lines.reduce((sum, line) => sum + line.amountCents, 0) : typedCents;
  const settle = useMutation({
    mutationFn: () =>
      callApi("POST", apiPaths.settlements(customerAccountId), {
        ...(lines ? { lines } : { amountCents }),
        paymentMethodId: Number(paymentMethodId),
        salesChannelId: Number(salesChannelId),
        reference,
      }),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["customer-accounts"] }),
        client.invalidateQueries({ queryKey: ["cash-journal"] }),
      ]),
  });
  const complete = amountCents !== undefined && amountCents > 0 && paymentMethodId && salesChannelId;
  return (
    <ConfirmDialog
      opened
      title={words.settleTitle}
      confirmLabel={words.confirm}
      busy={settle.isPending}
      disabled={!complete}
      error={settle.error}
      onConfirm={() => settle.mutate()}
      onCancel={onDone}
    >
      <Stack gap="md">
        {lines ? (
          <Text fw={600}>{words.chosen(lines.length, money(amountCents ?? 0))}</Text>
        ) : (
          <AmountField
            label={words.amountReceived}
            description={words.oldestFirst}
            value={typed}
            wrong={words.wrongAmount}
            isAmount={typedCents !== undefined}
            onChange={setTyped}
          />
        )}
        <Select
          label={words.payment}
          data={payments}
          value={paymentMethodId}
          onChange={setPayment}
          allowDeselect={false}
        />
        <Select
          label={words.channel}
          data={ways}
          value={salesChannelId}
          onChange={setChannel}
          allowDeselect={false}
        />
        <TextInput
          label={words.reference}
          value={reference}
          maxLength={200}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
