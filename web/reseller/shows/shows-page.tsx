import type { NetworkShow } from "@allotement/reseller/api/shows.ts";
import { Table, VisuallyHidden } from "@mantine/core";
import { IconTicket } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { InstitutionPage } from "../institutions/institution-head.tsx";
import { Link, useParams } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./shows.module.css";
import { showsQuery, totalsOf } from "./shows.ts";
import { StatusBadge } from "./status-badge.tsx";
import { StatusButtons } from "./status-buttons.tsx";
import type { ShowStatus } from "./status-changes.ts";

const urgency: Record<ShowStatus, number> = { confirmed: 0, announced: 1, onSale: 2, stopped: 3 };

/** The shows that a venue has sent: they arrive as «Confirmé» and go on sale from here (R2.2). */
export function ShowsPage() {
  const institutionCode = Number(useParams("/institutions/$institutionCode").institutionCode);
  const { shows: words } = useStrings();
  const query = useQuery(showsQuery(institutionCode));
  return (
    <InstitutionPage institutionCode={institutionCode}>
      {() => (
        <NetworkQuery query={query}>
          {({ shows }) =>
            shows.length === 0 ? (
              <Panel>
                <Empty title={words.none} icon={<IconTicket size={40} stroke={1.3} aria-hidden="true" />}>
                  {words.noneText}
                </Empty>
              </Panel>
            ) : (
              <ShowTable shows={shows} />
            )
          }
        </NetworkQuery>
      )}
    </InstitutionPage>
  );
}

function ShowTable({ shows }: { readonly shows: readonly NetworkShow[] }) {
  const { shows: words } = useStrings();
  const confirmed = shows.filter(({ status }) => status === "confirmed").length;
  const sorted = [...shows].sort(
    (one, other) => urgency[one.status] - urgency[other.status] || one.title.localeCompare(other.title, "fr"),
  );
  return (
    <div className={styles.stack}>
      {confirmed > 0 && (
        <Notice tone="warn" title={words.arrived(confirmed)}>
          <div>{words.arrivedText}</div>
        </Notice>
      )}
      <Panel flush>
        <Table horizontalSpacing={16} highlightOnHover verticalSpacing={9}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.show}</Table.Th>
              <Table.Th>{words.statusHead}</Table.Th>
              <Table.Th className={uiStyles.number}>{words.performances}</Table.Th>
              <Table.Th className={uiStyles.number}>{words.offered}</Table.Th>
              <Table.Th className={uiStyles.number}>{words.inBasket}</Table.Th>
              <Table.Th className={uiStyles.number}>{words.sold}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{words.action}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((show) => (
              <ShowRow key={show.showNumber} show={show} />
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
    </div>
  );
}

function ShowRow({ show }: { readonly show: NetworkShow }) {
  const { shows: words } = useStrings();
  const { number } = useFormats();
  const totals = totalsOf(show);
  return (
    <Table.Tr>
      <Table.Td>
        <Link {...pages.show(show.institutionCode, show.showNumber)} className={styles.title}>
          {show.title}
        </Link>
        <div className={styles.faint}>{words.number(show.showNumber)}</div>
      </Table.Td>
      <Table.Td>
        <StatusBadge status={show.status} />
      </Table.Td>
      <Table.Td className={uiStyles.number}>{number(show.performances.length)}</Table.Td>
      <Table.Td className={uiStyles.number}>{number(totals.offered)}</Table.Td>
      <Table.Td className={uiStyles.number}>{number(totals.inBasket)}</Table.Td>
      <Table.Td className={uiStyles.number}>{number(totals.sold)}</Table.Td>
      <Table.Td align="right">
        <StatusButtons show={show} compact />
      </Table.Td>
    </Table.Tr>
  );
}
