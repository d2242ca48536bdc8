import type { Show, ShowGroupList } from "@allotement/boxoffice/api/programme.ts";
import { Button, Table } from "@mantine/core";
import { IconMasksTheater, IconPencil, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { pages } from "../page-paths.ts";
import { showsQuery } from "../programme/programme.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { GroupDialog } from "./group-dialog.tsx";
import { NewShowDialog } from "./new-show-dialog.tsx";
import { showGroupsQuery } from "./programme-queries.ts";

type Group = ShowGroupList["showGroups"][number];

/** «Programmation»: groups and their shows. */
export function ProgrammePage() {
  const { programme: words } = useStrings();
  const mayChange = useMe().role !== "clerk";
  const groups = useQuery(showGroupsQuery);
  const shows = useQuery(showsQuery);
  const [asked, setAsked] = useState<"group" | "show" | Group>();
  return (
    <>
      <PageHead title={words.title} intro={mayChange ? words.intro : words.managersOnly}>
        {mayChange && (
          <>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              onClick={() => setAsked("group")}
            >
              {words.newGroup}
            </Button>
            {(groups.data?.showGroups.length ?? 0) > 0 && (
              <Button
                leftSection={<IconPlus size={16} aria-hidden="true" />}
                onClick={() => setAsked("show")}
              >
                {words.newShow}
              </Button>
            )}
          </>
        )}
      </PageHead>
      <QueryView query={groups}>
        {({ showGroups }) => (
          <QueryView query={shows}>
            {({ shows: list }) =>
              showGroups.length === 0 ? (
                <Panel>
                  <Empty
                    title={words.noGroups}
                    icon={<IconMasksTheater size={40} stroke={1.3} aria-hidden="true" />}
                  >
                    {words.noGroupsText}
                  </Empty>
                </Panel>
              ) : (
                <div className={styles.stack}>
                  {showGroups.map((group) => (
                    <GroupPanel
                      key={group.showGroupId}
                      group={group}
                      shows={list.filter((show) => show.showGroupId === group.showGroupId)}
                      onRename={mayChange ? () => setAsked(group) : undefined}
                    />
                  ))}
                </div>
              )
            }
          </QueryView>
        )}
      </QueryView>
      {asked === "show" && <NewShowDialog onDone={() => setAsked(undefined)} />}
      {asked !== undefined && asked !== "show" && (
        <GroupDialog group={asked === "group" ? undefined : asked} onDone={() => setAsked(undefined)} />
      )}
    </>
  );
}

interface GroupPanelProps {
  readonly group: Group;
  readonly shows: readonly Show[];
  readonly onRename: (() => void) | undefined;
}

function GroupPanel({ group, shows, onRename }: GroupPanelProps) {
  const { programme: words } = useStrings();
  return (
    <Panel
      title={group.name}
      flush
      aside={
        onRename && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden="true" />}
            aria-label={words.renameGroup(group.name)}
            onClick={onRename}
          >
            {words.rename}
          </Button>
        )
      }
    >
      {shows.length === 0 ? (
        <p className={styles.more}>{words.noShowsInGroup}</p>
      ) : (
        <Table verticalSpacing={7} aria-label={group.name}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.fields.title}</Table.Th>
              <Table.Th>{words.fields.hall}</Table.Th>
              <Table.Th>{words.list.number}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shows.map(({ showNumber, title, subtitle, hallName }) => (
              <Table.Tr key={showNumber}>
                <Table.Td>
                  <Link {...pages.programmeShow(showNumber)}>{title}</Link>
                  {subtitle !== "" && <div className={styles.faint}>{subtitle}</div>}
                </Table.Td>
                <Table.Td>{hallName}</Table.Td>
                <Table.Td>{showNumber}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
