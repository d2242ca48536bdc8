import { useFormats } from "../../ui/formats.ts";
import { useStrings } from "../strings.ts";
import styles from "./seats.module.css";
import type { Seat } from "./seats-by-row.ts";

export interface Category {
  readonly code: number;
  readonly name: string;
  readonly free: number;
}

/** The categories of a performance's seats with how many are free, in the order of their codes. */
export function categoriesOf(seats: readonly Seat[]): Category[] {
  const found = new Map<number, Category>();
  for (const { seatCategoryCode: code, seatCategory: name, state } of seats) {
    if (state === "withdrawn") continue;
    const free = (found.get(code)?.free ?? 0) + (state === "offered" ? 1 : 0);
    found.set(code, { code, name, free });
  }
  return [...found.values()].sort((one, other) => one.code - other.code);
}

interface CategoryLegendProps {
  readonly categories: readonly Category[];
  readonly shown: number | null;
  readonly onShow: (code: number | null) => void;
  readonly priceOf: (code: number) => string;
}

/** What the colours mean, and a way to make the other categories step back. */
export function CategoryLegend({ categories, shown, onShow, priceOf }: CategoryLegendProps) {
  const { sale: words } = useStrings();
  const { number } = useFormats();
  return (
    <fieldset className={styles.legend} aria-label={words.categories}>
      {categories.map(({ code, name, free }, index) => (
        <button
          key={code}
          type="button"
          data-tone={index % 6}
          aria-pressed={shown === code}
          onClick={() => onShow(shown === code ? null : code)}
        >
          <span className={styles.swatch} aria-hidden="true" />
          <span>{name}</span>
          <strong>{priceOf(code)}</strong>
          <span className={styles.free}>{words.freeCount(number(free))}</span>
        </button>
      ))}
    </fieldset>
  );
}
