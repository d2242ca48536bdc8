import type { PriceEffects, PriceTypeList, SeatCategoryList } from "@allotement/boxoffice/api/prices.ts";
import { Button, Radio, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { instantAt } from "../../ui/dates.ts";
import { type CivilMoment, MomentFields } from "../../ui/moment-fields.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { showsQuery } from "../programme/programme.ts";
import { useStrings } from "../strings.ts";
import {
  columnsOf,
  type FeeColumn,
  type GridLine,
  gridChanges,
  isWrong,
  readRow,
  type TypedRow,
  typedRow,
} from "./grid-cells.ts";
import { GridEffects } from "./grid-effects.tsx";
import { GridTable } from "./grid-table.tsx";
import styles from "./prices.module.css";
import { inForce, priceGridsQuery } from "./prices.ts";

export interface GridEditorProps {
  readonly showNumber: number;
  /** What the editor begins with. */
  readonly lines: readonly GridLine[];
  /** The grid in force, with which the edited one is compared. */
  readonly before: readonly GridLine[];
  /** A grid to come that is changed in its place; undefined: a new one. */
  readonly edited: { readonly priceGridId: number; readonly validFrom: string } | undefined;
  readonly priceTypes: PriceTypeList["priceTypes"];
  /** Those of the show's hall. */
  readonly categories: SeatCategoryList["seatCategories"];
  readonly feeColumns: readonly FeeColumn[];
  readonly effects: PriceEffects;
  readonly mayChange: boolean;
  readonly isSaved: boolean;
  readonly onSaved: () => void;
}

/** The grid as a table to type in, when it begins, and what it changes. */
export function GridEditor(props: GridEditorProps) {
  const { showNumber, lines, before, edited, priceTypes, categories, feeColumns, effects, mayChange } = props;
  const { grid: words } = useStrings();
  const client = useQueryClient();
  const columns = columnsOf(feeColumns, lines);
  const codes = categories.map(({ seatCategoryCode }) => seatCategoryCode);
  const [rows, setRows] = useState(() => rowsOf(lines, codes, columns));
  const [isLater, setLater] = useState(edited !== undefined);
  const [moment, setMoment] = useState<CivilMoment>({
    date: edited ? civilOf(edited.validFrom).date : null,
    time: edited ? civilOf(edited.validFrom).time : "00:00",
  });
  const [isTried, setTried] = useState(false);
  const read = rows.flatMap((row) => readRow(row, columns) ?? []);
  const wrong = rows.flatMap((row) => columns.filter(({ key }) => isWrong(row, key))).length;
  const changes = gridChanges(before, read);
  const at = isLater ? (moment.date ? instantAt(moment.date, `${moment.time}:00`) : null) : "now";
  const save = useMutation({
    mutationFn: () => {
      const body = { validFrom: at === "now" ? new Date().toISOString() : at, lines: read };
      return edited === undefined
        ? callApi("POST", apiPaths.priceGrids(showNumber), body)
        : callApi("PUT", apiPaths.priceGrid(showNumber, edited.priceGridId), body);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["shows", showNumber] });
      props.onSaved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong === 0 && read.length > 0 && at !== null) save.mutate();
  };
  const add = (priceTypeCode: number) =>
    setRows([...rows, ...codes.map((seatCategoryCode) => ({ priceTypeCode, seatCategoryCode, texts: {} }))]);
  return (
    <form onSubmit={submit} noValidate>
      <Panel title={words.table} flush>
        <GridTable
          rows={rows}
          columns={columns}
          priceTypes={priceTypes}
          categories={categories}
          mayChange={mayChange}
          showsErrors={isTried}
          onChange={(next) => {
            save.reset();
            setRows(next);
          }}
        />
        {mayChange && (
          <div className={styles.line} style={{ padding: "12px 16px" }}>
            <AddPriceType rows={rows} priceTypes={priceTypes} onAdd={add} />
            <CopyFrom showNumber={showNumber} onCopy={(copied) => setRows(rowsOf(copied, codes, columns))} />
          </div>
        )}
      </Panel>
      {mayChange ? (
        <Panel className={styles.after}>
          <GridEffects changes={changes} priceTypes={priceTypes} categories={categories} effects={effects} />
          <div className={styles.foot}>
            <Radio.Group
              label={words.validFrom}
              value={isLater ? "later" : "now"}
              onChange={(value) => setLater(value === "later")}
            >
              <div className={styles.line} style={{ marginTop: 6 }}>
                {edited === undefined && <Radio value="now" label={words.now} />}
                <Radio value="later" label={words.later} />
                {isLater && (
                  <MomentFields
                    dateLabel={words.date}
                    timeLabel={words.time}
                    value={moment}
                    onChange={setMoment}
                  />
                )}
              </div>
            </Radio.Group>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={changes.length === 0 && edited === undefined && sameSplit(lines, read)}
            >
              {edited === undefined ? words.save : words.saveChanges}
            </Button>
          </div>
          <span role="alert" style={{ color: "var(--bad)" }}>
            {isTried && wrong > 0 && words.wrong(wrong)}
            {isTried && wrong === 0 && read.length === 0 && words.empty}
          </span>
          {save.isError && <Failure error={save.error} />}
          {props.isSaved && changes.length === 0 && <Notice tone="good" title={words.saved} />}
        </Panel>
      ) : (
        <p className={styles.text}>{words.readOnly}</p>
      )}
    </form>
  );
}

