import type { SeatsNotFree } from "@allotement/boxoffice/api/counter.ts";
import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { Button } from "@mantine/core";
import { useUi } from "../../strings/ui/use-ui.ts";
import { ApiProblem, type RefusedBody } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import styles from "../programme/programme.module.css";
import { useStateWords } from "../programme/seat-words.ts";
import { useStrings } from "../strings.ts";

interface CounterRefusalProps {
  readonly error: unknown;
  readonly geometry: HallPlan;
  readonly onRemove: (seatCodes: readonly number[]) => void;
}

/** Why nothing was sold: seat by seat, «contingentée chez TICKETNET». */
export function CounterRefusal({ error, geometry, onRemove }: CounterRefusalProps) {
  const { counter: words } = useStrings();
  const { plan } = useUi();
  const stateWords = useStateWords();
  const seats = error instanceof ApiProblem ? takenSeats(error.body) : [];
  if (seats.length === 0) return <Failure error={error} />;
  const nameOf = (code: number) => {
    const index = geometry.seatCodes.indexOf(code);
    const row = geometry.rowLabels[index] ?? "";
    const seat = plan.seat(geometry.seatNumbers[index] ?? String(code));
    return row === "" ? seat : `${plan.row(row)}, ${seat}`;
  };
  return (
    <Notice tone="bad" title={words.notFree}>
      <div>{words.notFreeText}</div>
      <ul className={styles.refused}>
        {seats.map(({ seatCode, state, resellerName, holdName, since }) => (
          <li key={seatCode}>
            <strong>{nameOf(seatCode)}</strong>{" "}
            {words.seatTaken(
              stateWords(state),
              resellerName !== null
                ? words.atReseller(resellerName)
                : holdName !== null
                  ? words.inHold(holdName)
                  : "",
            )}
            {since !== null && `, ${words.since(formatInstant(since))}`}
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" onClick={() => onRemove(seats.map(({ seatCode }) => seatCode))}>
        {words.removeThem}
      </Button>
    </Notice>
  );
}

function takenSeats(body: RefusedBody): SeatsNotFree["seats"] {
  return isSeatsNotFree(body) ? body.seats : [];
}

function isSeatsNotFree(body: RefusedBody): body is RefusedBody & SeatsNotFree {
  return body.error === "SEATS_NOT_FREE" && Array.isArray(body.seats);
}
