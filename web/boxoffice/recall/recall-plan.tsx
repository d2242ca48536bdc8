import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import { Button, Group, Text } from "@mantine/core";
import { IconArrowBackUp, IconHistory } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { chooseFromBack } from "../../seating-plan/choose-from-back.ts";
import { packLooks } from "../../seating-plan/looks.ts";
import { planOf } from "../../seating-plan/plan.ts";
import { countByCategory } from "../../seating-plan/selection.ts";
import { Panel } from "../../ui/panel.tsx";
import { SeatPicker } from "../../ui/seat-picker.tsx";
import { pages } from "../page-paths.ts";
import { LostSeats } from "../programme/lost-seats.tsx";
import { useChoice } from "../programme/use-choice.ts";
import { useStrings } from "../strings.ts";
import { CategoryTable } from "./category-table.tsx";
import styles from "./recall.module.css";
import { type RecallAim, RecallDialog } from "./recall-dialog.tsx";
import { recallLooks } from "./recall-looks.ts";

interface RecallPlanProps {
  readonly seats: RecallPerformance;
  readonly geometry: HallPlan;
}

/** Choose free seats, or all of them, then «DECONTINGENTER» (R6.3). */
export function RecallPlan({ seats, geometry }: RecallPlanProps) {
  const { recall: words, takeBack } = useStrings();
  const plan = planOf(geometry);
  const looks = useMemo(() => packLooks(recallLooks(geometry.seatCodes, seats)), [geometry, seats]);
  const { chosen, choose, undo, canUndo } = useChoice();
  const [aim, setAim] = useState<RecallAim>();
  const free = useMemo(
    () => new Set(geometry.seatCodes.filter((_, index) => looks[index] === 0)),
    [geometry, looks],
  );
  // What has sold since it was chosen leaves the choice by itself, and is named.
  const selected = useMemo(() => new Set([...chosen].filter((code) => free.has(code))), [chosen, free]);
  const lost = [...chosen].filter((code) => !free.has(code));
  const states = useMemo(
    () => new Map(seats.seatCodes.map((code, index) => [code, seats.states[index] ?? ""])),
    [seats],
  );
  const counts = countByCategory(plan, looks, selected);
  const lostSeats = (
    <LostSeats
      geometry={geometry}
      lost={lost}
      stateOf={(code) => states.get(code) ?? ""}
      onDismiss={() => choose(selected)}
    />
  );

  /** So many of a category, from the back; the choice in the other categories stays. */
  const chooseCount = (categoryIndex: number, count: number) => {
    const isOf = (seat: number) => geometry.categoryIndexes[seat] === categoryIndex;
    const others = geometry.seatCodes.filter((code, seat) => selected.has(code) && !isOf(seat));
    const taken = chooseFromBack(plan, (seat) => isOf(seat) && looks[seat] === 0, count);
    choose(new Set([...others, ...taken.map((seat) => geometry.seatCodes[seat] ?? 0)]));
  };

  return (
    <div className={styles.layout}>
      <Panel>
        <SeatPicker
          geometry={geometry}
          looks={looks}
          selected={selected}
          onSelectionChange={choose}
          label={words.planLabel}
          lookWords={{ ...words.words, inHold: takeBack.inHold }}
          seatActions={(index) => (
            <Link {...pages.biography(seats.performanceNumber, geometry.seatCodes[index] ?? 0)}>
              <IconHistory size={14} aria-hidden="true" /> {takeBack.biography}
            </Link>
          )}
          height="clamp(340px, 100dvh - 396px, 62dvh)"
        />
      </Panel>
      <div className={styles.side}>
        <CategoryTable geometry={geometry} counts={counts} onCount={chooseCount} />
        <Group gap="xs" grow>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconArrowBackUp size={15} aria-hidden="true" />}
            title={takeBack.undoHint}
            onClick={undo}
            disabled={!canUndo}
          >
            {takeBack.undo}
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => choose(new Set())}
            disabled={selected.size === 0}
          >
            {takeBack.deselect}
          </Button>
        </Group>
        {aim === undefined && lostSeats}
        <Button size="md" disabled={selected.size === 0} onClick={() => setAim("chosen")}>
          {words.submit}
        </Button>
        <Button variant="default" disabled={free.size === 0} onClick={() => setAim("all")}>
          {words.all}
        </Button>
        <Text size="sm" c="dimmed">
          {free.size === 0 ? words.nothingHere : selected.size === 0 ? takeBack.none : ""}
        </Text>
      </div>
      <RecallDialog
        aim={aim}
        seats={seats}
        geometry={geometry}
        looks={looks}
        selected={selected}
        onRemove={(codes) => choose(new Set([...selected].filter((code) => !codes.includes(code))))}
        onClose={() => setAim(undefined)}
      >
        {lostSeats}
      </RecallDialog>
    </div>
  );
}
