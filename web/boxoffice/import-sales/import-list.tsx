import type { ImportOrder } from "@allotement/boxoffice/api/interface-import-sales.ts";
import type { RunStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button, Checkbox } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { type CivilMoment, civilMomentOf, MomentFields } from "../../ui/moment-fields.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { type ImportLine, lineKey } from "./import-lines.ts";
import styles from "./import-sales.module.css";

interface ImportListProps {
  readonly lines: readonly ImportLine[];
  readonly titles: ReadonlyMap<number, string>;
  readonly onRemove: (key: string) => void;
}

/** «Liste des manifestations à télécharger», the optional limit, «Lancer». */
export function ImportList({ lines, titles, onRemove }: ImportListProps) {
  const { importSales: words } = useStrings();
  const ui = useUi();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [hasLimit, setLimited] = useState(false);
  const [limit, setLimit] = useState<CivilMoment>({ date: null, time: "23:59" });
  const until = hasLimit ? civilMomentOf(limit) : undefined;
  const isLimitMissing = hasLimit && typeof until !== "string";
  const start = useMutation({
    mutationFn: () => {
      const order: ImportOrder = { lines: [...lines], ...(until ? { until } : {}) };
      return callApi<RunStarted>("POST", apiPaths.importSales, order);
    },
    onSuccess: async ({ runId }) => {
      await navigate(pages.run(runId));
      void client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  return (
    <Panel title={words.list} flush>
      <ul className={styles.lines}>
        {lines.length === 0 && (
          <li>
            <Empty title={words.listEmpty}>{words.listEmptyText}</Empty>
          </li>
        )}
        {lines.map((line) => (
          <li key={lineKey(line)}>
            <div>
              <strong>{titles.get(line.showNumber)}</strong>
              <RangeWords line={line} />
            </div>
            <Button
              size="xs"
              flex="none"
              variant="subtle"
              color="gray"
              onClick={() => onRemove(lineKey(line))}
              aria-label={`${words.remove}, ${titles.get(line.showNumber)}`}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.until}>
        <Checkbox
          mt={6}
          label={words.until}
          checked={hasLimit}
          onChange={(event) => setLimited(event.currentTarget.checked)}
        />
        {hasLimit && (
          <MomentFields dateLabel={ui.date} timeLabel={ui.time} value={limit} onChange={setLimit} />
        )}
      </div>
      <div className={styles.submit}>
        {isLimitMissing && <span role="alert">{words.untilMissing}</span>}
        <Button
          size="md"
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          disabled={lines.length === 0 || isLimitMissing}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {words.submit}
        </Button>
      </div>
      {start.isError && <Failure error={start.error} />}
    </Panel>
  );
}

function RangeWords({ line }: { readonly line: ImportLine }) {
  const { importSales: words } = useStrings();
  const { civilMoment } = useFormats();
  const { from, to } = line;
  const text = () => {
    if (from !== undefined && to !== undefined) return words.between(civilMoment(from), civilMoment(to));
    if (from !== undefined) return words.after(civilMoment(from));
    return to === undefined ? words.allPerformances : words.before(civilMoment(to));
  };
  return <span>{text()}</span>;
}
