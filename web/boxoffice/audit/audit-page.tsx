import type { OperatorList, AuditPage as Page } from "@allotement/boxoffice/api/people.ts";
import { Button, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { DateField } from "../../ui/moment-fields.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { operatorsKey } from "../people/operators.ts";
import styles from "../people/people.module.css";
import { useStrings } from "../strings.ts";

type Entry = Page["entries"][number];

const linesAtOnce = 50;
const nextDay = (date: string) => new Date(new Date(`${date}T00:00:00`).getTime() + 86_400_000).toISOString();

/** The audit, the latest first, cut by action, person and days. */
export function AuditPage() {
  const { audit: words } = useStrings();
  const [action, setAction] = useState<string | null>("any");
  const [operator, setOperator] = useState<string | null>("any");
  const [days, setDays] = useState<{ from: string | null; until: string | null }>({
    from: null,
    until: null,
  });
  const operators = useQuery({
    queryKey: operatorsKey,
    queryFn: () => getApi<OperatorList>(apiPaths.operators),
  });
  const cut = {
    limit: linesAtOnce,
    action: action === null || action === "any" ? undefined : action,
    operatorId: operator === null || operator === "any" ? undefined : Number(operator),
    from: !days.from ? undefined : new Date(`${days.from}T00:00:00`).toISOString(),
    until: !days.until ? undefined : nextDay(days.until),
  };
  const pages = useInfiniteQuery({
    queryKey: ["audit", cut],
    queryFn: ({ pageParam }) => getApi<Page>(apiPaths.audit({ ...cut, before: pageParam || undefined })),
    initialPageParam: 0,
    getNextPageParam: (last) =>
      last.entries.length < linesAtOnce ? undefined : (last.entries.at(-1)?.entryNumber ?? undefined),
  });
  const known = pages.data?.pages[0]?.actions ?? [];
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <div className={styles.stack}>
        <Panel>
          <div className={styles.form}>
            <Select
              label={words.action}
              value={action}
              onChange={setAction}
              allowDeselect={false}
              data={[
                { value: "any", label: words.anyAction },
                ...known.map((value) => ({ value, label: words.actions[value] ?? value })),
              ]}
            />
            <Select
              label={words.operator}
              value={operator}
              onChange={setOperator}
              allowDeselect={false}
              data={[
                { value: "any", label: words.anyOperator },
                ...(operators.data?.operators ?? []).map(({ operatorId, initials, name }) => ({
                  value: String(operatorId),
                  label: `${initials} – ${name}`,
                })),
              ]}
            />
            <DateField label={words.from} value={days.from} onChange={(from) => setDays({ ...days, from })} />
            <DateField
              label={words.until}
              value={days.until}
              onChange={(until) => setDays({ ...days, until })}
            />
          </div>
        </Panel>
        <Panel flush>
          <QueryView query={pages} rows={8}>
            {(answer) => {
              const entries = answer.pages.flatMap((page) => page.entries);
              return entries.length === 0 ? <Empty title={words.none} /> : <AuditTable entries={entries} />;
            }}
          </QueryView>
          {pages.hasNextPage && (
            <Button
              m="sm"
              variant="default"
              loading={pages.isFetchingNextPage}
              onClick={() => pages.fetchNextPage()}
            >
              {words.more}
            </Button>
          )}
        </Panel>
      </div>
    </>
  );
}

function AuditTable({ entries }: { readonly entries: readonly Entry[] }) {
  const { audit: words } = useStrings();
  return (
    <TableScroll label={words.title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.action}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.entryNumber}>
              <td>{entry.entryNumber}</td>
              <td style={{ whiteSpace: "nowrap" }}>{formatInstant(entry.at)}</td>
              <td style={{ minWidth: 170 }}>{words.actions[entry.action] ?? entry.action}</td>
              <td>
                {entry.operatorInitials}
                {entry.secondOperatorInitials !== null && (
                  <small>{words.withSecond(entry.secondOperatorInitials)}</small>
                )}
              </td>
              <td>
                <code>{detailOf(entry.subject)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** «operatorId: 3 · after: {…}», as it is kept under the hash. */
function detailOf(subject: Entry["subject"]): string {
  return Object.entries(subject)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
}