/** A row for each price type of the grid and each category of the hall. */
function rowsOf(
  lines: readonly GridLine[],
  codes: readonly number[],
  columns: Parameters<typeof typedRow>[1],
): TypedRow[] {
  return [...new Set(lines.map(({ priceTypeCode }) => priceTypeCode))].flatMap((priceTypeCode) =>
    codes.map((seatCategoryCode) => {
      const line = lines.find(
        (one) => one.priceTypeCode === priceTypeCode && one.seatCategoryCode === seatCategoryCode,
      );
      return line ? typedRow(line, columns) : { priceTypeCode, seatCategoryCode, texts: {} };
    }),
  );
}

function sameSplit(before: readonly GridLine[], after: readonly GridLine[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** The clock of the venue at an instant, as the fields take it. */
function civilOf(instant: string): { date: string; time: string } {
  const shown = new Date(instant).toLocaleString("sv-SE", { timeZone: "Europe/Paris" });
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

function AddPriceType({
  rows,
  priceTypes,
  onAdd,
}: {
  readonly rows: readonly TypedRow[];
  readonly priceTypes: PriceTypeList["priceTypes"];
  readonly onAdd: (code: number) => void;
}) {
  const { grid: words } = useStrings();
  const present = new Set(rows.map(({ priceTypeCode }) => priceTypeCode));
  const data = priceTypes
    .filter(({ retired, priceTypeCode }) => !retired && !present.has(priceTypeCode))
    .map(({ priceTypeCode, name }) => ({ value: String(priceTypeCode), label: name }));
  return (
    <Select
      label={words.addPriceType}
      data={data}
      value={null}
      onChange={(value) => value !== null && onAdd(Number(value))}
      disabled={data.length === 0}
      searchable
      w={280}
    />
  );
}

/** The grid in force of another show, taken over whole. */
function CopyFrom({
  showNumber,
  onCopy,
}: {
  readonly showNumber: number;
  readonly onCopy: (lines: readonly GridLine[]) => void;
}) {
  const { grid: words } = useStrings();
  const client = useQueryClient();
  const shows = useQuery(showsQuery);
  const copy = useMutation({
    mutationFn: (from: number) => client.fetchQuery(priceGridsQuery(from)),
    onSuccess: ({ priceGrids }) => {
      const grid = inForce(priceGrids, new Date().toISOString()) ?? priceGrids.at(-1);
      if (grid) onCopy(grid.lines);
    },
  });
  return (
    <Select
      label={words.copyFrom}
      placeholder={words.copyFromPlaceholder}
      data={(shows.data?.shows ?? [])
        .filter((show) => show.showNumber !== showNumber)
        .map((show) => ({ value: String(show.showNumber), label: show.title }))}
      value={null}
      onChange={(value) => value !== null && copy.mutate(Number(value))}
      error={copy.isError ? words.noGrid : undefined}
      searchable
      w={320}
    />
  );
}
