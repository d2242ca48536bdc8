import type { PriceEffects, PriceTypeList, SeatCategoryList } from "@allotement/boxoffice/api/prices.ts";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import type { GridChange } from "./grid-cells.ts";
import styles from "./prices.module.css";

interface GridEffectsProps {
  readonly changes: readonly GridChange[];
  readonly priceTypes: PriceTypeList["priceTypes"];
  readonly categories: SeatCategoryList["seatCategories"];
  readonly effects: PriceEffects;
}

/** What the grid changes against the one in force, and what it meets: tickets sold, seats at the reseller. */
export function GridEffects({ changes, priceTypes, categories, effects }: GridEffectsProps) {
  const { grid: words } = useStrings();
  const { money } = useFormats();
  if (changes.length === 0) return <p className={styles.text}>{words.noChanges}</p>;
  const typeOf = (code: number) => priceTypes.find(({ priceTypeCode }) => priceTypeCode === code);
  const nameOf = ({ priceTypeCode, seatCategoryCode }: GridChange) => {
    const category = categories.find((one) => one.seatCategoryCode === seatCategoryCode);
    return `${typeOf(priceTypeCode)?.name ?? priceTypeCode}, ${category?.name ?? seatCategoryCode}`;
  };
  const amount = (cents: number | null) => (cents === null ? words.none : money(cents));
  const standing = changes.filter(({ beforeCents }) => beforeCents !== null);
  const sold = standing.reduce((sum, change) => sum + soldAt(effects, change), 0);
  const meetsReseller = standing.some(
    ({ priceTypeCode }) => typeOf(priceTypeCode)?.channelKind === "reseller",
  );
  const counts = [
    [changes.filter(({ beforeCents }) => beforeCents === null).length, words.added],
    [standing.filter(({ afterCents }) => afterCents !== null).length, words.changed],
    [standing.filter(({ afterCents }) => afterCents === null).length, words.removed],
  ] as const;
  return (
    <section aria-label={words.changes} className={styles.fields}>
      <div>
        <strong>{words.changes}</strong> ·{" "}
        {counts.flatMap(([count, say]) => (count === 0 ? [] : [say(count)])).join(", ")}
        <ul className={styles.changes}>
          {changes.map((change) => (
            <li key={`${change.priceTypeCode}/${change.seatCategoryCode}`}>
              {nameOf(change)} · {words.change(amount(change.beforeCents), amount(change.afterCents))}
            </li>
          ))}
        </ul>
      </div>
      {sold > 0 && <Notice tone="info" title={words.soldWarning(sold)} />}
      {meetsReseller && effects.seatsAtReseller > 0 && (
        <Notice tone="warn" title={words.resellerWarning(effects.seatsAtReseller)} />
      )}
    </section>
  );
}

function soldAt(effects: PriceEffects, { priceTypeCode, seatCategoryCode }: GridChange): number {
  const sold = effects.sold.find(
    (one) => one.priceTypeCode === priceTypeCode && one.seatCategoryCode === seatCategoryCode,
  );
  return sold?.tickets ?? 0;
}
