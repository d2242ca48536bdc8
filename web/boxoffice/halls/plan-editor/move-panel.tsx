import { Button } from "@mantine/core";
import { useState } from "react";
import styles from "../halls.module.css";
import { useStrings } from "../strings.ts";
import { moveSeats } from "./edits.ts";
import { Whole } from "./row-panel.tsx";
import type { PlanEditor } from "./use-plan-editor.ts";

/** Moves the chosen seats: dragged on the plan, or by as much as is typed here. */
export function MovePanel({ editor }: { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  const { plan, drawn, ids, change } = editor;
  const [by, setBy] = useState({ x: 0, y: 0 });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        change({ plan: moveSeats(plan, ids, by), drawn });
      }}
    >
      <p className={styles.lead}>{ids.size === 0 ? words.chooseFirst : words.moveText(ids.size)}</p>
      <div className={styles.pair}>
        <Whole label={words.offsetX} value={by.x} onChange={(x) => setBy({ ...by, x })} />
        <Whole label={words.offsetY} value={by.y} onChange={(y) => setBy({ ...by, y })} />
      </div>
      <Button type="submit" variant="default" disabled={ids.size === 0 || (by.x === 0 && by.y === 0)}>
        {words.move}
      </Button>
    </form>
  );
}
