import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { Button } from "@mantine/core";
import { Notice } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import programme from "./programme.module.css";
import { useStateWords } from "./seat-words.ts";
import { useSeatNames } from "./standing-seats.tsx";

interface LostSeatsProps {
  readonly geometry: HallPlan;
  /** Seat codes that were chosen and can be no longer. */
  readonly lost: readonly number[];
  /** The state of a seat, by its code. */
  readonly stateOf: (seatCode: number) => string;
  readonly onDismiss: () => void;
}

const namedMax = 4;

/** What a colleague, or a buyer, has taken of the clerk's choice meanwhile; the rest of the choice stays. */
export function LostSeats({ geometry, lost, stateOf, onDismiss }: LostSeatsProps) {
  const { takeBack: words } = useStrings();
  const nameOf = useSeatNames(geometry);
  const stateWords = useStateWords();
  if (lost.length === 0) return null;
  const named = lost.slice(0, lost.length > namedMax + 1 ? namedMax : undefined);
  return (
    <Notice tone="warn" title={words.lost(lost.length)}>
      <ul className={programme.refused}>
        {named.map((code) => (
          <li key={code}>
            <strong>{nameOf(code)}</strong> {stateWords(stateOf(code))}
          </li>
        ))}
        {named.length < lost.length && <li>{words.more(lost.length - named.length)}</li>}
      </ul>
      <Button size="xs" variant="default" onClick={onDismiss}>
        {words.understood}
      </Button>
    </Notice>
  );
}
