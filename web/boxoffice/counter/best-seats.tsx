import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { Button, NumberInput, Select } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { chooseBest } from "../../seating-plan/choose-best.ts";
import { planOf } from "../../seating-plan/plan.ts";
import { useStrings } from "../strings.ts";
import styles from "./counter.module.css";

interface BestSeatsProps {
  readonly geometry: HallPlan;
  readonly isFree: (index: number) => boolean;
  readonly onChosen: (seatCodes: ReadonlySet<number>) => void;
}

/** So many seats, of a category or of any: Enter chooses the best of them. */
export function BestSeats({ geometry, isFree, onChosen }: BestSeatsProps) {
  const { till: words } = useStrings();
  const [count, setCount] = useState<number | string>(2);
  const [category, setCategory] = useState<string | null>("any");
  const [outcome, setOutcome] = useState<"apart" | "none">();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const mayGo = (seat: number) =>
      isFree(seat) && (category === "any" || String(geometry.categoryIndexes[seat]) === category);
    const best = chooseBest(planOf(geometry), mayGo, Number(count));
    setOutcome(best === undefined ? "none" : best.together ? undefined : "apart");
    if (best) onChosen(new Set(best.seats.map((seat) => geometry.seatCodes[seat] ?? 0)));
  };
  return (
    <form className={styles.best} onSubmit={submit} aria-label={words.best}>
      <NumberInput
        label={words.bestCount}
        value={count}
        onChange={setCount}
        min={1}
        max={50}
        clampBehavior="strict"
        allowDecimal={false}
        autoFocus
      />
      <Select
        label={words.bestCategory}
        value={category}
        onChange={setCategory}
        allowDeselect={false}
        data={[
          { value: "any", label: words.anyCategory },
          ...geometry.categoryNames.map((label, index) => ({ value: String(index), label })),
        ]}
      />
      <Button type="submit" variant="default" disabled={Number(count) < 1}>
        {words.bestChoose}
      </Button>
      {outcome !== undefined && (
        <p role="status" className={styles.remark}>
          {outcome === "none" ? words.bestNone : words.bestApart}
        </p>
      )}
    </form>
  );
}
