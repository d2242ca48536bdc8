import type { CustomerAccount } from "@allotement/boxoffice/api/journal.ts";
import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { Debts } from "./debts.tsx";
import { type ChosenLine, SettleDialog } from "./settle-dialog.tsx";
import { Settlements } from "./settlements.tsx";
import { Statement } from "./statement.tsx";

/** One account: its debts line by line, the reseller's statement beside them, and what was settled. */
export function AccountPage() {
  const { customerAccountId: given = "" } = useParams({ strict: false });
  const customerAccountId = Number(given);
  const { accounts: words } = useStrings();
  const { money } = useFormats();
  const [settling, setSettling] = useState<readonly ChosenLine[] | "oldest">();
  const account = useQuery({
    queryKey: ["customer-accounts", customerAccountId],
    queryFn: () => getApi<CustomerAccount>(apiPaths.customerAccount(customerAccountId)),
    staleTime: 0,
  });
  const name = account.data?.name ?? words.account;
  return (
    <>
      <PageHead
        title={name}
        crumb={<Link {...pages.accounts}>{words.title}</Link>}
        intro={account.data && words.owes(money(account.data.balanceCents))}
      >
        <Button disabled={(account.data?.balanceCents ?? 0) <= 0} onClick={() => setSettling("oldest")}>
          {words.settle}
        </Button>
      </PageHead>
      <QueryView query={account} rows={3}>
        {({ balanceCents }) => (
          <Stack gap="md">
            <Debts customerAccountId={customerAccountId} onSettle={setSettling} />
            <Statement customerAccountId={customerAccountId} onSettle={setSettling} />
            <Settlements customerAccountId={customerAccountId} />
            {settling && (
              <SettleDialog
                customerAccountId={customerAccountId}
                balanceCents={balanceCents}
                lines={settling === "oldest" ? undefined : settling}
                onDone={() => setSettling(undefined)}
              />
            )}
          </Stack>
        )}
      </QueryView>
    </>
  );
}
