import { SegmentedControl, useComputedColorScheme } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import type { PlanEditing } from "../seating-plan/editing.ts";
import { fadedBytes, noFilter } from "../seating-plan/filter.ts";
import type { PlanGeometry } from "../seating-plan/geometry.ts";
import { packLooks, type SeatLooks } from "../seating-plan/looks.ts";
import { planOf } from "../seating-plan/plan.ts";
import { PlanLegend } from "../seating-plan/plan-legend.tsx";
import { SeatTable } from "../seating-plan/seat-table.tsx";
import { SeatingPlan } from "../seating-plan/seating-plan.tsx";
import type { SeatingPlanStrings } from "../seating-plan/strings.ts";
import { useUi } from "../strings/ui/use-ui.ts";
import styles from "./ui.module.css";

interface SeatPickerProps {
  readonly geometry: PlanGeometry;
  readonly looks: SeatLooks;
  readonly selected: ReadonlySet<number>;
  readonly onSelectionChange?: ((next: Set<number>) => void) | undefined;
  readonly label: string;
  /** What each look means on this page; the plan's own words where left out. */
  readonly lookWords?: Partial<SeatingPlanStrings["looks"]> | undefined;
  readonly describeSeat?: ((index: number) => string) | undefined;
  /** Beside the seat that the keys or a click have come to, such as a link. */
  readonly seatActions?: ((index: number) => ReactNode) | undefined;
  readonly height?: number | string | undefined;
  /** Where the plan is being drawn. */
  readonly editing?: PlanEditing | undefined;
}

/** The plan of a performance, or the same seats as a table; the legend below says what is what, and filters. */
export function SeatPicker({ label, lookWords, height = 520, seatActions, ...rest }: SeatPickerProps) {
  const ui = useUi();
  const dark = useComputedColorScheme("light") === "dark";
  const [view, setView] = useState("plan");
  const [filter, setFilter] = useState(noFilter);
  const strings = useMemo(() => ({ ...ui.plan, looks: { ...ui.plan.looks, ...lookWords } }), [ui, lookWords]);
  const { geometry } = rest;
  const looks = useMemo(() => packLooks(rest.looks), [rest.looks]);
  const faded = useMemo(
    () => (filter === noFilter ? undefined : fadedBytes(planOf(geometry), looks, filter)),
    [geometry, looks, filter],
  );
  const shared = { ...rest, looks, strings, label, dark };
  return (
    <div className={styles.picker} data-view={view}>
      <SegmentedControl
        size="xs"
        value={view}
        onChange={setView}
        aria-label={ui.planOrTable}
        data={[
          { value: "plan", label: ui.planView },
          { value: "table", label: ui.tableView },
        ]}
      />
      <div>
        {view === "plan" ? (
          <SeatingPlan {...shared} faded={faded} seatActions={seatActions} height={height} />
        ) : (
          <SeatTable {...shared} faded={faded} />
        )}
        <PlanLegend {...shared} filter={filter} onFilterChange={setFilter} />
      </div>
    </div>
  );
}
