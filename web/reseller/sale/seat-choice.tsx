import type { NetworkPrice } from "@allotement/reseller/api/shows.ts";
import { IconArmchairOff } from "@tabler/icons-react";
import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import { CategoryLegend, categoriesOf } from "./category-legend.tsx";
import { priceCents, pricesOfCategory } from "./prices.ts";
import { SeatButton, type SeatLook } from "./seat-button.tsx";
import { nextSeat } from "./seat-keys.ts";
import styles from "./seats.module.css";
import { type Seat, seatsByRow } from "./seats-by-row.ts";

interface SeatChoiceProps {
  readonly seats: readonly Seat[];
  readonly prices: readonly NetworkPrice[];
  readonly chosen: ReadonlySet<number>;
  readonly inBasket: readonly number[];
  /** While a basket is open nothing else can be chosen. */
  readonly isLocked: boolean;
  readonly onChange: (chosen: ReadonlySet<number>) => void;
}

/** Every seat of the performance as a button, by floor and zone, row by row. One tab stop; arrows go from seat to seat. */
export function SeatChoice({ seats, prices, chosen, inBasket, isLocked, onChange }: SeatChoiceProps) {
  const { sale: words } = useStrings();
  const { money } = useFormats();
  const [shown, setShown] = useState<number | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const categories = useMemo(() => categoriesOf(seats), [seats]);
  const zones = useMemo(() => seatsByRow(seats), [seats]);
  const ours = useMemo(() => new Set(inBasket), [inBasket]);
  const toggle = useCallback(
    (seatCode: number) => {
      setActive(seatCode);
      const next = new Set(chosen);
      if (!next.delete(seatCode)) next.add(seatCode);
      onChange(next);
    },
    [chosen, onChange],
  );
  const rows = zones.flatMap(({ rows: ofZone }) =>
    ofZone.map((row) => row.seats.map((seat) => seat.seatCode)),
  );
  const tabStop = active !== null && rows.some((row) => row.includes(active)) ? active : rows[0]?.[0];
  const onKeyDown = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const target = nextSeat(event.key, rows, tabStop);
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
    event.currentTarget.querySelector<HTMLElement>(`[data-seat="${target}"]`)?.focus();
  };
  if (zones.length === 0)
    return (
      <Panel>
        <Empty title={words.noSeats} icon={<IconArmchairOff size={40} stroke={1.3} aria-hidden="true" />}>
          {words.noSeatsText}
        </Empty>
      </Panel>
    );
  const lookOf = (seat: Seat): SeatLook => {
    if (ours.has(seat.seatCode)) return "basket";
    if (seat.state !== "offered") return "taken";
    return chosen.has(seat.seatCode) ? "chosen" : "free";
  };
  return (
    <Panel title={words.seats}>
      <CategoryLegend
        categories={categories}
        shown={shown}
        onShow={setShown}
        priceOf={(code) => {
          const [dearest] = pricesOfCategory(prices, code);
          return dearest === undefined ? words.noPrice : money(priceCents(dearest));
        }}
      />
      <p className={styles.hint}>{words.hint}</p>
      <fieldset className={styles.seats} onKeyDown={onKeyDown} aria-label={words.seats}>
        {zones.map(({ floor, zone, rows: ofZone }) => (
          <section key={`${floor} ${zone}`} className={styles.zone} aria-label={`${floor} ${zone}`}>
            <h3>
              {floor} <em>{zone}</em>
            </h3>
            {ofZone.map(({ row, seats: inRow }) => (
              <fieldset key={row} className={styles.row} aria-label={words.row(row)}>
                <span aria-hidden="true">{row}</span>
                <div>
                  {inRow.map((seat) => (
                    <SeatButton
                      key={seat.seatCode}
                      seatCode={seat.seatCode}
                      number={seat.number}
                      label={words.seatLabel(seat.row, seat.number, seat.seatCategory)}
                      tone={categories.findIndex(({ code }) => code === seat.seatCategoryCode)}
                      look={lookOf(seat)}
                      isDim={shown !== null && shown !== seat.seatCategoryCode}
                      isLocked={isLocked}
                      isTabStop={seat.seatCode === tabStop}
                      onToggle={toggle}
                    />
                  ))}
                </div>
              </fieldset>
            ))}
          </section>
        ))}
      </fieldset>
    </Panel>
  );
}
