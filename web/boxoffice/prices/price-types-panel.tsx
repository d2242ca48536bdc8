import type { ChannelKind, PriceTypeList } from "@allotement/boxoffice/api/prices.ts";
import { Badge, Button, Group, Select, Table, TextInput } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { DuplicateDialog } from "./duplicate-dialog.tsx";
import styles from "./prices.module.css";
import { priceTypesQuery } from "./prices.ts";

type PriceType = PriceTypeList["priceTypes"][number];

/** The price types by channel: created, duplicated for the other channels (R3.4), retired. */
export function PriceTypesPanel() {
  const { prices: words } = useStrings();
  const types = useQuery(priceTypesQuery);
  const mayChange = useMe().role !== "clerk";
  const [duplicated, setDuplicated] = useState<PriceType | null>(null);
  const [retiring, setRetiring] = useState<PriceType | null>(null);
  const change = useChange(() => setRetiring(null));
  return (
    <Panel title={words.priceTypes} flush>
      <QueryView query={types} rows={6}>
        {({ priceTypes }) =>
          priceTypes.length === 0 ? (
            <Empty title={words.none} icon={<IconTag size={36} stroke={1.3} aria-hidden="true" />}>
              {words.noneText}
            </Empty>
          ) : (
            <TableScroll label={words.priceTypes}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words.name}</Table.Th>
                    <Table.Th>{words.code}</Table.Th>
                    <Table.Th>{words.channel}</Table.Th>
                    <Table.Th>{words.saleType}</Table.Th>
                    <Table.Th>{words.state}</Table.Th>
                    {mayChange && <Table.Th>{words.actions}</Table.Th>}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {priceTypes.map((type) => (
                    <Table.Tr key={type.priceTypeCode} className={type.retired ? styles.retired : undefined}>
                      <Table.Td>{type.name}</Table.Td>
                      <Table.Td>{type.priceTypeCode}</Table.Td>
                      <Table.Td>
                        <Badge {...channelLooks[type.channelKind]}>{words.channels[type.channelKind]}</Badge>
                      </Table.Td>
                      <Table.Td>{type.saleType}</Table.Td>
                      <Table.Td>{type.retired ? words.retired : words.inUse}</Table.Td>
                      {mayChange && (
                        <Table.Td>
                          <Actions
                            type={type}
                            onDuplicate={() => setDuplicated(type)}
                            onRetire={() => setRetiring(type)}
                            onReinstate={() => change.mutate({ type, retired: false })}
                          />
                        </Table.Td>
                      )}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </TableScroll>
          )
        }
      </QueryView>
      {mayChange && <CreateForm />}
      {duplicated !== null && (
        <DuplicateDialog
          type={duplicated}
          prefix={networkPrefix(types.data?.priceTypes ?? [])}
          onClose={() => setDuplicated(null)}
        />
      )}
      <ConfirmDialog
        opened={retiring !== null}
        title={words.retireTitle(retiring?.name ?? "")}
        confirmLabel={words.retire}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => retiring && change.mutate({ type: retiring, retired: true })}
        onCancel={() => setRetiring(null)}
      >
        {words.retireText}
      </ConfirmDialog>
    </Panel>
  );
}

/** The word that the network's price types begin with: what most of them have. */
function networkPrefix(types: readonly PriceType[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { channelKind, name } of types) {
    const [word = ""] = name.split(" ");
    if (channelKind === "reseller" && word !== name) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

const channelLooks = {
  counter: { color: "gray" },
  web: { color: "azure", variant: "outline" },
  reseller: { color: "azure" },
} as const;

function useChange(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ type, retired }: { type: PriceType; retired: boolean }) =>
      callApi("PUT", apiPaths.priceType(type.priceTypeCode), { name: type.name, retired }),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ["price-types"] });
    },
  });
}

interface ActionsProps {
  readonly type: PriceType;
  readonly onDuplicate: () => void;
  readonly onRetire: () => void;
  readonly onReinstate: () => void;
}

function Actions({ type, onDuplicate, onRetire, onReinstate }: ActionsProps) {
  const { prices: words } = useStrings();
  const button = { size: "compact-xs", variant: "default" } as const;
  if (type.retired)
    return (
      <Button {...button} aria-label={words.reinstateOf(type.name)} onClick={onReinstate}>
        {words.reinstate}
      </Button>
    );
  return (
    <Group gap={6} wrap="nowrap">
      {type.channelKind === "counter" && (
        <Button {...button} aria-label={words.duplicateOf(type.name)} onClick={onDuplicate}>
          {words.duplicate}
        </Button>
      )}
      <Button {...button} aria-label={words.retireOf(type.name)} onClick={onRetire}>
        {words.retire}
      </Button>
    </Group>
  );
}

const channels: readonly ChannelKind[] = ["counter", "web", "reseller"];

function CreateForm() {
  const { prices: words } = useStrings();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [channelKind, setChannelKind] = useState<ChannelKind>("counter");
  const create = useMutation({
    mutationFn: () => callApi("POST", apiPaths.priceTypes, { name: name.trim(), channelKind }),
    onSuccess: async () => {
      setName("");
      await client.invalidateQueries({ queryKey: ["price-types"] });
    },
  });
  return (
    <form
      style={{ padding: "12px 16px" }}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") create.mutate();
      }}
    >
      <p className={styles.text}>{words.separation}</p>
      <div className={styles.line}>
        <TextInput
          label={words.create}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          w={260}
        />
        <Select
          label={words.channel}
          data={channels.map((value) => ({ value, label: words.channels[value] }))}
          value={channelKind}
          onChange={(value) => setChannelKind(channels.find((one) => one === value) ?? "counter")}
          allowDeselect={false}
          w={140}
        />
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ""}>
          {words.creating}
        </Button>
      </div>
      {create.isError && <Failure error={create.error} />}
    </form>
  );
}
