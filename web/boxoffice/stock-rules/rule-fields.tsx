import type { HoldList } from "@allotement/boxoffice/api/holds.ts";
import type { RefillRuleValues, ReturnRuleValues } from "@allotement/boxoffice/api/interface-stock-rules.ts";
import { Button, Checkbox, NumberInput, Select } from "@mantine/core";
import { type FormEvent, useState } from "react";
import styles from "../prices/prices.module.css";
import { useStrings } from "../strings.ts";

interface FieldsProps<Values> {
  readonly values: Values | undefined;
  readonly mayChange: boolean;
  readonly busy: boolean;
  readonly onSave: (values: Values) => void;
}

export function ReturnFields({ values, mayChange, busy, onSave }: FieldsProps<ReturnRuleValues>) {
  const { stockRules: words } = useStrings();
  const [hoursBefore, setHours] = useState<number | "">(values?.hoursBefore ?? 4);
  const [toCounter, setToCounter] = useState(values?.toCounter ?? true);
  return (
    <form
      className={styles.fields}
      onSubmit={submitting(() => hoursBefore !== "" && onSave({ hoursBefore, toCounter }))}
    >
      <Count
        label={words.hoursBefore}
        value={hoursBefore}
        max={2_000}
        mayChange={mayChange}
        onValue={setHours}
      />
      <Checkbox
        label={words.toCounter}
        checked={toCounter}
        disabled={!mayChange}
        onChange={(event) => setToCounter(event.currentTarget.checked)}
      />
      {mayChange && <Save busy={busy} disabled={hoursBefore === ""} />}
    </form>
  );
}

const free = "free";

export function RefillFields({
  values,
  holds,
  mayChange,
  busy,
  onSave,
}: FieldsProps<RefillRuleValues> & { readonly holds: HoldList["holds"] }) {
  const { stockRules: words } = useStrings();
  const [threshold, setThreshold] = useState<number | "">(values?.threshold ?? 10);
  const [seats, setSeats] = useState<number | "">(values?.seats ?? 20);
  const [cap, setCap] = useState<number | "">(values?.cap ?? 200);
  const [source, setSource] = useState(values?.sourceHoldCode == null ? free : String(values.sourceHoldCode));
  const isWhole = threshold !== "" && seats !== "" && cap !== "";
  const save = () => {
    if (threshold === "" || seats === "" || cap === "") return;
    onSave({ threshold, seats, cap, sourceHoldCode: source === free ? null : Number(source) });
  };
  return (
    <form className={styles.fields} onSubmit={submitting(save)}>
      <Count
        label={words.threshold}
        value={threshold}
        max={50_000}
        mayChange={mayChange}
        onValue={setThreshold}
      />
      <Count label={words.seats} value={seats} max={50_000} mayChange={mayChange} onValue={setSeats} />
      <Count label={words.cap} value={cap} max={50_000} mayChange={mayChange} onValue={setCap} />
      <Select
        label={words.source}
        data={[
          { value: free, label: words.freeSeats },
          ...holds.map(({ holdCode, name }) => ({ value: String(holdCode), label: name })),
        ]}
        value={source}
        onChange={(value) => setSource(value ?? free)}
        allowDeselect={false}
        readOnly={!mayChange}
      />
      {mayChange && <Save busy={busy} disabled={!isWhole} />}
    </form>
  );
}

const submitting = (save: () => void) => (event: FormEvent) => {
  event.preventDefault();
  save();
};

interface CountProps {
  readonly label: string;
  readonly value: number | "";
  readonly max: number;
  readonly mayChange: boolean;
  readonly onValue: (value: number | "") => void;
}

function Count({ label, value, max, mayChange, onValue }: CountProps) {
  const { stockRules: words } = useStrings();
  return (
    <NumberInput
      label={label}
      value={value}
      onChange={(typed) => onValue(typeof typed === "number" && typed >= 1 ? typed : "")}
      min={1}
      max={max}
      allowDecimal={false}
      readOnly={!mayChange}
      error={value === "" ? words.wrong : undefined}
    />
  );
}

function Save({ busy, disabled }: { readonly busy: boolean; readonly disabled: boolean }) {
  const { stockRules: words } = useStrings();
  return (
    <div className={styles.line}>
      <Button type="submit" variant="default" loading={busy} disabled={disabled}>
        {words.save}
      </Button>
      <span className={styles.faint}>{words.saveText}</span>
    </div>
  );
}
