import type { CashDeskList, Money } from "@allotement/boxoffice/api/cash-desks.ts";
import { parseCents } from "@allotement/protocol/money.ts";
import { Stack, Table, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { AmountField } from "./amount-field.tsx";

const moneys: readonly Money[] = ["cash", "card", "cheque"];

interface CloseDeskDialogProps {
  readonly desk: CashDeskList["cashDesks"][number];
  readonly onDone: () => void;
}

/** The count of a desk beside what is expected, with the reason where they differ. */
export function CloseDeskDialog({ desk, onDone }: CloseDeskDialogProps) {
  const { cashDesks: words } = useStrings();
  const { money, number } = useFormats();
  const client = useQueryClient();
  const [texts, setTexts] = useState<Record<Money, string>>({ cash: "", card: "", cheque: "" });
  const [reason, setReason] = useState("");
  // Cash is always counted; cards and cheques where some are expected, or were typed.
  const asked = moneys.filter((one) => one === "cash" || desk.expectedCents[one] !== 0);
  const counted = (one: Money) => (asked.includes(one) ? parseCents(texts[one]) : 0);
  const [cash, card, cheque] = [counted("cash"), counted("card"), counted("cheque")];
  const isComplete = cash !== undefined && card !== undefined && cheque !== undefined;
  const differs = asked.some((one) => (counted(one) ?? 0) !== desk.expectedCents[one]);
  const close = useMutation({
    mutationFn: () =>
      callApi("POST", apiPaths.closeCashDesk(desk.cashDeskNumber), {
        countedCents: { cash, card, cheque },
        reason,
      }),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ["cash-desks"] }),
  });
  return (
    <ConfirmDialog
      opened
      title={words.closeTitle(number(desk.cashDeskNumber))}
      confirmLabel={words.close}
      busy={close.isPending}
      disabled={!isComplete || (differs && reason.trim() === "")}
      error={close.error}
      onConfirm={() => close.mutate()}
      onCancel={onDone}
    >
      <Stack gap="md">
        {asked.map((one) => (
          <AmountField
            key={one}
            label={words.moneys[one]}
            description={one === "cash" ? words.cashNote : undefined}
            value={texts[one]}
            wrong={words.wrongAmount}
            isAmount={parseCents(texts[one]) !== undefined}
            onChange={(text) => setTexts({ ...texts, [one]: text })}
          />
        ))}
        {isComplete && (
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.money}</Table.Th>
                <Table.Th className={uiStyles.number}>{words.expected}</Table.Th>
                <Table.Th className={uiStyles.number}>{words.counted}</Table.Th>
                <Table.Th className={uiStyles.number}>{words.difference}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {asked.map((one) => (
                <Table.Tr key={one}>
                  <Table.Td>{words.moneys[one]}</Table.Td>
                  <Table.Td className={uiStyles.number}>{money(desk.expectedCents[one])}</Table.Td>
                  <Table.Td className={uiStyles.number}>{money(counted(one) ?? 0)}</Table.Td>
                  <Table.Td className={uiStyles.number}>
                    <strong>{money((counted(one) ?? 0) - desk.expectedCents[one])}</strong>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {isComplete && differs && (
          <TextInput
            label={words.reason}
            description={words.reasonText}
            value={reason}
            required
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
