import type { CalendarPreview, CalendarRule } from "@allotement/boxoffice/api/calendar-rule.ts";
import { Button, Checkbox, Table } from "@mantine/core";
import { IconCalendarPlus, IconPlus, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { formatCivilDate } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { DateField, TimeField } from "../../ui/moment-fields.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import programmeStyles from "./programme-shows.module.css";

interface TypedSeries {
  /** For the list of the page alone. */
  readonly key: number;
  readonly weekdays: readonly string[];
  readonly time: string;
  readonly from: string | null;
  readonly to: string | null;
}

const newSeries = (key: number): TypedSeries => ({ key, weekdays: [], time: "20:30", from: null, to: null });
const everyDay = ["1", "2", "3", "4", "5", "6", "7"];

/** One date alone needs no days: whatever day it is, it is played. */
function ruleOf(series: readonly TypedSeries[], except: readonly string[]): CalendarRule | undefined {
  const lines = series.flatMap(({ weekdays, time, from, to }) => {
    if (from === null || from === "" || to === "" || time === "") return [];
    const isOneDay = to === null || to === from;
    const days = isOneDay && weekdays.length === 0 ? everyDay : weekdays;
    return days.length === 0
      ? []
      : [{ weekdays: days.map(Number), localTimes: [time], from, to: to ?? from }];
  });
  return lines.length === series.length && lines.length > 0
    ? { series: lines, except: [...except] }
    : undefined;
}

type Previewed = CalendarPreview["performances"][number];

/** Performances one by one or by a rule of the calendar; each is seen, and may be left out, before it is created. */
export function CalendarRuleForm({ showNumber }: { readonly showNumber: number }) {
  const { programme } = useStrings();
  const words = programme.rule;
  const client = useQueryClient();
  const [series, setSeries] = useState<readonly TypedSeries[]>([newSeries(1)]);
  const [except, setExcept] = useState<readonly string[]>([]);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const rule = ruleOf(series, except);
  const preview = useMutation({
    mutationFn: (asked: CalendarRule) =>
      callApi<CalendarPreview>("POST", apiPaths.performancesPreview(showNumber), asked),
  });
  const create = useMutation({
    mutationFn: (performances: readonly { localDate: string; localTime: string }[]) =>
      callApi("POST", apiPaths.performances(showNumber), { performances }),
    onSuccess: () => {
      preview.reset();
      setSeries([newSeries(1)]);
      setExcept([]);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["shows", showNumber] }),
  });
  /** What was previewed is of another rule. */
  const change = (work: () => void) => {
    work();
    preview.reset();
    create.reset();
    setLeftOut(new Set());
  };
  return (
    <Panel title={words.title}>
      <p className={styles.faint} style={{ marginTop: 0 }}>
        {words.intro}
      </p>
      {series.map((one, index) => (
        <SeriesFields
          key={one.key}
          series={one}
          index={index + 1}
          onChange={(changed) =>
            change(() => setSeries(series.map((other) => (other.key === one.key ? changed : other))))
          }
          onRemove={
            series.length === 1
              ? undefined
              : () => change(() => setSeries(series.filter((other) => other.key !== one.key)))
          }
        />
      ))}
      <ExceptFields except={except} onChange={(dates) => change(() => setExcept(dates))} />
      <div className={styles.row}>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() =>
            change(() => setSeries([...series, newSeries(Math.max(...series.map(({ key }) => key)) + 1)]))
          }
        >
          {words.addSeries}
        </Button>
        <Button
          variant="default"
          disabled={rule === undefined}
          loading={preview.isPending}
          onClick={() => rule && preview.mutate(rule)}
        >
          {words.preview}
        </Button>
      </div>
      {preview.isError && <Failure error={preview.error} />}
      {preview.isSuccess && (
        <Preview
          performances={preview.data.performances}
          leftOut={leftOut}
          onLeaveOut={setLeftOut}
          busy={create.isPending}
          onCreate={(performances) => create.mutate(performances)}
        />
      )}
      {create.isError && <Failure error={create.error} />}
      <p role="status" className={styles.faint} style={{ marginBottom: 0 }}>
        {create.isSuccess ? words.created(create.variables.length) : ""}
      </p>
    </Panel>
  );
}

interface SeriesFieldsProps {
  readonly series: TypedSeries;
  readonly index: number;
  readonly onChange: (series: TypedSeries) => void;
  readonly onRemove: (() => void) | undefined;
}

