import { useMemo } from "react";
import { type PlanGeometry, seatFlagBits, seatFlags } from "./geometry.ts";
import { lookAt, packLooks, type SeatLooks, seatLooks } from "./looks.ts";
import { paletteFor } from "./palette.ts";
import { planOf } from "./plan.ts";
import styles from "./plan-legend.module.css";
import { FlagMark, SeatMark } from "./seat-mark.tsx";
import shared from "./seating-plan.module.css";
import { countByCategory } from "./selection.ts";
import type { SeatingPlanStrings } from "./strings.ts";

export interface PlanLegendProps {
  readonly geometry: PlanGeometry;
  readonly looks: SeatLooks;
  readonly selected: ReadonlySet<number>;
  readonly strings: SeatingPlanStrings;
  readonly dark?: boolean | undefined;
  /** For pages that list the categories beside the plan: the marks alone. */
  readonly marksOnly?: boolean | undefined;
}

/** One line: the categories with how many seats may be chosen, and the marks that this plan in fact shows. */
export function PlanLegend({
  geometry,
  looks,
  selected,
  strings,
  dark = false,
  marksOnly = false,
}: PlanLegendProps) {
  const plan = planOf(geometry);
  const packed = useMemo(() => packLooks(looks), [looks]);
  const palette = paletteFor(dark);
  const counts = countByCategory(plan, packed, selected).filter(({ seatCount }) => seatCount > 0);
  const shown = useMemo(() => {
    const seen = new Set(geometry.seatCodes.map((_, index) => lookAt(packed, index)));
    const bits = geometry.flags.reduce((all, flags) => all | flags, 0);
    return {
      looks: seatLooks.filter((look) => look !== "selectable" && seen.has(look)),
      flags: seatFlags.filter((flag) => (bits & seatFlagBits[flag]) !== 0),
    };
  }, [geometry, packed]);
  const sample = geometry.categoryColours[counts[0]?.categoryIndex ?? 0] ?? palette.dim;

  return (
    <ul className={`${shared.colours} ${styles.legend}`} data-dark={dark} aria-label={strings.legend}>
      {(marksOnly ? [] : counts).map(({ categoryIndex, selectableCount }) => (
        <li key={categoryIndex}>
          <SeatMark
            look="selectable"
            colour={geometry.categoryColours[categoryIndex] ?? palette.dim}
            palette={palette}
          />
          {geometry.categoryNames[categoryIndex]}
          <small title={strings.legendSelectable}>
            {selectableCount}
            <span className={shared.onlyRead}> {strings.legendSelectable}</span>
          </small>
        </li>
      ))}
      {marksOnly && (
        <li>
          <SeatMark look="selectable" colour={sample} palette={palette} />
          {strings.looks.selectable}
        </li>
      )}
      {shown.looks.map((look) => (
        <li key={look}>
          <SeatMark look={look} colour={sample} palette={palette} />
          {strings.looks[look]}
        </li>
      ))}
      {selected.size > 0 && (
        <li>
          <SeatMark look="chosen" colour={sample} palette={palette} />
          {strings.chosen}
        </li>
      )}
      {shown.flags.map((flag) => (
        <li key={flag}>
          <FlagMark flag={flag} palette={palette} />
          {strings.flags[flag]}
        </li>
      ))}
    </ul>
  );
}
