import type { Show } from "@allotement/boxoffice/api/programme.ts";
import { Select } from "@mantine/core";
import { IconMasksTheater } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { useStrings } from "../strings.ts";
import styles from "./programme.module.css";
import {
  hallPlanQuery,
  type OpenPerformance,
  performancesQuery,
  seatsQuery,
  showsQuery,
} from "./programme.ts";

interface PerformanceChooserProps {
  readonly children: (open: OpenPerformance) => ReactNode;
}

/** Choose a show and a performance; its plan follows. */
export function PerformanceChooser({ children }: PerformanceChooserProps) {
  const { choosePerformance: words } = useStrings();
  const shows = useQuery(showsQuery);
  const [showNumber, setShowNumber] = useState<number | null>(null);
  return (
    <QueryView query={shows} rows={2}>
      {({ shows: list }) =>
        list.length === 0 ? (
          <Panel>
            <Empty
              title={words.noShows}
              icon={<IconMasksTheater size={40} stroke={1.3} aria-hidden="true" />}
            >
              {words.noShowsText}
            </Empty>
          </Panel>
        ) : (
          <>
            <div className={styles.chooser}>
              <Select
                label={words.show}
                data={byGroup(list)}
                value={showNumber === null ? null : String(showNumber)}
                onChange={(value) => setShowNumber(value === null ? null : Number(value))}
                searchable
                allowDeselect={false}
                placeholder={words.show}
              />
              {showNumber === null && (
                <Select label={words.performance} disabled data={[]} placeholder={words.performance} />
              )}
              {showNumber !== null && (
                <Performances
                  key={showNumber}
                  showNumber={showNumber}
                  title={list.find((show) => show.showNumber === showNumber)?.title ?? ""}
                >
                  {children}
                </Performances>
              )}
            </div>
            {showNumber === null && <NothingChosen />}
          </>
        )
      }
    </QueryView>
  );
}

function NothingChosen() {
  const { choosePerformance: words } = useStrings();
  return (
    <Panel>
      <Empty title={words.choose} icon={<IconMasksTheater size={40} stroke={1.3} aria-hidden="true" />}>
        {words.chooseText}
      </Empty>
    </Panel>
  );
}

interface PerformancesProps extends PerformanceChooserProps {
  readonly showNumber: number;
  readonly title: string;
}

function Performances({ showNumber, title, children }: PerformancesProps) {
  const { choosePerformance: words } = useStrings();
  const formats = useFormats();
  const performances = useQuery(performancesQuery(showNumber));
  const list = performances.data?.performances ?? [];
  const [chosen, setChosen] = useState<number | null>(null);
  const performance = list.find(({ performanceNumber }) => performanceNumber === chosen);
  return (
    <>
      <Select
        label={words.performance}
        data={list.map((one) => ({
          value: String(one.performanceNumber),
          label: formats.performance(one),
        }))}
        value={chosen === null ? null : String(chosen)}
        onChange={(value) => setChosen(value === null ? null : Number(value))}
        allowDeselect={false}
        searchable
        placeholder={words.performance}
        error={performances.isSuccess && list.length === 0 ? words.noPerformances : undefined}
      />
      <div className={styles.below}>
        {performance === undefined ? (
          <NothingChosen />
        ) : (
          <Open key={performance.performanceNumber} performance={performance} title={title}>
            {children}
          </Open>
        )}
      </div>
    </>
  );
}

function Open({
  performance,
  title,
  children,
}: PerformanceChooserProps & Pick<OpenPerformance, "performance" | "title">) {
  const plan = useQuery(hallPlanQuery(performance.hallCode));
  const seats = useQuery(seatsQuery(performance.performanceNumber));
  return (
    <QueryView query={plan} rows={12}>
      {(geometry) => (
        <QueryView query={seats} rows={12}>
          {(answer) => children({ performance, title, geometry, seats: answer })}
        </QueryView>
      )}
    </QueryView>
  );
}

function byGroup(shows: readonly Show[]) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { showNumber, title, showGroupName } of shows) {
    const items = groups.get(showGroupName) ?? [];
    items.push({ value: String(showNumber), label: title });
    groups.set(showGroupName, items);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
