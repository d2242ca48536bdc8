import type { Debt, StatementCheck } from "@allotement/boxoffice/api/customer-accounts.ts";
import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { useStrings } from "../strings.ts";
import { seatText, showText } from "./debts.tsx";
import type { ChosenLine } from "./settle-dialog.tsx";

interface StatementGapsProps {
  readonly check: StatementCheck;
  readonly onSettle: (lines: readonly ChosenLine[]) => void;
}

interface GapRow {
  readonly key: string;
  readonly barcode: string;
  readonly what: string;
  readonly ours: number | null;
  readonly theirs: number | null;
}

/** What agrees, which may be settled, and every gap by its kind, with both figures. */
export function StatementGaps({ check, onSettle }: StatementGapsProps) {
  const { accounts: words } = useStrings();
  const { money, number } = useFormats();
  const { matched, differing, settledBefore, unknownHere, missingThere, badLines } = check;
  const matchedCents = matched.reduce((sum, { openCents }) => sum + openCents, 0);
  const of = (debt: Debt, ours: number | null, theirs: number | null): GapRow => ({
    key: String(debt.debtEntry),
    barcode: debt.barcode ?? "",
    what: `${showText(debt)} ${seatText(debt)}`.trim(),
    ours,
    theirs,
  });
  const hasGap = differing.length + settledBefore.length + unknownHere.length + missingThere.length > 0;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text fw={600}>{words.lines(check.lineCount, money(check.statementCents))}</Text>
        <Button
          disabled={matchedCents <= 0}
          onClick={() =>
            onSettle(matched.map(({ debtEntry, openCents }) => ({ debtEntry, amountCents: openCents })))
          }
        >
          {words.settleMatched(matched.length, money(matchedCents))}
        </Button>
      </Group>
      {badLines.length > 0 && (
        <Notice tone="warn" title={words.badLines}>
          <ul>
            {badLines.slice(0, 20).map(({ line, reason }) => (
              <li key={line}>
                {words.line(number(line))} – {words.badLine[reason]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {!hasGap && badLines.length === 0 && <Notice tone="good" title={words.noGap} />}
      <Gaps
        title={words.differing}
        rows={differing.map(({ debt, statementCents }) => of(debt, debt.openCents, statementCents))}
      />
      <Gaps
        title={words.unknownHere}
        rows={unknownHere.map(({ barcode, amountCents, knownTicket }) => ({
          key: barcode,
          barcode,
          what: knownTicket ? words.knownTicket : words.unknownTicket,
          ours: null,
          theirs: amountCents,
        }))}
      />
      <Gaps
        title={words.settledBefore}
        rows={settledBefore.map(({ debt, statementCents }) => of(debt, debt.openCents, statementCents))}
      />
      <Gaps title={words.missingThere} rows={missingThere.map((debt) => of(debt, debt.openCents, null))} />
    </Stack>
  );
}

const shownAtOnce = 100;

function Gaps({ title, rows }: { readonly title: string; readonly rows: readonly GapRow[] }): ReactNode {
  const { accounts: words } = useStrings();
  const { money, number } = useFormats();
  if (rows.length === 0) return null;
  const amount = (cents: number | null) => (cents === null ? "–" : money(cents));
  return (
    <section>
      <Title order={3} size="h5">
        {`${title} (${number(rows.length)})`}
      </Title>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.ticket}</Table.Th>
            <Table.Th>{words.show}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.ours}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.theirs}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, shownAtOnce).map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td>{row.barcode}</Table.Td>
              <Table.Td>{row.what}</Table.Td>
              <Table.Td className={uiStyles.number}>{amount(row.ours)}</Table.Td>
              <Table.Td className={uiStyles.number}>{amount(row.theirs)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > shownAtOnce && <Text size="sm">… {number(rows.length - shownAtOnce)}</Text>}
    </section>
  );
}
