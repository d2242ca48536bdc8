import { Button, Group, NumberInput, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import styles from "../halls.module.css";
import { useStrings } from "../strings.ts";
import { newSeatId } from "./editor-state.ts";
import { addRows, type NewRow } from "./edits.ts";
import { nextLabel } from "./numbering.ts";
import type { PlanEditor } from "./use-plan-editor.ts";

/** «Ajouter une rangée»: drawn on the plan from first to last seat, or typed here; one row or several. */
export function RowPanel({ editor }: { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  const { plan, drawn, row, setRow, change } = editor;
  const set = (next: Partial<NewRow>) => setRow({ ...row, ...next });
  const add = () => {
    change({ plan: addRows(plan, row, newSeatId), drawn });
    const step = Math.max(1, row.copies);
    const by = { x: row.offset.x * step, y: row.offset.y * step };
    const { from, to } = row.shape;
    const moved = {
      from: { x: from.x + by.x, y: from.y + by.y },
      to: { x: to.x + by.x, y: to.y + by.y },
    };
    let label = row.label;
    for (let count = 0; count < step; count++) label = nextLabel(label);
    setRow({ ...row, shape: { ...row.shape, ...moved }, label });
  };
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <p className={styles.lead}>{words.rowText}</p>
      <ShapeFields row={row} set={set} />
      <NumberingFields row={row} set={set} />
      <PlaceFields editor={editor} row={row} set={set} />
      <Group grow align="end">
        <Whole
          label={words.copies}
          value={row.copies}
          min={1}
          max={100}
          onChange={(copies) => set({ copies })}
        />
        <Whole
          label={words.offsetX}
          value={row.offset.x}
          onChange={(x) => set({ offset: { ...row.offset, x } })}
        />
        <Whole
          label={words.offsetY}
          value={row.offset.y}
          onChange={(y) => set({ offset: { ...row.offset, y } })}
        />
      </Group>
      <Button
        type="submit"
        disabled={row.label.trim() === "" || plan.seats.length + row.shape.count * row.copies > 50_000}
        leftSection={<IconPlus size={16} aria-hidden="true" />}
      >
        {words.addRows(row.copies)}
      </Button>
    </form>
  );
}

interface Fields {
  readonly row: NewRow;
  readonly set: (next: Partial<NewRow>) => void;
}

function ShapeFields({ row, set }: Fields) {
  const { planEditor: words } = useStrings();
  const { shape } = row;
  const { from, to, count, curve } = shape;
  const setShape = (next: Partial<typeof shape>) => set({ shape: { ...shape, ...next } });
  const most = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 2));
  return (
    <>
      <Group grow align="end">
        <Whole label={words.fromX} value={from.x} onChange={(x) => setShape({ from: { ...from, x } })} />
        <Whole label={words.fromY} value={from.y} onChange={(y) => setShape({ from: { ...from, y } })} />
        <Whole label={words.toX} value={to.x} onChange={(x) => setShape({ to: { ...to, x } })} />
        <Whole label={words.toY} value={to.y} onChange={(y) => setShape({ to: { ...to, y } })} />
      </Group>
      <Group grow align="end">
        <Whole
          label={words.count}
          value={count}
          min={1}
          max={400}
          onChange={(next) => setShape({ count: next })}
        />
        <Whole
          label={words.curve}
          value={Math.round(curve)}
          min={-most}
          max={most}
          onChange={(next) => setShape({ curve: next })}
        />
      </Group>
    </>
  );
}

function NumberingFields({ row, set }: Fields) {
  const { planEditor: words } = useStrings();
  const { label, numbering } = row;
  return (
    <>
      <Group grow align="end">
        <TextInput
          label={words.rowLabel}
          value={label}
          required
          maxLength={20}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <Whole
          label={words.firstNumber}
          value={numbering.start}
          min={0}
          max={9999}
          onChange={(start) => set({ numbering: { ...numbering, start } })}
        />
      </Group>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={words.numbering}
        value={numbering.kind}
        onChange={(kind) => set({ numbering: { ...numbering, kind: kindOf(kind) } })}
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
        onChange={(side) => set({ numbering: { ...numbering, side: side === "right" ? "right" : "left" } })}
        data={[
          { value: "left", label: words.fromLeft },
          { value: "right", label: words.fromRight },
        ]}
      />
    </>
  );
}

export function kindOf(value: string): "all" | "odd" | "even" {
  return value === "odd" || value === "even" ? value : "all";
}

function PlaceFields({ editor: { plan }, row, set }: Fields & { readonly editor: PlanEditor }) {
  const { planEditor: words } = useStrings();
  return (
    <>
      <Group grow align="end">
        <Select
          label={words.zone}
          value={String(row.zoneIndex)}
          allowDeselect={false}
          data={plan.zones.map(({ name }, index) => ({ value: String(index), label: name }))}
          onChange={(value) => set({ zoneIndex: Number(value ?? 0) })}
        />
        <Select
          label={words.category}
          value={String(row.categoryIndex)}
          allowDeselect={false}
          data={plan.categories.map(({ name }, index) => ({ value: String(index), label: name }))}
          onChange={(value) => set({ categoryIndex: Number(value ?? 0) })}
        />
      </Group>
      <TextInput
        label={words.designation}
        value={row.designation}
        maxLength={100}
        onChange={(event) => set({ designation: event.currentTarget.value })}
      />
    </>
  );
}

interface WholeProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; while it is being typed, the last sound one stays. */
export function Whole({ label, value, min = -100_000, max = 100_000, onChange }: WholeProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      onChange={(next) => typeof next === "number" && onChange(next)}
    />
  );
}
