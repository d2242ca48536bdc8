import type { HallList } from "@allotement/boxoffice/api/halls.ts";
import { Button, Table } from "@mantine/core";
import { IconBuildingArch, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { pages } from "../page-paths.ts";
import { useMe } from "../sign-in/me.ts";
import styles from "./halls.module.css";
import { hallsQuery } from "./halls.ts";
import { ImportHall } from "./import-hall.tsx";
import { useStrings } from "./strings.ts";

/** «Salles et plans» (R11.1): the venue's halls, and how a new one comes in. */
export function HallsPage() {
  const { halls: words } = useStrings();
  const halls = useQuery(hallsQuery);
  const mayChange = useMe().role !== "clerk";
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        {mayChange && (
          <Button
            component={Link}
            {...pages.newHall}
            leftSection={<IconPencil size={16} aria-hidden="true" />}
          >
            {words.draw}
          </Button>
        )}
      </PageHead>
      <div className={styles.stack}>
        <Panel title={words.list} flush>
          <QueryView query={halls} rows={3}>
            {({ halls: list }) =>
              list.length === 0 ? (
                <Empty
                  title={words.none}
                  icon={<IconBuildingArch size={40} stroke={1.3} aria-hidden="true" />}
                >
                  {mayChange ? words.noneText : words.noneTextClerk}
                </Empty>
              ) : (
                <HallTable halls={list} />
              )
            }
          </QueryView>
        </Panel>
        {mayChange && <ImportHall />}
      </div>
    </>
  );
}

function HallTable({ halls }: { readonly halls: HallList["halls"] }) {
  const { halls: words } = useStrings();
  const { number } = useFormats();
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.hall}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.code}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.capacity}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.version}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {halls.map(({ hallCode, name, capacity, planVersion }) => (
          <Table.Tr key={hallCode}>
            <Table.Td>
              <Link {...pages.hall(hallCode)}>{name}</Link>
            </Table.Td>
            <Table.Td className={uiStyles.number}>{hallCode}</Table.Td>
            <Table.Td className={uiStyles.number}>{number(capacity)}</Table.Td>
            <Table.Td className={uiStyles.number}>{planVersion}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
