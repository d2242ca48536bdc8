import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useFormats } from "../../ui/formats.ts";
import { useSeatNames } from "../programme/standing-seats.tsx";
import { useStrings } from "../strings.ts";
import styles from "./counter.module.css";
import type { ChosenSeat } from "./counter-total.ts";

interface ChosenSeatsProps {
  readonly geometry: HallPlan;
  readonly seats: readonly ChosenSeat[];
  readonly priceTypes: readonly { value: string; label: string }[];
  readonly onPriceType: (seatCode: number, priceTypeCode: number) => void;
  readonly onRemove: (seatCode: number) => void;
}

/** The order, seat by seat: each with its category, price type and price. */
export function ChosenSeats({ geometry, seats, priceTypes, onPriceType, onRemove }: ChosenSeatsProps) {
  const { till: words, counter } = useStrings();
  const { money } = useFormats();
  const nameOf = useSeatNames(geometry);
  const categoryOf = (seatCode: number) =>
    geometry.categoryNames[geometry.categoryIndexes[geometry.seatCodes.indexOf(seatCode)] ?? -1] ?? "";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keys (WCAG 2.1.1)
    <ul className={styles.seats} aria-label={counter.grid} tabIndex={0}>
      {seats.map(({ seatCode, priceTypeCode, cents }) => (
        <li key={seatCode}>
          <span>
            {nameOf(seatCode)}
            <small>
              {categoryOf(seatCode)} · {cents === undefined ? "–" : money(cents)}
            </small>
          </span>
          <NativeSelect
            size="xs"
            aria-label={words.seatPrice(nameOf(seatCode))}
            data={[...priceTypes]}
            value={String(priceTypeCode)}
            onChange={(event) => onPriceType(seatCode, Number(event.currentTarget.value))}
          />
          <ActionIcon
            variant="subtle"
            aria-label={words.removeSeat(nameOf(seatCode))}
            onClick={() => onRemove(seatCode)}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
