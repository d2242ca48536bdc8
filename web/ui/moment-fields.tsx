import { Group, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useState } from "react";
import { useUi } from "../strings/ui/use-ui.ts";
import { parseTypedDate, parseTypedTime } from "./dates.ts";

interface DateFieldProps {
  readonly label: string;
  /** «2020-05-09», null where the field is empty, "" where what is typed is no date. */
  readonly value: string | null;
  readonly onChange: (localDate: string | null) => void;
  readonly required?: boolean | undefined;
  readonly error?: string | undefined;
}

/**
 * A civil date, chosen or typed the French way: 09/05/2020 is the ninth of May. What is no date stays on the screen with
 * its error: emptied in silence, «from … to …» would become «from …».
 */
export function DateField({ label, value, onChange, required = false, error }: DateFieldProps) {
  const ui = useUi();
  const isWrong = value === "";
  const [isLeft, setLeft] = useState(false);
  const read = (text: string) => {
    setLeft(false);
    if (text.trim() !== "" && parseTypedDate(text) === null) onChange("");
  };
  return (
    <DateInput
      label={label}
      value={isWrong ? null : value}
      onChange={onChange}
      onInput={(event) => read(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      fixOnBlur={!isWrong}
      dateParser={parseTypedDate}
      valueFormat="DD/MM/YYYY"
      placeholder={ui.datePlaceholder}
      required={required}
      error={isWrong && isLeft ? ui.dateWrong : error}
      clearable={!required}
      w={142}
      clearButtonProps={{ "aria-label": ui.clear }}
      ariaLabels={{
        previousMonth: ui.previousMonth,
        nextMonth: ui.nextMonth,
        previousYear: ui.previousYear,
        nextYear: ui.nextYear,
        monthLevelControl: ui.chooseMonth,
        yearLevelControl: ui.chooseYear,
      }}
      popoverProps={{ withinPortal: true }}
    />
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (localTime: string) => void;
}

/** A time of day, typed: 19:00, 19h, 9:05. What cannot be read stays on the screen with its error. */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const ui = useUi();
  const [typed, setTyped] = useState(value);
  const wrong = parseTypedTime(typed) === null;
  return (
    <TextInput
      label={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(parseTypedTime(event.currentTarget.value) ?? "");
      }}
      onBlur={() => setTyped(parseTypedTime(typed) ?? typed)}
      error={wrong ? ui.timeWrong : undefined}
      w={74}
    />
  );
}

export interface CivilMoment {
  readonly date: string | null;
  readonly time: string;
}

interface MomentFieldsProps {
  readonly dateLabel: string;
  readonly timeLabel: string;
  readonly value: CivilMoment;
  readonly onChange: (moment: CivilMoment) => void;
}

/** A date and a time side by side; without a date there is no moment. */
export function MomentFields({ dateLabel, timeLabel, value, onChange }: MomentFieldsProps) {
  return (
    <Group gap={6} align="flex-start" wrap="nowrap">
      <DateField label={dateLabel} value={value.date} onChange={(date) => onChange({ ...value, date })} />
      <TimeField label={timeLabel} value={value.time} onChange={(time) => onChange({ ...value, time })} />
    </Group>
  );
}

/** «2020-01-15T00:00», undefined without a date, null where date or time cannot be read. */
export function civilMomentOf({ date, time }: CivilMoment): string | undefined | null {
  if (date === null) return undefined;
  return date === "" || time === "" ? null : `${date}T${time}`;
}
