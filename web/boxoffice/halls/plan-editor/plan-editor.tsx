import { Button, Group, SegmentedControl } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { PageHead } from "../../../ui/page-head.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { SeatPicker } from "../../../ui/seat-picker.tsx";
import { pages } from "../../page-paths.ts";
import { sizesOf } from "../drawn-plan.ts";
import styles from "../halls.module.css";
import { useStrings } from "../strings.ts";
import type { Drawing, Tool } from "./editor-state.ts";
import { MovePanel } from "./move-panel.tsx";
import { NamesPanel } from "./names-panel.tsx";
import { PaintPanel } from "./paint-panel.tsx";
import { RowPanel } from "./row-panel.tsx";
import { SavePlan, useLeaveGuard } from "./save-plan.tsx";
import { type PlanEditor, usePlanEditor } from "./use-plan-editor.ts";

interface PlanEditorViewProps {
  readonly start: Drawing;
  /** The hall whose next version is drawn; none for a new hall. */
  readonly hall?: { readonly hallCode: number; readonly planVersion: number };
}

/** A plan being drawn: the sheet at the left, at the right what the tool in hand does. Everything goes by keys too. */
export function PlanEditorView({ start, hall }: PlanEditorViewProps) {
  const { halls, planEditor: words } = useStrings();
  const editor = usePlanEditor(start);
  const { plan, geometry, chosen, setChosen, editing } = editor;
  const [isSaving, setSaving] = useState(false);
  useLeaveGuard(editor.isChanged, words.leave);
  const looks = useMemo(() => new Uint8Array(geometry.seatCodes.length), [geometry]);
  return (
    <>
      <PageHead
        title={hall === undefined ? words.newTitle : words.title(plan.name)}
        intro={halls.summary(...sizesOf(plan))}
        crumb={
          hall === undefined ? (
            <Link {...pages.halls}>{halls.title}</Link>
          ) : (
            <Link {...pages.hall(hall.hallCode)}>{plan.name}</Link>
          )
        }
      >
        <UndoButtons editor={editor} />
        <Button disabled={plan.seats.length === 0} onClick={() => setSaving(true)}>
          {hall === undefined ? words.saveHall : words.saveVersion}
        </Button>
      </PageHead>
      <div className={styles.stack}>
        {isSaving && <SavePlan editor={editor} hall={hall} onCancel={() => setSaving(false)} />}
        <div className={styles.layout} data-wide>
          <Panel>
            <SeatPicker
              geometry={geometry}
              looks={looks}
              selected={chosen}
              onSelectionChange={setChosen}
              editing={editing}
              label={words.sheet}
              lookWords={halls.previewLooks}
              height="max(380px, calc(100dvh - 330px))"
            />
          </Panel>
          <div className={styles.stack}>
            <Panel>
              <div className={styles.fields}>
                <SegmentedControl
                  fullWidth
                  aria-label={words.tool}
                  value={editor.tool}
                  onChange={(tool) => editor.setTool(toolOf(tool))}
                  data={[
                    { value: "choose", label: words.choose },
                    { value: "row", label: words.rowTool },
                    { value: "move", label: words.moveTool },
                  ]}
                />
                {editor.tool === "row" && <RowPanel editor={editor} />}
                {editor.tool === "choose" && <PaintPanel editor={editor} />}
                {editor.tool === "move" && <MovePanel editor={editor} />}
              </div>
            </Panel>
            <NamesPanel editor={editor} />
          </div>
        </div>
      </div>
    </>
  );
}

function toolOf(value: string): Tool {
  return value === "row" || value === "move" ? value : "choose";
}

function UndoButtons({ editor }: { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  return (
    <Group gap="xs">
      <Button
        variant="default"
        disabled={!editor.canUndo}
        leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
        onClick={editor.undo}
      >
        {words.undo}
      </Button>
      <Button
        variant="default"
        disabled={!editor.canRedo}
        leftSection={<IconArrowForwardUp size={16} aria-hidden="true" />}
        onClick={editor.redo}
      >
        {words.redo}
      </Button>
    </Group>
  );
}