function SeriesFields({ series, index, onChange, onRemove }: SeriesFieldsProps) {
  const { programme } = useStrings();
  const words = programme.rule;
  return (
    <fieldset className={programmeStyles.series}>
      <legend>{words.series(index)}</legend>
      <DateField label={words.from} value={series.from} onChange={(from) => onChange({ ...series, from })} />
      <DateField label={words.to} value={series.to} onChange={(to) => onChange({ ...series, to })} />
      <TimeField label={words.time} value={series.time} onChange={(time) => onChange({ ...series, time })} />
      <Checkbox.Group
        label={words.weekdays}
        value={[...series.weekdays]}
        onChange={(weekdays) => onChange({ ...series, weekdays })}
      >
        <div className={programmeStyles.days}>
          {everyDay.map((value, day) => (
            <Checkbox
              key={value}
              value={value}
              label={words.shortDays[day]}
              aria-label={words.days[day] ?? ""}
            />
          ))}
        </div>
      </Checkbox.Group>
      {onRemove && (
        <Button
          variant="subtle"
          size="xs"
          color="red"
          onClick={onRemove}
          aria-label={words.removeSeries(index)}
        >
          <IconX size={14} aria-hidden="true" />
        </Button>
      )}
    </fieldset>
  );
}

interface ExceptFieldsProps {
  readonly except: readonly string[];
  readonly onChange: (except: readonly string[]) => void;
}

function ExceptFields({ except, onChange }: ExceptFieldsProps) {
  const { programme } = useStrings();
  const words = programme.rule;
  const [date, setDate] = useState<string | null>(null);
  return (
    <div className={programmeStyles.except}>
      <DateField label={words.except} value={date} onChange={setDate} />
      <Button
        variant="default"
        size="xs"
        disabled={date === null || date === "" || except.includes(date)}
        onClick={() => {
          if (date === null || date === "") return;
          onChange([...except, date].sort());
          setDate(null);
        }}
      >
        {words.addExcept}
      </Button>
      {except.map((one) => (
        <Button
          key={one}
          variant="light"
          size="xs"
          rightSection={<IconX size={12} aria-hidden="true" />}
          aria-label={words.removeExcept(formatCivilDate(one))}
          onClick={() => onChange(except.filter((other) => other !== one))}
        >
          {formatCivilDate(one)}
        </Button>
      ))}
    </div>
  );
}

interface PreviewProps {
  readonly performances: readonly Previewed[];
  readonly leftOut: ReadonlySet<string>;
  readonly onLeaveOut: (leftOut: ReadonlySet<string>) => void;
  readonly busy: boolean;
  readonly onCreate: (performances: readonly { localDate: string; localTime: string }[]) => void;
}

const keyOf = ({ localDate, localTime }: Previewed) => `${localDate}T${localTime}`;

function Preview({ performances, leftOut, onLeaveOut, busy, onCreate }: PreviewProps) {
  const { programme } = useStrings();
  const words = programme.rule;
  const formats = useFormats();
  const kept = performances.filter((one) => one.state === "new" && !leftOut.has(keyOf(one)));
  if (performances.length === 0) return <p role="status">{words.nothing}</p>;
  const toggle = (key: string) => {
    const next = new Set(leftOut);
    if (!next.delete(key)) next.add(key);
    onLeaveOut(next);
  };
  return (
    <>
      <section className={programmeStyles.preview} aria-label={words.previewTitle(kept.length)}>
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {performances.map((one) => (
              <Table.Tr key={keyOf(one)}>
                <Table.Td w={40}>
                  <Checkbox
                    aria-label={words.leaveOut(formats.performanceWithin(one))}
                    checked={one.state === "new" && !leftOut.has(keyOf(one))}
                    disabled={one.state !== "new"}
                    onChange={() => toggle(keyOf(one))}
                  />
                </Table.Td>
                <Table.Td>{formats.performance(one)}</Table.Td>
                <Table.Td>
                  {one.state === "new" && leftOut.has(keyOf(one)) ? "" : words.states[one.state]}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <div className={programmeStyles.save}>
        <span />
        <Button
          leftSection={<IconCalendarPlus size={16} aria-hidden="true" />}
          disabled={kept.length === 0}
          loading={busy}
          onClick={() => onCreate(kept.map(({ localDate, localTime }) => ({ localDate, localTime })))}
        >
          {words.create(kept.length)}
        </Button>
      </div>
    </>
  );
}
