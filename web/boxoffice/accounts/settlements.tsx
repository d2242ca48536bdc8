import type { SettlementList } from "@allotement/boxoffice/api/customer-accounts.ts";
import { Button, Table } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";

/** What was settled, the latest first; each can be undone by its counter-entry. */
export function Settlements({ customerAccountId }: { readonly customerAccountId: number }) {
  const { accounts: words } = useStrings();
  const { money, number } = useFormats();
  const client = useQueryClient();
  const [asked, setAsked] = useState<number>();
  const list = useQuery({
    queryKey: ["customer-accounts", customerAccountId, "settlements"],
    queryFn: () => getApi<SettlementList>(apiPaths.settlements(customerAccountId)),
    staleTime: 0,
  });
  const reverse = useMutation({
    mutationFn: (entryNumber: number) =>
      callApi("POST", apiPaths.reverseSettlement(customerAccountId, entryNumber)),
    onSuccess: () => setAsked(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ["customer-accounts"] }),
  });
  return (
    <Panel title={words.settlements} flush>
      <QueryView query={list} rows={2}>
        {({ settlements }) =>
          settlements.length === 0 ? (
            <Empty title={words.noSettlements} />
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.entry}</Table.Th>
                  <Table.Th>{words.receivedAt}</Table.Th>
                  <Table.Th>{words.by}</Table.Th>
                  <Table.Th>{words.payment}</Table.Th>
                  <Table.Th>{words.reference}</Table.Th>
                  <Table.Th className={uiStyles.number}>{words.lineCount}</Table.Th>
                  <Table.Th className={uiStyles.number}>{words.amount}</Table.Th>
                  <Table.Th>{words.actions}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {settlements.map((one) => (
                  <Table.Tr key={one.entryNumber}>
                    <Table.Td>{number(one.entryNumber)}</Table.Td>
                    <Table.Td>{formatInstant(one.at)}</Table.Td>
                    <Table.Td>{one.operatorInitials}</Table.Td>
                    <Table.Td>{one.paymentMethodName}</Table.Td>
                    <Table.Td>{one.reference}</Table.Td>
                    <Table.Td className={uiStyles.number}>{number(one.lineCount)}</Table.Td>
                    <Table.Td className={uiStyles.number}>
                      <strong>{money(one.amountCents)}</strong>
                    </Table.Td>
                    <Table.Td>
                      {one.reversesEntry !== null && words.reverses(number(one.reversesEntry))}
                      {one.reversedBy !== null && words.reversed(number(one.reversedBy))}
                      {one.reversesEntry === null && one.reversedBy === null && (
                        <Button size="compact-sm" variant="default" onClick={() => setAsked(one.entryNumber)}>
                          {words.reverse}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
      {asked !== undefined && (
        <ConfirmDialog
          opened
          title={words.reverseTitle(number(asked))}
          confirmLabel={words.reverse}
          busy={reverse.isPending}
          error={reverse.error}
          onConfirm={() => reverse.mutate(asked)}
          onCancel={() => {
            setAsked(undefined);
            reverse.reset();
          }}
        >
          <p>{words.reverseText}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
