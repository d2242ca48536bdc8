import { SegmentedControl, useComputedColorScheme } from "@mantine/core";
import { useMemo, useState } from "react";
import type { PlanGeometry } from "../seating-plan/geometry.ts";
import type { SeatLooks } from "../seating-plan/looks.ts";
import { SeatTable } from "../seating-plan/seat-table.tsx";
import { SeatingPlan } from "../seating-plan/seating-plan.tsx";
import type { SeatingPlanStrings } from "../seating-plan/strings.ts";
import { useUi } from "../strings/ui/use-ui.ts";

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
}

/** The plan of a performance, or the same seats as a table. */
export function SeatPicker({ label, lookWords, height = 520, ...rest }: SeatPickerProps) {
  const ui = useUi();
  const dark = useComputedColorScheme("light") === "dark";
  const [view, setView] = useState("plan");
  const strings = useMemo(() => ({ ...ui.plan, looks: { ...ui.plan.looks, ...lookWords } }), [ui, lookWords]);
  return (
    <div>
      <SegmentedControl
        size="xs"
        mb="xs"
        value={view}
        onChange={setView}
        aria-label={ui.planOrTable}
        data={[
          { value: "plan", label: ui.planView },
          { value: "table", label: ui.tableView },
        ]}
      />
      {view === "plan" ? (
        <SeatingPlan {...rest} strings={strings} label={label} dark={dark} height={height} />
      ) : (
        <SeatTable {...rest} strings={strings} label={label} dark={dark} />
      )}
    </div>
  );
}
