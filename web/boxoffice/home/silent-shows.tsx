import type { SilentShowList } from "@allotement/boxoffice/api/interface-show-status.ts";
import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { formatCivilDate, formatInstant, minutesSince } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./home.module.css";

const minutesOfDay = 1_440;

/** Seats that were sent and nobody can buy: each show with its status there, its age, and when it was seen (R2.2). */
export function SilentShows() {
  const { silent: words } = useStrings();
  const { number } = useFormats();
  const query = useQuery({
    queryKey: ["interface", "silent-shows"],
    queryFn: () => getApi<SilentShowList>(apiPaths.silentShows),
    // The network's word comes by itself, often after the page was opened.
    refetchInterval: 10_000,
  });
  const shows = query.data?.shows ?? [];
  if (shows.length === 0) return null;
  return (
    <Notice tone="warn" title={words.title(shows.length)}>
      <div>{words.text}</div>
      <div className={styles.silent}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.show}</Table.Th>
              <Table.Th>{words.status}</Table.Th>
              <Table.Th className={uiStyles.number}>{words.seats}</Table.Th>
              <Table.Th>{words.waiting}</Table.Th>
              <Table.Th>{words.first}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shows.map((show) => (
              <Table.Tr key={show.showNumber}>
                <Table.Td>
                  <strong>{show.title}</strong>
                </Table.Td>
                <Table.Td>
                  {words.statuses[show.status]}
                  <div className={styles.faint}>{words.seenAt(formatInstant(show.statusSeenAt))}</div>
                </Table.Td>
                <Table.Td className={uiStyles.number}>{number(show.seats)}</Table.Td>
                <Table.Td>
                  {words.days(Math.floor(minutesSince(show.since, query.dataUpdatedAt) / minutesOfDay))}
                </Table.Td>
                <Table.Td>{formatCivilDate(show.firstDate)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Notice>
  );
}
