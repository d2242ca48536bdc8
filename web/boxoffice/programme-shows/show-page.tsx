import type { NewShow, Performance, Show } from "@allotement/boxoffice/api/programme.ts";
import { Badge, Button, Table } from "@mantine/core";
import { IconCalendarEvent } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { NotFoundPage } from "../home/not-found-page.tsx";
import { pages } from "../page-paths.ts";
import { performancesQuery, showsQuery } from "../programme/programme.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { CalendarRuleForm } from "./calendar-rule-form.tsx";
import programme from "./programme-shows.module.css";
import { ShowFields, type TypedShow, wholeShow } from "./show-fields.tsx";
import { VatPanel } from "./vat-panel.tsx";

/** One show: what it is, and when it is played. */
export function ShowPage() {
  const { showNumber } = useParams({ strict: false });
  const { programme: words, choosePerformance } = useStrings();
  const shows = useQuery(showsQuery);
  return (
    <>
      {/* Until it is known which show it is. */}
      {shows.data === undefined && (
        <PageHead title={choosePerformance.show} crumb={<Link {...pages.programme}>{words.title}</Link>} />
      )}
      <QueryView query={shows} rows={10}>
        {({ shows: list }) => {
          const show = list.find((one) => String(one.showNumber) === showNumber);
          return show === undefined ? <NotFoundPage /> : <OneShow key={show.showNumber} show={show} />;
        }}
      </QueryView>
    </>
  );
}

function OneShow({ show }: { readonly show: Show }) {
  const { programme: words } = useStrings();
  const mayChange = useMe().role !== "clerk";
  const performances = useQuery(performancesQuery(show.showNumber));
  return (
    <>
      <PageHead
        title={show.title}
        intro={`${show.subtitle === "" ? "" : `${show.subtitle} · `}${show.hallName} · ${words.showNumber(show.showNumber)}`}
        crumb={<Link {...pages.programme}>{words.title}</Link>}
      />
      <div className={programme.columns}>
        <div className={styles.stack}>
          <QueryView query={performances}>
            {({ performances: list }) => <Performances list={list} />}
          </QueryView>
          {mayChange && <CalendarRuleForm showNumber={show.showNumber} />}
        </div>
        <div className={styles.stack}>
          <ShowPanel
            show={show}
            mayChange={mayChange}
            isHallSettled={(performances.data?.performances.length ?? 1) > 0}
          />
          <VatPanel showNumber={show.showNumber} mayChange={mayChange} />
        </div>
      </div>
    </>
  );
}

interface ShowPanelProps {
  readonly show: Show;
  readonly mayChange: boolean;
  readonly isHallSettled: boolean;
}

function ShowPanel({ show, mayChange, isHallSettled }: ShowPanelProps) {
  const { programme: words } = useStrings();
  const client = useQueryClient();
  const { showGroupId, hallCode, title, subtitle, comment, printAtHome } = show;
  const [typed, setTyped] = useState<TypedShow>({
    ...{ showGroupId, hallCode, title, subtitle, comment, printAtHome },
  });
  const whole = wholeShow(typed);
  const save = useMutation({
    mutationFn: (order: NewShow) => callApi("PUT", apiPaths.show(show.showNumber), order),
    onSettled: () => client.invalidateQueries({ queryKey: ["shows"] }),
  });
  return (
    <Panel title={words.show}>
      <ShowFields show={typed} onChange={setTyped} isHallSettled={isHallSettled} disabled={!mayChange} />
      {save.isError && <Failure error={save.error} />}
      {mayChange && (
        <div className={programme.save}>
          <span role="status" className={styles.faint}>
            {save.isSuccess ? words.saved : ""}
          </span>
          <Button
            disabled={whole === undefined}
            loading={save.isPending}
            onClick={() => whole && save.mutate(whole)}
          >
            {words.save}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Performances({ list }: { readonly list: readonly Performance[] }) {
  const { programme } = useStrings();
  const words = programme.list;
  const formats = useFormats();
  if (list.length === 0)
    return (
      <Panel title={words.title}>
        <Empty title={words.none} icon={<IconCalendarEvent size={40} stroke={1.3} aria-hidden="true" />}>
          {words.noneText}
        </Empty>
      </Panel>
    );
  return (
    <Panel title={words.title} flush>
      <Table verticalSpacing={6} aria-label={words.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.when}</Table.Th>
            <Table.Th>{words.number}</Table.Th>
            <Table.Th>{words.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.map((one) => (
            <Table.Tr key={one.performanceNumber}>
              <Table.Td>
                <Link {...pages.programmePerformance(one.performanceNumber)}>{formats.performance(one)}</Link>
              </Table.Td>
              <Table.Td>{one.performanceNumber}</Table.Td>
              <Table.Td>
                <StateBadge performance={one} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function StateBadge({ performance }: { readonly performance: Performance }) {
  const { programme } = useStrings();
  const words = programme.list;
  if (performance.cancelledAt !== null)
    return (
      <Badge color="red" variant="light">
        {words.cancelled}
      </Badge>
    );
  return <>{Date.parse(performance.startsAt) <= Date.now() ? words.past : words.toCome}</>;
}
