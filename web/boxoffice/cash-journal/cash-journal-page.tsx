import type { CustomerAccountList } from "@allotement/boxoffice/api/journal.ts";
import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./cash-journal.module.css";
import { Entries } from "./entries.tsx";
import { type JournalDays, JournalRange } from "./journal-range.tsx";
import { Totals } from "./totals.tsx";

/** The cash journal with its totals, and what the reseller owes (R3.6). */
export function CashJournalPage() {
  const { cashJournal: words } = useStrings();
  const [days, setDays] = useState<JournalDays>({ first: null, last: null });
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <JournalRange days={days} onChange={setDays} />
      </PageHead>
      <div className={styles.layout}>
        <Totals days={days} />
        <Accounts />
        <Entries days={days} />
      </div>
    </>
  );
}

function Accounts() {
  const { cashJournal: words } = useStrings();
  const { money } = useFormats();
  const accounts = useQuery({
    queryKey: ["customer-accounts"],
    queryFn: () => getApi<CustomerAccountList>(apiPaths.customerAccounts),
  });
  return (
    <Panel title={words.accounts} flush>
      <QueryView query={accounts} rows={2}>
        {({ customerAccounts }) =>
          customerAccounts.length === 0 ? (
            <Empty title={words.noAccounts} />
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.account}</Table.Th>
                  <Table.Th className={uiStyles.number}>{words.balance}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {customerAccounts.map(({ customerAccountId, name, balanceCents }) => (
                  <Table.Tr key={customerAccountId}>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td className={uiStyles.number}>
                      <strong>{money(balanceCents)}</strong>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
    </Panel>
  );
}
