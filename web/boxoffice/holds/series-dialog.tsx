import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { HoldList, HoldSeries, HoldSeriesResult } from "@allotement/boxoffice/api/holds.ts";
import type { Performance } from "@allotement/boxoffice/api/programme.ts";
import { Button, Checkbox, Group, Modal, MultiSelect, NumberInput, Radio, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { performancesQuery } from "../programme/programme.ts";
import { useStrings } from "../strings.ts";
import styles from "./series.module.css";
import { SeriesResult } from "./series-result.tsx";

interface SeriesDialogProps {
  readonly performance: Performance;
  readonly geometry: HallPlan;
  readonly holds: HoldList["holds"];
  /** Chosen on the plan; they may be meant in the other performances as well. */
  readonly chosen: ReadonlySet<number>;
  readonly onClose: () => void;
}

const out = "out";

/** Seats of several performances into a hold: as chosen on the plan or by rule, looked at before they move. */
export function SeriesDialog({ performance, geometry, holds, chosen, onClose }: SeriesDialogProps) {
  const { holdSeries: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const [numbers, setNumbers] = useState<ReadonlySet<number>>(new Set([performance.performanceNumber]));
  const [isRule, setRule] = useState(chosen.size === 0);
  const [rule, setRuleOf] = useState(noRule);
  const [into, setInto] = useState<string>(String(holds[0]?.holdCode ?? out));
  const order: HoldSeries = {
    performanceNumbers: [...numbers],
    holdCode: into === out ? null : Number(into),
    seats: isRule ? { rule } : { seatCodes: [...chosen] },
  };
  const { showNumber } = performance;
  const preview = useMutation({
    mutationFn: () => callApi<HoldSeriesResult>("POST", apiPaths.holdSeriesPreview(showNumber), order),
  });
  const apply = useMutation({
    mutationFn: () => callApi<HoldSeriesResult>("POST", apiPaths.holdSeries(showNumber), order),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["performances"] });
      void client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  const changed =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      preview.reset();
      set(value);
    };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      size="xl"
      closeButtonProps={{ "aria-label": ui.close }}
    >
      {apply.isSuccess ? (
        <>
          <SeriesResult result={apply.data} isDone />
          <Group justify="flex-end" mt="md">
            <Button onClick={onClose} data-autofocus>
              {ui.close}
            </Button>
          </Group>
        </>
      ) : (
        <div className={styles.series}>
          <Performances showNumber={showNumber} numbers={numbers} onNumbers={changed(setNumbers)} />
          <Radio.Group
            label={words.which}
            value={isRule ? "rule" : "plan"}
            onChange={(value) => changed(setRule)(value === "rule")}
          >
            <div className={styles.choices}>
              <Radio value="plan" label={words.onPlan(chosen.size)} disabled={chosen.size === 0} />
              <Radio value="rule" label={words.byRule} />
            </div>
          </Radio.Group>
          {isRule && <RuleFields geometry={geometry} rule={rule} onRule={changed(setRuleOf)} />}
          <Select
            label={words.into}
            data={[
              ...holds.map(({ holdCode, name }) => ({ value: String(holdCode), label: name })),
              { value: out, label: words.out },
            ]}
            value={into}
            onChange={(value) => changed(setInto)(value ?? out)}
            allowDeselect={false}
            maw={320}
          />
          {preview.isSuccess && <SeriesResult result={preview.data} isDone={false} />}
          {(preview.isError || apply.isError) && <Failure error={preview.error ?? apply.error} />}
          <Group justify="space-between">
            <span className={styles.faint}>{numbers.size === 0 && words.choosePerformances}</span>
            <Group gap="xs">
              <Button
                variant="default"
                onClick={() => preview.mutate()}
                loading={preview.isPending}
                disabled={numbers.size === 0}
              >
                {words.preview}
              </Button>
              <Button
                onClick={() => apply.mutate()}
                loading={apply.isPending}
                disabled={!preview.isSuccess || numbers.size === 0}
              >
                {words.apply(numbers.size)}
              </Button>
            </Group>
          </Group>
        </div>
      )}
    </Modal>
  );
}

