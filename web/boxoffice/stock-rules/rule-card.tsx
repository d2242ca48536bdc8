import type { HoldList } from "@allotement/boxoffice/api/holds.ts";
import type { StockRuleChange, StockRules } from "@allotement/boxoffice/api/interface-stock-rules.ts";
import { Badge, Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import styles from "../prices/prices.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { RehearsalTable } from "./rehearsal-table.tsx";
import { RefillFields, ReturnFields } from "./rule-fields.tsx";

export type RuleKind = StockRuleChange["kind"];

interface RuleCardProps {
  readonly kind: RuleKind;
  readonly view: StockRules;
  readonly holds: HoldList["holds"];
}

/** One rule: its values, what it would have done, and the switch. */
export function RuleCard({ kind, view, holds }: RuleCardProps) {
  const { stockRules: words } = useStrings();
  const client = useQueryClient();
  const mayChange = useMe().role !== "clerk";
  const rule = view[kind];
  const [isAsking, setAsking] = useState(false);
  const keep = async (answer: StockRules) => {
    client.setQueryData(["interface", "stock-rules", view.showNumber], answer);
    setAsking(false);
  };
  const save = useMutation({
    mutationFn: (change: StockRuleChange) =>
      callApi<StockRules>("PUT", apiPaths.stockRules(view.showNumber), change),
    onSuccess: keep,
  });
  const rehearse = useMutation({
    mutationFn: () => callApi<StockRules>("POST", apiPaths.rehearseStockRule(view.showNumber, kind)),
    onSuccess: keep,
  });
  const turn = useMutation({
    mutationFn: (on: boolean) =>
      callApi<StockRules>("POST", apiPaths.switchStockRule(view.showNumber, kind), { on }),
    onSuccess: keep,
  });
  const isOn = rule !== null && rule.switchedOnAt !== null;
  const error = save.error ?? rehearse.error ?? turn.error;
  return (
    <Panel
      title={words[kind]}
      aside={<Badge color={isOn ? "green" : "gray"}>{isOn ? words.on : words.off}</Badge>}
    >
      <p className={styles.text}>{kind === "return" ? words.returnText : words.refillText}</p>
      {kind === "return" ? (
        <ReturnFields
          values={view.return?.values}
          mayChange={mayChange}
          busy={save.isPending}
          onSave={(values) => save.mutate({ kind, values })}
        />
      ) : (
        <RefillFields
          values={view.refill?.values}
          holds={holds}
          mayChange={mayChange}
          busy={save.isPending}
          onSave={(values) => save.mutate({ kind, values })}
        />
      )}
      {!mayChange && <p className={styles.text}>{words.managerOnly}</p>}
      {rule !== null && (
        <div className={styles.fields} style={{ marginTop: 12 }}>
          <Standing rule={rule} />
          {mayChange && (
            <Group gap="xs">
              <Button variant="default" loading={rehearse.isPending} onClick={() => rehearse.mutate()}>
                {words.rehearse}
              </Button>
              {isOn ? (
                <Button
                  color="red"
                  variant="light"
                  loading={turn.isPending}
                  onClick={() => turn.mutate(false)}
                >
                  {words.switchOff}
                </Button>
              ) : (
                <Button disabled={rule.rehearsedAt === null} onClick={() => setAsking(true)}>
                  {words.switchOn}
                </Button>
              )}
            </Group>
          )}
          {rule.rehearsal !== null && <RehearsalTable kind={kind} rehearsal={rule.rehearsal} />}
        </div>
      )}
      {error !== null && !isAsking && <Failure error={error} />}
      <ConfirmDialog
        opened={isAsking}
        title={words.switchOnTitle}
        confirmLabel={words.switchOn}
        busy={turn.isPending}
        error={turn.error}
        onConfirm={() => turn.mutate(true)}
        onCancel={() => setAsking(false)}
      >
        {words.switchOnText}
      </ConfirmDialog>
    </Panel>
  );
}

function Standing({ rule }: { readonly rule: NonNullable<StockRules["return"] | StockRules["refill"]> }) {
  const { stockRules: words } = useStrings();
  return (
    <div className={styles.faint}>
      <div>{words.changedBy(rule.changedBy, formatInstant(rule.changedAt))}</div>
      <div>
        {rule.rehearsedAt === null ? words.notRehearsed : words.rehearsedAt(formatInstant(rule.rehearsedAt))}
      </div>
      {rule.switchedOnAt !== null && <div>{words.switchedOnAt(formatInstant(rule.switchedOnAt))}</div>}
    </div>
  );
}
