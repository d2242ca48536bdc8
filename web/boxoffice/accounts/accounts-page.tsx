import type { CustomerAccountList } from "@allotement/boxoffice/api/journal.ts";
import { Table } from "@mantine/core";
import { IconFileInvoice } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

/** Every customer account with what it owes (R3.6). */
export function AccountsPage() {
  const { accounts: words } = useStrings();
  const { money } = useFormats();
  const accounts = useQuery({
    queryKey: ["customer-accounts"],
    queryFn: () => getApi<CustomerAccountList>(apiPaths.customerAccounts),
    staleTime: 0,
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <Panel flush>
        <QueryView query={accounts} rows={3}>
          {({ customerAccounts }) =>
            customerAccounts.length === 0 ? (
              <Empty title={words.none} icon={<IconFileInvoice size={36} stroke={1.3} aria-hidden="true" />}>
                {words.noneText}
              </Empty>
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
                      <Table.Td>
                        <Link {...pages.account(customerAccountId)}>{name}</Link>
                      </Table.Td>
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
    </>
  );
}
