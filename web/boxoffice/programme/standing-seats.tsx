import type { StandingSeat } from "@allotement/boxoffice/api/counter.ts";
import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { useCallback } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { ApiProblem, type RefusedBody } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useStrings } from "../strings.ts";
import styles from "./programme.module.css";
import { useStateWords } from "./seat-words.ts";

/** Lists beyond this many seats say how many more there are. */
const listedMax = 8;

interface StandingSeatsProps {
  readonly seats: readonly StandingSeat[];
  readonly geometry: HallPlan;
}

/** Seats as they stand, one a line: «Rang A, place 12 contingentée chez TICKETNET, depuis le …». */
export function StandingSeats({ seats, geometry }: StandingSeatsProps) {
  const { counter: words, takeBack } = useStrings();
  const stateWords = useStateWords();
  const nameOf = useSeatNames(geometry);
  const more = seats.length - listedMax;
  return (
    <ul className={styles.refused}>
      {seats.slice(0, more > 1 ? listedMax : undefined).map((seat) => (
        <li key={seat.seatCode}>
          <strong>{nameOf(seat.seatCode)}</strong>{" "}
          {words.seatTaken(
            stateWords(seat.state),
            seat.resellerName !== null
              ? words.atReseller(seat.resellerName)
              : seat.holdName !== null
                ? words.inHold(seat.holdName)
                : "",
          )}
          {seat.since !== null && `, ${words.since(formatInstant(seat.since))}`}
        </li>
      ))}
      {more > 1 && <li>{takeBack.more(more)}</li>}
    </ul>
  );
}

/** "Rang A, place 12" by a seat's code. */
export function useSeatNames(geometry: HallPlan): (seatCode: number) => string {
  const { plan } = useUi();
  return useCallback(
    (seatCode: number) => {
      const index = geometry.seatCodes.indexOf(seatCode);
      const row = (geometry.rowLabels[index] ?? "").trim();
      const seat = plan.seat(geometry.seatNumbers[index] ?? String(seatCode));
      return row === "" ? seat : `${plan.row(row)}, ${seat}`;
    },
    [geometry, plan],
  );
}

/** The seats that a refusal of our server names; none where it names none. */
export function seatsRefused(error: unknown): readonly StandingSeat[] {
  return error instanceof ApiProblem && namesSeats(error.body) ? error.body.seats : [];
}

function namesSeats(body: RefusedBody): body is RefusedBody & { readonly seats: readonly StandingSeat[] } {
  const isKnown = body.error === "SEATS_NOT_FREE" || body.error === "SEATS_CHANGED";
  return isKnown && Array.isArray(body.seats);
}
