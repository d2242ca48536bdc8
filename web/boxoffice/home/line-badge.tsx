import { Tooltip } from "@mantine/core";
import { useUi } from "../../strings/ui/use-ui.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useStrings } from "../strings.ts";
import { useInterfaceState } from "./interface-state.ts";
import styles from "./shell.module.css";

/** Whether the line to the reseller works, on every page. */
export function LineBadge() {
  const { line: words } = useStrings();
  const ui = useUi();
  const state = useInterfaceState().data;
  if (state === undefined) return null;
  const { line } = state;
  const status = !state.configured ? "off" : line.up === null ? "unknown" : line.up ? "up" : "down";
  const label = { off: words.notConfigured, unknown: words.unknown, up: words.up, down: words.down }[status];
  const hint = [
    line.problem === null ? undefined : ui.errors.catalogue.line[line.problem.kind].title,
    line.seenAddress === null ? undefined : words.seenAddress(line.seenAddress),
    line.checkedAt === null ? undefined : words.checkedAt(formatInstant(line.checkedAt)),
  ].filter((part) => part !== undefined);
  return (
    <Tooltip label={hint.join(" · ")} disabled={hint.length === 0}>
      <span className={styles.line} data-state={status} role="status">
        {label}
      </span>
    </Tooltip>
  );
}
