import { Button, Checkbox, Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconCopy, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { Notice } from "../../../ui/problem-panel.tsx";
import styles from "../halls.module.css";
import { useStrings } from "../strings.ts";
import { newSeatId } from "./editor-state.ts";
import { copySeats, deleteSeats, type Paint, paintSeats, renumber } from "./edits.ts";
import { plainNumbering } from "./numbering.ts";
import { kindOf, Whole } from "./row-panel.tsx";
import type { PlanEditor } from "./use-plan-editor.ts";

const attributes = ["wheelchair", "companion", "restrictedView", "folding"] as const;

/** What is done with the chosen seats: painted, numbered anew, copied, deleted. */
export function PaintPanel({ editor }: { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  const { plan, drawn, ids, change } = editor;
  const [isRefused, setRefused] = useState(false);
  const paint = (what: Paint) => {
    const painted = paintSeats(plan, ids, what);
    setRefused(painted === undefined);
    if (painted !== undefined) change({ plan: painted, drawn });
  };
  if (ids.size === 0) return <p className={styles.lead}>{words.chooseFirst}</p>;
  const chosen = plan.seats.filter(({ guid }) => ids.has(guid));
  return (
    <div className={styles.fields}>
      <strong>{words.chosen(ids.size)}</strong>
      {isRefused && (
        <Notice tone="bad" title={words.twice}>
          <p>{words.twiceText}</p>
        </Notice>
      )}
      <Select
        label={words.category}
        placeholder={words.paintWith}
        value={null}
        data={plan.categories.map(({ name }, index) => ({ value: String(index), label: name }))}
        onChange={(value) => value !== null && paint({ categoryIndex: Number(value) })}
      />
      <Select
        label={words.zone}
        placeholder={words.paintWith}
        value={null}
        data={plan.zones.map(({ name }, index) => ({ value: String(index), label: name }))}
        onChange={(value) => value !== null && paint({ zoneIndex: Number(value) })}
      />
      <TextPaint label={words.rowLabel} onPaint={(rowLabel) => paint({ rowLabel })} />
      <TextPaint label={words.designation} onPaint={(designation) => paint({ designation })} />
      <Group gap="sm">
        {attributes.map((attribute) => {
          const count = chosen.filter((seat) => seat[attribute]).length;
          return (
            <Checkbox
              key={attribute}
              label={words.attributes[attribute]}
              checked={count === chosen.length}
              indeterminate={count > 0 && count < chosen.length}
              onChange={(event) => paint({ [attribute]: event.currentTarget.checked })}
            />
          );
        })}
      </Group>
      <Renumber editor={editor} />
      <Copy editor={editor} />
      <Button
        color="red"
        variant="light"
        leftSection={<IconTrash size={16} aria-hidden="true" />}
        onClick={() => {
          change({ plan: deleteSeats(plan, ids), drawn });
          editor.setChosen(new Set());
        }}
      >
        {words.remove(ids.size)}
      </Button>
    </div>
  );
}

function TextPaint({ label, onPaint }: { readonly label: string; readonly onPaint: (text: string) => void }) {
  const { planEditor: words } = useStrings();
  const [text, setText] = useState("");
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") onPaint(text.trim());
      }}
    >
      <TextInput
        label={label}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={text.trim() === ""}
        aria-label={words.paintLabel(label)}
      >
        {words.paint}
      </Button>
    </form>
  );
}

function Renumber({ editor: { plan, drawn, ids, change } }: { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  const [numbering, setNumbering] = useState(plainNumbering);
  return (
    <fieldset className={styles.group}>
      <legend>{words.renumber}</legend>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={words.numbering}
        value={numbering.kind}
        onChange={(kind) => setNumbering({ ...numbering, kind: kindOf(kind) })}
        data={[
          { value: "all", label: words.all },
          { value: "odd", label: words.odd },
          { value: "even", label: words.even },
        ]}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={words.side}
        value={numbering.side}
        onChange={(side) => setNumbering({ ...numbering, side: side === "right" ? "right" : "left" })}
        data={[
          { value: "left", label: words.fromLeft },
          { value: "right", label: words.fromRight },
        ]}
      />
      <div className={styles.inline}>
        <Whole
          label={words.firstNumber}
          value={numbering.start}
          min={0}
          max={9999}
          onChange={(start) => setNumbering({ ...numbering, start })}
        />
        <Button variant="default" onClick={() => change({ plan: renumber(plan, ids, numbering), drawn })}>
          {words.renumber}
        </Button>
      </div>
    </fieldset>
  );
}

function Copy({ editor: { plan, drawn, ids, pitch, change } }: { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  const [copies, setCopies] = useState(1);
  const [offset, setOffset] = useState({ x: 0, y: Math.round(pitch * 1.3) });
  return (
    <fieldset className={styles.group}>
      <legend>{words.copy}</legend>
      <Group grow align="end">
        <Whole label={words.copies} value={copies} min={1} max={100} onChange={setCopies} />
        <Whole label={words.offsetX} value={offset.x} onChange={(x) => setOffset({ ...offset, x })} />
        <Whole label={words.offsetY} value={offset.y} onChange={(y) => setOffset({ ...offset, y })} />
      </Group>
      <Button
        variant="default"
        disabled={plan.seats.length + ids.size * copies > 50_000}
        leftSection={<IconCopy size={16} aria-hidden="true" />}
        onClick={() => change({ plan: copySeats(plan, ids, { copies, offset }, newSeatId), drawn })}
      >
        {words.copy}
      </Button>
    </fieldset>
  );
}
