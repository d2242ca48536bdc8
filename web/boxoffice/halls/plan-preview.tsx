import type { DrawnArea } from "@allotement/boxoffice/api/halls.ts";
import type { DrawnPlan } from "@allotement/boxoffice/api/plans.ts";
import { useMemo } from "react";
import { SeatPicker } from "../../ui/seat-picker.tsx";
import { geometryOf } from "./drawn-plan.ts";
import { useStrings } from "./strings.ts";

interface PlanPreviewProps {
  readonly plan: DrawnPlan;
  readonly drawn: readonly DrawnArea[];
  readonly height?: string;
}

const none: ReadonlySet<number> = new Set();

/** A plan to look at: nothing is chosen on it. */
export function PlanPreview({ plan, drawn, height = "max(340px, 52dvh)" }: PlanPreviewProps) {
  const { halls: words } = useStrings();
  const geometry = useMemo(() => geometryOf(plan, drawn), [plan, drawn]);
  const looks = useMemo(() => new Uint8Array(plan.seats.length), [plan]);
  return (
    <SeatPicker
      geometry={geometry}
      looks={looks}
      selected={none}
      label={words.planLabel(plan.name)}
      lookWords={words.previewLooks}
      height={height}
    />
  );
}
