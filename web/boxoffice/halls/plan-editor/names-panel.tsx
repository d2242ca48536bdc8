import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Panel } from "../../../ui/panel.tsx";
import styles from "../halls.module.css";
import { useStrings } from "../strings.ts";
import { withStage } from "./editor-state.ts";
import { addCategory, addZone } from "./edits.ts";
import type { PlanEditor } from "./use-plan-editor.ts";

/** Categories, zones with their floors, and the stage: what rows and paints choose from. */
export function NamesPanel({ editor }: { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  const { plan, drawn, change } = editor;
  const [category, setCategory] = useState("");
  const [colour, setColour] = useState("#0072b2");
  const [zone, setZone] = useState("");
  const [floor, setFloor] = useState(plan.floors[0]?.name ?? "");
  return (
    <Panel title={words.names}>
      <div className={styles.fields}>
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            change({ plan: addCategory(plan, category.trim(), colour), drawn });
            setCategory("");
          }}
        >
          <div className={styles.pair}>
            <TextInput
              label={words.newCategory}
              value={category}
              maxLength={100}
              onChange={(event) => setCategory(event.currentTarget.value)}
            />
            <TextInput
              type="color"
              label={words.colour}
              value={colour}
              onChange={(event) => setColour(event.currentTarget.value)}
            />
          </div>
          <Button
            type="submit"
            variant="default"
            disabled={category.trim() === "" || !/^#[0-9a-f]{6}$/i.test(colour)}
          >
            {words.addCategory}
          </Button>
        </form>
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            change({ plan: addZone(plan, zone.trim(), floor.trim()), drawn });
            setZone("");
          }}
        >
          <div className={styles.pair}>
            <TextInput
              label={words.newZone}
              value={zone}
              maxLength={100}
              onChange={(event) => setZone(event.currentTarget.value)}
            />
            <TextInput
              label={words.floor}
              value={floor}
              maxLength={100}
              onChange={(event) => setFloor(event.currentTarget.value)}
            />
          </div>
          <Button type="submit" variant="default" disabled={zone.trim() === "" || floor.trim() === ""}>
            {words.addZone}
          </Button>
        </form>
        <Button variant="default" onClick={() => change(withStage({ plan, drawn }, words.stage))}>
          {words.addStage}
        </Button>
      </div>
    </Panel>
  );
}
