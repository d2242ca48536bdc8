import { useMemo } from "react";
import { noFilter, type PlanFilter, turned } from "./filter.ts";
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
  readonly filter: PlanFilter;
  readonly onFilterChange: (next: PlanFilter) => void;
}

/**
 * One line: the categories with how many seats may be chosen, and the marks that this plan in fact shows. Each is a
 * button: pressed ones stay bright on the plan and in the table, the rest fades.
 */
export function PlanLegend(props: PlanLegendProps) {
  const { geometry, looks, selected, strings, dark = false, filter, onFilterChange } = props;
  const plan = planOf(geometry);
  const packed = useMemo(() => packLooks(looks), [looks]);
  const palette = paletteFor(dark);
  const counts = countByCategory(plan, packed, selected).filter(({ seatCount }) => seatCount > 0);
  const shown = useMemo(() => {
    const seen = new Set(geometry.seatCodes.map((_, index) => lookAt(packed, index)));
    const bits = geometry.flags.reduce((all, flags) => all | flags, 0);
    return {
      looks: seatLooks.filter((look) => seen.has(look)),
      flags: seatFlags.filter((flag) => (bits & seatFlagBits[flag]) !== 0),
    };
  }, [geometry, packed]);
  const colourOf = (category: number | undefined) => geometry.categoryColours[category ?? -1] ?? palette.dim;
  // In one category's colour a look would read as that category.
  const sample = [...new Set(counts.slice(0, 4).map(({ categoryIndex }) => colourOf(categoryIndex)))];
  const isFiltering = filter.categories.size + filter.looks.size > 0;

  return (
    <ul
      className={`${shared.colours} ${styles.legend}`}
      data-dark={dark}
      data-filtering={isFiltering}
      aria-label={strings.legend}
    >
      {counts.map(({ categoryIndex, selectableCount }) => (
        <li key={categoryIndex}>
          <button
            type="button"
            title={strings.filterHint}
            aria-pressed={filter.categories.has(categoryIndex)}
            onClick={() =>
              onFilterChange({ ...filter, categories: turned(filter.categories, categoryIndex) })
            }
          >
            <SeatMark look="selectable" colour={colourOf(categoryIndex)} palette={palette} />
            {geometry.categoryNames[categoryIndex]}
            <span className={shared.onlyRead}>, </span>
            <small>
              {strings.number(selectableCount)}
              <span className={shared.onlyRead}> {strings.legendSelectable}</span>
            </small>
          </button>
        </li>
      ))}
      {shown.looks.map((look) => (
        <li key={look}>
          <button
            type="button"
            title={strings.filterHint}
            aria-pressed={filter.looks.has(look)}
            onClick={() => onFilterChange({ ...filter, looks: turned(filter.looks, look) })}
          >
            <SeatMark look={look} colour={sample.length > 0 ? sample : palette.dim} palette={palette} />
            {strings.looks[look]}
          </button>
        </li>
      ))}
      {isFiltering && (
        <li>
          <button type="button" className={styles.all} onClick={() => onFilterChange(noFilter)}>
            {strings.showAllSeats}
          </button>
        </li>
      )}
      {shown.flags.map((flag) => (
        <li key={flag} className={styles.flag}>
          <FlagMark flag={flag} palette={palette} />
          {strings.flags[flag]}
        </li>
      ))}
    </ul>
  );
}
