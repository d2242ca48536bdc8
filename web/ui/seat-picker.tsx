import { SegmentedControl, useComputedColorScheme } from "@mantine/core";
import { useMemo, useState } from "react";
import type { PlanGeometry } from "../seating-plan/geometry.ts";
import type { SeatLooks } from "../seating-plan/looks.ts";
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
  readonly height?: number | string | undefined;
  /** Where the page lists the categories beside the plan. */
  readonly marksOnly?: boolean | undefined;
}

/** The plan of a performance, or the same seats as a table; what colours and marks mean stands below. */
export function SeatPicker({ label, lookWords, height = 520, marksOnly, ...rest }: SeatPickerProps) {
  const ui = useUi();
  const dark = useComputedColorScheme("light") === "dark";
  const [view, setView] = useState("plan");
  const strings = useMemo(() => ({ ...ui.plan, looks: { ...ui.plan.looks, ...lookWords } }), [ui, lookWords]);
  const shared = { ...rest, strings, label, dark };
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
        {view === "plan" ? <SeatingPlan {...shared} height={height} /> : <SeatTable {...shared} />}
        <PlanLegend {...shared} marksOnly={marksOnly} />
      </div>
    </div>
  );
}
