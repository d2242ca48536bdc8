import type { InstitutionView } from "@allotement/reseller/api/institutions.ts";
import { Badge, Table } from "@mantine/core";
import { IconBuilding } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { showsQuery } from "../shows/shows.ts";
import { useStrings } from "../strings.ts";
import styles from "./institutions.module.css";
import { institutionsQuery } from "./institutions.ts";

/** The venues that sell through the network, and what the manager must see to. */
export function InstitutionsPage() {
  const { institutions: words } = useStrings();
  const query = useQuery(institutionsQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <NetworkQuery query={query}>
        {({ institutions }) => (
          <Panel flush>
            {institutions.length === 0 ? (
              <Empty title={words.none} icon={<IconBuilding size={40} stroke={1.3} aria-hidden="true" />}>
                {words.noneText}
              </Empty>
            ) : (
              <Table horizontalSpacing={16} highlightOnHover verticalSpacing={11}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words.institution}</Table.Th>
                    <Table.Th>{words.line}</Table.Th>
                    <Table.Th>{words.shows}</Table.Th>
                    <Table.Th>{words.feed}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {institutions.map((institution) => (
                    <InstitutionRow key={institution.institutionCode} institution={institution} />
                  ))}
                </Table.Tbody>
              </Table>
            )}
          </Panel>
        )}
      </NetworkQuery>
    </>
  );
}

function InstitutionRow({ institution }: { readonly institution: InstitutionView }) {
  const { institutions: words } = useStrings();
  const { institutionCode, name, addresses, credentials } = institution;
  return (
    <Table.Tr>
      <Table.Td>
        <Link {...pages.institution(institutionCode)} className={styles.name}>
          {name}
        </Link>
        <div className={styles.faint}>{words.code(institutionCode)}</div>
      </Table.Td>
      <Table.Td>
        <LineBadge institution={institution} />
        <div className={styles.faint}>{words.access(addresses.length, credentials.length)}</div>
      </Table.Td>
      <Table.Td>
        <ShowCounts institutionCode={institutionCode} />
      </Table.Td>
      <Table.Td>
        <FeedState feed={institution.feed} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Whether the venue can reach the network now. */
export function LineBadge({ institution }: { readonly institution: InstitutionView }) {
  const { institutions: words } = useStrings();
  if (institution.maintenance) return <Badge color="orange">{words.maintenance}</Badge>;
  if (institution.addresses.length === 0 || institution.credentials.length === 0)
    return <Badge color="red">{words.closed}</Badge>;
  return <Badge color="green">{words.open}</Badge>;
}

function ShowCounts({ institutionCode }: { readonly institutionCode: number }) {
  const { institutions: words } = useStrings();
  const shows = useQuery(showsQuery(institutionCode)).data?.shows;
  if (shows === undefined) return null;
  const confirmed = shows.filter(({ status }) => status === "confirmed").length;
  const onSale = shows.filter(({ status }) => status === "onSale").length;
  return (
    <>
      <div>{words.onSaleCount(onSale)}</div>
      {confirmed > 0 && <Badge color="orange">{words.confirmedCount(confirmed)}</Badge>}
    </>
  );
}

/** How many sales the network has published, and how far the venue says it has received them. */
export function FeedState({ feed }: { readonly feed: InstitutionView["feed"] }) {
  const { institutions: words } = useStrings();
  const { number } = useFormats();
  const waiting = feed.head - (feed.acknowledgedUpTo ?? 0);
  return (
    <>
      <div>{words.received(number(feed.acknowledgedUpTo ?? 0), number(feed.head))}</div>
      <div className={styles.faint}>
        {waiting > 0 && `${words.waiting(waiting)} · `}
        {feed.acknowledgedAt === null
          ? words.neverReceived
          : words.receivedAt(formatInstant(feed.acknowledgedAt))}
      </div>
    </>
  );
}
