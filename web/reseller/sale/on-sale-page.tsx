import { Table, TextInput, VisuallyHidden } from "@mantine/core";
import { IconSearch, IconTicketOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { onSaleQuery, type PerformanceOnSale } from "./on-sale.ts";
import styles from "./sale.module.css";

/** What a point of sale can sell now, show by show. */
export function OnSalePage() {
  const { sale: words } = useStrings();
  const [search, setSearch] = useState("");
  const query = useQuery(onSaleQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <TextInput
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          w={260}
        />
      </PageHead>
      <NetworkQuery query={query}>
        {({ performances }) => <Shows performances={performances} search={search} />}
      </NetworkQuery>
    </>
  );
}

interface ShowsProps {
  readonly performances: readonly PerformanceOnSale[];
  readonly search: string;
}

function Shows({ performances, search }: ShowsProps) {
  const { sale: words } = useStrings();
  const found = performances.filter(({ title, institutionName }) =>
    plain(`${title} ${institutionName}`).includes(plain(search)),
  );
  if (found.length === 0)
    return (
      <Panel>
        <Empty
          title={performances.length === 0 ? words.none : words.notFound}
          icon={<IconTicketOff size={40} stroke={1.3} aria-hidden="true" />}
        >
          {performances.length === 0 ? words.noneText : words.notFoundText}
        </Empty>
      </Panel>
    );
  return (
    <div className={styles.shows}>
      {[...new Set(found.map(showKey))].map((key) => (
        <ShowPanel key={key} performances={found.filter((one) => showKey(one) === key)} />
      ))}
    </div>
  );
}

const showKey = ({ institutionCode, showNumber }: PerformanceOnSale) => `${institutionCode} ${showNumber}`;

function ShowPanel({ performances }: { readonly performances: readonly PerformanceOnSale[] }) {
  const { sale: words } = useStrings();
  const { performance: date, number } = useFormats();
  const [first] = performances;
  if (first === undefined) return null;
  return (
    <Panel title={first.title} aside={<span className={styles.faint}>{first.hallLabel}</span>} flush>
      <Table horizontalSpacing={16} highlightOnHover aria-label={first.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.performance}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.free}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{words.choose}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {performances.map((one) => (
            <Table.Tr key={one.performanceNumber}>
              <Table.Td>{date(one)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.offered)}</Table.Td>
              <Table.Td align="right">
                {one.offered === 0 ? (
                  <span className={styles.faint}>{words.full}</span>
                ) : (
                  <Link
                    {...pages.performance(one.institutionCode, one.performanceNumber)}
                    className={styles.choose}
                    aria-label={words.chooseFor(first.title, date(one))}
                  >
                    {words.choose}
                  </Link>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

/** Without accents and capitals, so that «eurydice» finds «Eurydice». */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
