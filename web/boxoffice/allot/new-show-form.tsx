import type { AllotOrder, NewShowWindow } from "@allotement/boxoffice/api/interface-allot.ts";
import { Button, Group, Table, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";
import {
  type AmountName,
  amountNames,
  firstMissing,
  fixedCents,
  isLeftOut,
  isWrong,
  readLine,
  type TypedLine,
  totalCents,
  typeAmount,
  typedLine,
} from "./new-show-lines.ts";

interface NewShowFormProps {
  readonly window: NewShowWindow;
  /** What leaves with it: «26 séances, 21 112 places». */
  readonly leaving: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (newShow: NonNullable<AllotOrder["newShow"]>) => void;
  /** «Tester…»: the same amounts, sent nowhere. */
  readonly onTest: (newShow: NonNullable<AllotOrder["newShow"]>) => void;
  readonly onCancel: () => void;
}

/** «Création d’une manifestation»: four amounts per price type and category, and the comment (R5.3). */
export function NewShowForm({ window, leaving, busy, error, onSubmit, onTest, onCancel }: NewShowFormProps) {
  const { newShow: words, preflight } = useStrings();
  const ui = useUi();
  const [lines, setLines] = useState(() => window.lines.map(typedLine));
  const [comment, setComment] = useState(window.comment);
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // The window's lines come after it has opened: without this its cross would keep the focus, eighty stops from «Continuer».
  useEffect(() => form.current?.querySelector<HTMLElement>("[data-first]")?.focus(), []);
  const sent = lines.filter((line) => !isLeftOut(line));
  const wrongCount = sent.flatMap((line) => amountNames.filter((name) => isWrong(line, name))).length;

  // Where the eyes and keys are wanted first: the first amount to complete, or «Continuer» where nothing is.
  const [missing] = useState(() => firstMissing(lines));

  const whenWhole = (go: NewShowFormProps["onSubmit"]) => {
    setTried(true);
    const whole = sent.flatMap((line) => readLine(line) ?? []);
    if (whole.length === 0 || whole.length < sent.length) return;
    go({ comment: comment.trim(), lines: whole });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    whenWhole(onSubmit);
  };
  const change = (index: number, name: AmountName, text: string) =>
    setLines(lines.map((line, at) => (at === index ? typeAmount(line, name, text) : line)));

  if (lines.length === 0) return <Empty title={words.empty} />;
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <p className={styles.intro}>{words.intro}</p>
      <div className={styles.amounts}>
        <Table stickyHeader verticalSpacing={5} aria-label={words.amounts}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.priceType}</Table.Th>
              <Table.Th>{words.category}</Table.Th>
              {amountNames.map((name) => (
                <Table.Th key={name} className={styles.amount} ta="right">
                  {words[name]}
                </Table.Th>
              ))}
              <Table.Th ta="right">{words.total}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line, index) => (
              <LineRow
                key={`${line.line.priceTypeCode}-${line.line.seatCategoryCode}`}
                line={line}
                missing={index === missing?.index ? missing.name : undefined}
                showsErrors={isTried}
                onChange={(name, text) => change(index, name, text)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <p className={styles.note}>
        <strong role="status">
          {words.leaving(sent.length)} · {leaving}
        </strong>
        <br />
        {words.proposed} {words.leftOut}
      </p>
      <Textarea
        label={words.comment}
        description={words.commentText}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        maxLength={2000}
        rows={2}
      />
      <Group justify="space-between" mt="md" wrap="nowrap">
        <span role="alert" style={{ color: "var(--bad)" }}>
          {isTried && wrongCount > 0 && words.incomplete(wrongCount)}
          {isTried && sent.length === 0 && words.noLine}
        </span>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={onCancel}>
            {ui.close}
          </Button>
          <Button variant="default" onClick={() => whenWhole(onTest)} disabled={busy}>
            {preflight.test}
          </Button>
          <Button
            type="submit"
            loading={busy}
            data-first={missing === undefined || undefined}
            // Enter that is still held down from «Contingenter» must not send.
            onKeyDown={(event) => event.repeat && event.preventDefault()}
          >
            {words.submit}
          </Button>
        </Group>
      </Group>
      {error !== null && <Failure error={error} />}
    </form>
  );
}

interface LineRowProps {
  readonly line: TypedLine;
  /** The amount that has the focus as the window opens. */
  readonly missing: AmountName | undefined;
  readonly showsErrors: boolean;
  readonly onChange: (name: AmountName, text: string) => void;
}

function LineRow({ line, missing, showsErrors, onChange }: LineRowProps) {
  const { newShow: words } = useStrings();
  const ui = useUi();
  const { money } = useFormats();
  const { priceTypeName, seatCategoryName } = line.line;
  const total = totalCents(line);
  return (
    <Table.Tr>
      <Table.Td>{priceTypeName}</Table.Td>
      <Table.Td>{seatCategoryName}</Table.Td>
      {amountNames.map((name) => {
        const text = line.typed[name];
        const fixed = fixedCents(line.line, name);
        if (fixed !== null)
          return (
            <Table.Td key={name} ta="right" className={styles.fixed}>
              {money(fixed)}
            </Table.Td>
          );
        const isShownWrong = isWrong(line, name) && (showsErrors || text.trim() !== "");
        return (
          <Table.Td key={name}>
            <TextInput
              size="xs"
              data-first={name === missing || undefined}
              aria-label={`${words[name]}, ${priceTypeName}, ${seatCategoryName}`}
              value={text}
              onChange={(event) => onChange(name, event.currentTarget.value)}
              inputMode="decimal"
              rightSection="€"
              error={isShownWrong ? ui.amountWrong : undefined}
            />
          </Table.Td>
        );
      })}
      <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
        {total === undefined ? "–" : money(total)}
      </Table.Td>
    </Table.Tr>
  );
}
