import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { Button } from "@mantine/core";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { StandingSeats, seatsRefused } from "../programme/standing-seats.tsx";
import { useStrings } from "../strings.ts";

interface CounterRefusalProps {
  readonly error: unknown;
  readonly geometry: HallPlan;
  readonly onRemove: (seatCodes: readonly number[]) => void;
}

/** Why nothing was sold: seat by seat, «contingentée chez TICKETNET». */
export function CounterRefusal({ error, geometry, onRemove }: CounterRefusalProps) {
  const { counter: words } = useStrings();
  const seats = seatsRefused(error);
  if (seats.length === 0) return <Failure error={error} />;
  return (
    <Notice tone="bad" title={words.notFree}>
      <div>{words.notFreeText}</div>
      <StandingSeats seats={seats} geometry={geometry} />
      <Button size="xs" variant="default" onClick={() => onRemove(seats.map(({ seatCode }) => seatCode))}>
        {words.removeThem}
      </Button>
    </Notice>
  );
}
