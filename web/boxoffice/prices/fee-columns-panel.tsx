import { Button, Select, Table, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import type { FeeColumn } from "./grid-cells.ts";
import styles from "./prices.module.css";
import { feeColumnsQuery } from "./prices.ts";

const fees = ["venueFee", "organizerFee"] as const;

/** The headings of fees: the two that the reseller knows, and the house's further ones (R3.3). */
export function FeeColumnsPanel() {
  const { prices: words } = useStrings();
  const columns = useQuery(feeColumnsQuery);
  const client = useQueryClient();
  const mayChange = useMe().role !== "clerk";
  const change = useMutation({
    mutationFn: ({ feeColumnId, name, retired }: FeeColumn) =>
      callApi("PUT", apiPaths.feeColumn(feeColumnId), { name, retired: !retired }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["fee-columns"] }),
  });
  return (
    <Panel title={words.feeColumns}>
      <p className={styles.text}>{words.feeColumnsText}</p>
      <QueryView query={columns} rows={3}>
        {({ feeColumns }) => (
          <Table aria-label={words.feeColumns}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.name}</Table.Th>
                <Table.Th>{words.belongsTo}</Table.Th>
                <Table.Th>{words.state}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fees.map((fee) => (
                <Table.Tr key={fee}>
                  <Table.Td>{words.fees[fee]}</Table.Td>
                  <Table.Td>–</Table.Td>
                  <Table.Td>{words.builtIn}</Table.Td>
                </Table.Tr>
              ))}
              {feeColumns.map((column) => (
                <Table.Tr key={column.feeColumnId} className={column.retired ? styles.retired : undefined}>
                  <Table.Td>{column.name}</Table.Td>
                  <Table.Td>{words.fees[column.belongsTo]}</Table.Td>
                  <Table.Td>
                    {mayChange ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={
                          column.retired ? words.reinstateOf(column.name) : words.retireOf(column.name)
                        }
                        onClick={() => change.mutate(column)}
                      >
                        {column.retired ? words.reinstate : words.retire}
                      </Button>
                    ) : column.retired ? (
                      words.retired
                    ) : (
                      words.inUse
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </QueryView>
      {mayChange && <NewColumn />}
      {change.isError && <Failure error={change.error} />}
    </Panel>
  );
}

function NewColumn() {
  const { prices: words } = useStrings();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [belongsTo, setBelongsTo] = useState<FeeColumn["belongsTo"]>("venueFee");
  const create = useMutation({
    mutationFn: () => callApi("POST", apiPaths.feeColumns, { name: name.trim(), belongsTo }),
    onSuccess: async () => {
      setName("");
      await client.invalidateQueries({ queryKey: ["fee-columns"] });
    },
  });
  return (
    <form
      className={styles.line}
      style={{ marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") create.mutate();
      }}
    >
      <TextInput
        label={words.newColumn}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={60}
        w={180}
      />
      <Select
        label={words.belongsTo}
        data={fees.map((value) => ({ value, label: words.fees[value] }))}
        value={belongsTo}
        onChange={(value) => setBelongsTo(value === "organizerFee" ? value : "venueFee")}
        allowDeselect={false}
        w={190}
      />
      <Button type="submit" variant="default" loading={create.isPending} disabled={name.trim() === ""}>
        {words.addColumn}
      </Button>
      {create.isError && <Failure error={create.error} />}
    </form>
  );
}
