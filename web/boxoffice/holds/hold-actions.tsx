import type { HoldList, SeatsMoved, SeatsToHold } from "@allotement/boxoffice/api/holds.ts";
import { Button, Group, Select } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import styles from "../programme/programme.module.css";
import { useStateWords } from "../programme/seat-words.ts";
import { useStrings } from "../strings.ts";

interface HoldActionsProps {
  readonly holds: HoldList["holds"];
  readonly seats: {
    readonly codes: readonly number[];
    readonly states: readonly string[];
    readonly holdCodes: readonly (number | null)[];
  };
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: Set<number>) => void;
  readonly move: UseMutationResult<SeatsMoved, Error, SeatsToHold>;
}

/** Which hold, and what to do with the chosen seats. */
export function HoldActions({ holds, seats, chosen, onChosen, move }: HoldActionsProps) {
  const { holds: words } = useStrings();
  const stateWords = useStateWords();
  const [picked, setPicked] = useState<number | null>(null);
  const hold = holds.find(({ holdCode }) => holdCode === picked) ?? holds[0];
  const choose = (wanted: (index: number) => boolean) =>
    onChosen(new Set(seats.codes.filter((_, index) => wanted(index))));
  const seatCodes = [...chosen];
  const chosenHeldCount = seats.codes.filter(
    (code, index) => chosen.has(code) && seats.states[index] === "held",
  ).length;
  return (
    <Panel title={words.hold}>
      <div className={styles.fields}>
        <Select
          aria-label={words.hold}
          data={holds.map(({ holdCode, name }) => ({ value: String(holdCode), label: name }))}
          value={hold === undefined ? null : String(hold.holdCode)}
          onChange={(value) => setPicked(value === null ? null : Number(value))}
          allowDeselect={false}
          error={holds.length === 0 ? words.noHolds : undefined}
        />
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => choose((index) => seats.states[index] === "free")}
          >
            {words.chooseAllFree}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={hold === undefined}
            onClick={() =>
              choose((index) => seats.states[index] === "held" && seats.holdCodes[index] === hold?.holdCode)
            }
          >
            {words.chooseAllHeld}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={chosen.size === 0}
            onClick={() => onChosen(new Set())}
          >
            {words.none}
          </Button>
        </Group>
        <Button
          disabled={hold === undefined || chosen.size === 0}
          loading={move.isPending}
          onClick={() => hold && move.mutate({ holdCode: hold.holdCode, seatCodes })}
        >
          {words.place(chosen.size)}
        </Button>
        <Button
          variant="default"
          disabled={chosenHeldCount === 0 || move.isPending}
          onClick={() => move.mutate({ holdCode: null, seatCodes })}
        >
          {words.release(chosenHeldCount)}
        </Button>
        {move.isSuccess && (
          <Notice
            tone={move.data.refused.length > 0 ? "warn" : "good"}
            title={words.changed(move.data.changed)}
          >
            {move.data.refused.length > 0 && (
              <div>
                {words.refused(move.data.refused.length)} :{" "}
                {byState(move.data.refused)
                  .map(([state, count]) => `${count} × ${stateWords(state)}`)
                  .join(", ")}
              </div>
            )}
          </Notice>
        )}
        {move.isError && <Failure error={move.error} />}
      </div>
    </Panel>
  );
}

/** Why seats did not move: how many in which state. */
function byState(refused: SeatsMoved["refused"]): [state: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { state } of refused) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts];
}
