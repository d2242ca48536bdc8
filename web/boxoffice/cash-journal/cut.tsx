import type { SalesChannelList } from "@allotement/boxoffice/api/journal.ts";
import type { OperatorList } from "@allotement/boxoffice/api/people.ts";
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./cash-journal.module.css";

interface CutProps {
  readonly onOperator: (operatorId: number | undefined) => void;
  readonly onChannel: (salesChannelId: number | undefined) => void;
}

/** Money by operator and channel (R3.6): which of each, or all. */
export function Cut({ onOperator, onChannel }: CutProps) {
  const { cashJournal: words } = useStrings();
  const ui = useUi();
  const operators = useQuery({
    queryKey: ["operators"],
    queryFn: () => getApi<OperatorList>(apiPaths.operators),
  });
  const channels = useQuery({
    queryKey: ["sales-channels"],
    queryFn: () => getApi<SalesChannelList>(apiPaths.salesChannels),
  });
  const chosen = (value: string | null) => (value === null ? undefined : Number(value));
  const look = { size: "xs", clearable: true, clearButtonProps: { "aria-label": ui.clear } } as const;
  return (
    <div className={`${styles.filters} no-print`}>
      <Select
        {...look}
        aria-label={words.operator}
        placeholder={words.allOperators}
        data={(operators.data?.operators ?? []).map((one) => ({
          value: String(one.operatorId),
          label: one.name,
        }))}
        onChange={(value) => onOperator(chosen(value))}
      />
      <Select
        {...look}
        aria-label={words.channel}
        placeholder={words.allChannels}
        data={(channels.data?.salesChannels ?? []).map((one) => ({
          value: String(one.salesChannelId),
          label: one.name,
        }))}
        onChange={(value) => onChannel(chosen(value))}
      />
    </div>
  );
}