type Rule = Extract<HoldSeries["seats"], { rule: unknown }>["rule"];
const noRule: Rule = {
  ...{ categoryCodes: [], zoneCodes: [], rowLabels: [] },
  numbers: { from: null, to: null, parity: "all" },
};

interface PerformancesProps {
  readonly showNumber: number;
  readonly numbers: ReadonlySet<number>;
  readonly onNumbers: (numbers: ReadonlySet<number>) => void;
}

function Performances({ showNumber, numbers, onNumbers }: PerformancesProps) {
  const { holdSeries: words } = useStrings();
  const formats = useFormats();
  const performances = useQuery(performancesQuery(showNumber));
  const list = performances.data?.performances ?? [];
  const button = { size: "compact-sm", variant: "subtle" } as const;
  return (
    <fieldset className={styles.performances}>
      <legend>{words.performances}</legend>
      <Group gap="xs">
        <Button {...button} onClick={() => onNumbers(new Set(list.map((one) => one.performanceNumber)))}>
          {words.all}
        </Button>
        <Button {...button} onClick={() => onNumbers(new Set())}>
          {words.nonePerformance}
        </Button>
      </Group>
      <div className={styles.list}>
        {list.map((one) => (
          <Checkbox
            key={one.performanceNumber}
            label={formats.performance(one)}
            checked={numbers.has(one.performanceNumber)}
            onChange={(event) => {
              const next = new Set(numbers);
              if (event.currentTarget.checked) next.add(one.performanceNumber);
              else next.delete(one.performanceNumber);
              onNumbers(next);
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface RuleFieldsProps {
  readonly geometry: HallPlan;
  readonly rule: Rule;
  readonly onRule: (rule: Rule) => void;
}

function RuleFields({ geometry, rule, onRule }: RuleFieldsProps) {
  const { holdSeries: words } = useStrings();
  const parities = ["all", "even", "odd"] as const;
  const numberOf = (value: string | number) => (typeof value === "number" ? value : null);
  const rows = [...new Set(geometry.rowLabels)].filter((label) => label !== "");
  return (
    <div className={styles.rule}>
      <MultiSelect
        label={words.categories}
        placeholder={rule.categoryCodes.length === 0 ? words.any : ""}
        data={geometry.categoryCodes.map((code, index) => ({
          value: String(code),
          label: geometry.categoryNames[index] ?? "",
        }))}
        value={rule.categoryCodes.map(String)}
        onChange={(codes) => onRule({ ...rule, categoryCodes: codes.map(Number) })}
      />
      <MultiSelect
        label={words.rows}
        placeholder={rule.rowLabels.length === 0 ? words.anyRow : ""}
        data={rows}
        value={[...rule.rowLabels]}
        onChange={(rowLabels) => onRule({ ...rule, rowLabels })}
        searchable
      />
      <Group gap="sm" align="flex-end">
        <NumberInput
          label={words.from}
          value={rule.numbers.from ?? ""}
          onChange={(value) => onRule({ ...rule, numbers: { ...rule.numbers, from: numberOf(value) } })}
          min={0}
          allowDecimal={false}
          w={110}
        />
        <NumberInput
          label={words.to}
          value={rule.numbers.to ?? ""}
          onChange={(value) => onRule({ ...rule, numbers: { ...rule.numbers, to: numberOf(value) } })}
          min={0}
          allowDecimal={false}
          w={110}
        />
        <Select
          label={words.parity}
          data={parities.map((value) => ({ value, label: words.parities[value] }))}
          value={rule.numbers.parity}
          onChange={(value) =>
            onRule({
              ...rule,
              numbers: { ...rule.numbers, parity: parities.find((one) => one === value) ?? "all" },
            })
          }
          allowDeselect={false}
          w={130}
        />
      </Group>
    </div>
  );
}
