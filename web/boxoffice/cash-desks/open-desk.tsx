import type { SalesChannelList } from "@allotement/boxoffice/api/journal.ts";
import { parseCents } from "@allotement/protocol/money.ts";
import { Button, Group, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { AmountField } from "./amount-field.tsx";

/** Opens the caller's own desk with its float. */
export function OpenDesk() {
  const { cashDesks: words } = useStrings();
  const client = useQueryClient();
  const [channel, setChannel] = useState<string | null>(null);
  const [float, setFloat] = useState("");
  const channels = useQuery({
    queryKey: ["sales-channels"],
    queryFn: () => getApi<SalesChannelList>(apiPaths.salesChannels),
  });
  const counters = (channels.data?.salesChannels ?? []).filter(({ kind }) => kind === "counter");
  const salesChannelId = channel ?? (counters[0] ? String(counters[0].salesChannelId) : null);
  const floatCents = parseCents(float);
  const open = useMutation({
    mutationFn: () =>
      callApi("POST", apiPaths.openCashDesk, { salesChannelId: Number(salesChannelId), floatCents }),
    onSuccess: () => setFloat(""),
    onSettled: () => client.invalidateQueries({ queryKey: ["cash-desks"] }),
  });
  return (
    <Panel title={words.open}>
      <Group align="flex-start" gap="sm">
        <Select
          label={words.channel}
          data={counters.map((one) => ({ value: String(one.salesChannelId), label: one.name }))}
          value={salesChannelId}
          onChange={setChannel}
          allowDeselect={false}
          w={220}
        />
        <AmountField
          label={words.float}
          value={float}
          wrong={words.wrongAmount}
          isAmount={float === "" || floatCents !== undefined}
          onChange={setFloat}
        />
        <Button
          mt={24}
          loading={open.isPending}
          disabled={floatCents === undefined || salesChannelId === null}
          onClick={() => open.mutate()}
        >
          {words.open}
        </Button>
      </Group>
      {open.isError && <Failure error={open.error} />}
    </Panel>
  );
}
