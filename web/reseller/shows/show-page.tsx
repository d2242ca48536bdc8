import type { NetworkShow } from "@allotement/reseller/api/shows.ts";
import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { codesQuery, labelOf } from "../codes/codes.ts";
import { NotFoundPage } from "../home/not-found-page.tsx";
import styles from "../institutions/institutions.module.css";
import { useInstitution } from "../institutions/institutions.ts";
import { Link, useParams } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { ProofsPanel } from "../proofs/proofs-panel.tsx";
import { useStrings } from "../strings.ts";
import { PricesPanel } from "./prices-panel.tsx";
import showStyles from "./shows.module.css";
import { showsQuery, totalsOf } from "./shows.ts";
import { StatusBadge } from "./status-badge.tsx";
import { StatusButtons } from "./status-buttons.tsx";

/** A show as the manager prepares it: status, performances with counts, prices. */
export function ShowPage() {
  const parameters = useParams("/institutions/$institutionCode/manifestations/$showNumber");
  const institutionCode = Number(parameters.institutionCode);
  const showNumber = Number(parameters.showNumber);
  const query = useQuery(showsQuery(institutionCode));
  return (
    <NetworkQuery query={query}>
      {({ shows }) => {
        const show = shows.find((one) => one.showNumber === showNumber);
        return show === undefined ? <NotFoundPage /> : <ShowView show={show} />;
      }}
    </NetworkQuery>
  );
}

function ShowView({ show }: { readonly show: NetworkShow }) {
  const { shows: words } = useStrings();
  const { institution } = useInstitution(show.institutionCode);
  return (
    <>
      <PageHead
        title={show.title}
        intro={
          <>
            <StatusBadge status={show.status} /> <span>{words.statusText[show.status]}</span>
          </>
        }
        crumb={
          <Link {...pages.institution(show.institutionCode)} className={styles.crumb}>
            {institution?.name ?? words.back}
          </Link>
        }
      >
        <StatusButtons show={show} />
      </PageHead>
      <div className={showStyles.stack}>
        <Panel>
          <dl className={styles.figures}>
            <dt>{words.numberHead}</dt>
            <dd>{show.showNumber}</dd>
            <dt>{words.comment}</dt>
            <dd>{show.comment === "" ? words.noComment : show.comment}</dd>
            <dt>{words.printAtHome}</dt>
            <dd>{show.printAtHome ? words.allowed : words.notAllowed}</dd>
          </dl>
        </Panel>
        <ProofsPanel show={show} />
        <PricesPanel show={show} />
        <PerformancesPanel show={show} />
      </div>
    </>
  );
}

function PerformancesPanel({ show }: { readonly show: NetworkShow }) {
  const ui = useUi();
  const { shows: words } = useStrings();
  const { performance, number } = useFormats();
  const codes = useQuery(codesQuery(show.institutionCode)).data?.codes ?? [];
  const totals = totalsOf(show);
  return (
    <Panel title={words.performances} flush>
      <Table horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.performance}</Table.Th>
            <Table.Th>{words.hall}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.offered}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.inBasket}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.sold}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {show.performances.map((one) => (
            <Table.Tr key={one.performanceNumber}>
              <Table.Td>{performance(one)}</Table.Td>
              <Table.Td>{labelOf(codes, "hall", one.hallCode)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.offered)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.inBasket)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.sold)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={2}>{ui.total}</Table.Th>
            <Table.Th className={uiStyles.number}>{number(totals.offered)}</Table.Th>
            <Table.Th className={uiStyles.number}>{number(totals.inBasket)}</Table.Th>
            <Table.Th className={uiStyles.number}>{number(totals.sold)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Panel>
  );
}
