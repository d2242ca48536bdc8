import { Badge } from "@mantine/core";
import { useStrings } from "../strings.ts";
import type { ShowStatus } from "./status-changes.ts";

const colours = { confirmed: "orange", announced: "azure", onSale: "green", stopped: "gray" } as const;

export function StatusBadge({ status }: { readonly status: ShowStatus }) {
  const { shows: words } = useStrings();
  return <Badge color={colours[status]}>{words.status[status]}</Badge>;
}
