import type { CounterSale, CounterTickets } from "@allotement/boxoffice/api/counter.ts";
import { parseCents } from "@allotement/protocol/money.ts";
import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import programme from "../programme/programme.module.css";
import type { OpenPerformance } from "../programme/programme.ts";
import { useStrings } from "../strings.ts";
import { ChosenSeats } from "./chosen-seats.tsx";
import styles from "./counter.module.css";
import { firstOf, useCounterLists } from "./counter-lists.ts";
import { CounterRefusal } from "./counter-refusal.tsx";
import { chosenSeats, otherPriceTypes, sumCents } from "./counter-total.ts";
import { PrintButtons } from "./print-buttons.tsx";

interface CounterSaleFormProps {
  readonly open: OpenPerformance;
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
  /** Gives the last choice up; undefined where there is none. */
  readonly onUndo: (() => void) | undefined;
  /** Seats of the choice that others have taken: not shown beside a refusal, which names them too. */
  readonly children: ReactNode;
}

const nobody = { surname: "", firstName: "" };

/** The order: seats with their price types, payment, customer, total; then the sale, all seats or none. */
export function CounterSaleForm({ open, chosen, onChosen, onUndo, children }: CounterSaleFormProps) {
  const { counter: words, till } = useStrings();
  const { money } = useFormats();
  const client = useQueryClient();
  const { performanceNumber, showNumber } = open.performance;
  const lists = useCounterLists(showNumber);
  const [priceType, setPriceType] = useState<string | null>(null);
  const [own, setOwn] = useState<ReadonlyMap<number, number>>(new Map());
  const [payment, setPayment] = useState<string | null>(null);
  const [given, setGiven] = useState("");
  const [holder, setHolder] = useState(nobody);
  const all = Number(priceType ?? firstOf(lists.priceTypes) ?? 0);
  const paymentValue = payment ?? firstOf(lists.payments);
  const isCash = lists.payments.find(({ value }) => value === paymentValue)?.kind === "cash";
  const seats = chosenSeats(open.geometry, chosen, lists.grid, { all, own });
  const totalCents = sumCents(seats);
  const givenCents = isCash && given.trim() !== "" ? parseCents(given) : undefined;
  const isGivenWrong =
    isCash && given.trim() !== "" && (givenCents === undefined || givenCents < (totalCents ?? 0));
  const sell = useMutation({
    mutationFn: (sale: CounterSale) =>
      callApi<CounterTickets>("POST", apiPaths.counterSales(performanceNumber), sale),
    onSuccess: () => {
      onChosen(new Set());
      setOwn(new Map());
      setGiven("");
      setHolder(nobody);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["performances", performanceNumber] }),
  });
  const canSell = seats.length > 0 && totalCents !== undefined && paymentValue !== null && !isGivenWrong;
  const submit = () => {
    if (!canSell || sell.isPending) return;
    const surname = holder.surname.trim();
    const others = otherPriceTypes(seats, all);
    sell.mutate({
      seatCodes: seats.map(({ seatCode }) => seatCode),
      priceTypeCode: all,
      paymentMethodId: Number(paymentValue),
      ...(others.length === 0 ? {} : { otherPriceTypes: others }),
      ...(givenCents === undefined ? {} : { givenCents }),
      ...(surname === "" ? {} : { holder: { surname, firstName: holder.firstName.trim() } }),
    });
  };
  useSellKey(submit);
  return (
    <div className={programme.side}>
      {sell.isSuccess && chosen.size === 0 && <Sold sold={sell.data} />}
      {/* Not while one is on its way: its own seats leave the choice as well. */}
      {(sell.isIdle || sell.isSuccess) && children}
      {sell.isError && (
        <CounterRefusal
          error={sell.error}
          geometry={open.geometry}
          onRemove={(codes) => {
            onChosen(new Set([...chosen].filter((code) => !codes.includes(code))));
            sell.reset();
          }}
        />
      )}
      <Panel title={words.basket}>
        <div className={programme.fields}>
          <Select
            label={seats.length > 1 ? till.everySeat : words.priceType}
            data={lists.priceTypes}
            value={String(all)}
            onChange={(value) => {
              setPriceType(value);
              setOwn(new Map());
            }}
            allowDeselect={false}
            error={lists.isLoaded && lists.priceTypes.length === 0 ? words.noPriceTypes : undefined}
          />
          {seats.length === 0 ? (
            <Empty title={words.noSeats}>{words.noSeatsText}</Empty>
          ) : (
            <ChosenSeats
              geometry={open.geometry}
              seats={seats}
              priceTypes={lists.priceTypes}
              onPriceType={(seatCode, code) => setOwn(new Map(own).set(seatCode, code))}
              onRemove={(seatCode) => onChosen(new Set([...chosen].filter((code) => code !== seatCode)))}
            />
          )}
          <div className={styles.row}>
            <Button size="xs" variant="default" disabled={onUndo === undefined} onClick={onUndo}>
              {till.undo}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={seats.length === 0}
              onClick={() => onChosen(new Set())}
            >
              {till.clear}
            </Button>
          </div>
          <Holder holder={holder} onHolder={setHolder} />
          <Select
            label={words.payment}
            data={lists.payments}
            value={paymentValue}
            onChange={setPayment}
            allowDeselect={false}
          />
          <Total seats={seats.length} totalCents={totalCents} />
          {isCash && (
            <TextInput
              label={till.given}
              value={given}
              inputMode="decimal"
              onChange={(event) => setGiven(event.currentTarget.value)}
              error={isGivenWrong ? (givenCents === undefined ? till.givenWrong : till.givenLess) : undefined}
            />
          )}
          {givenCents !== undefined && totalCents !== undefined && !isGivenWrong && (
            <div className={styles.change} role="status">
              <span>{till.change}</span>
              <span>{money(givenCents - totalCents)}</span>
            </div>
          )}
          <Button size="md" disabled={!canSell} loading={sell.isPending} onClick={submit}>
            {words.sell(seats.length)}
          </Button>
          <p className={styles.hint}>{till.hint}</p>
        </div>
      </Panel>
    </div>
  );
}

/** Ctrl+Enter sells from anywhere on the page but a dialog. */
function useSellKey(sell: () => void): void {
  const latest = useRef(sell);
  latest.current = sell;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

interface HolderProps {
  readonly holder: typeof nobody;
  readonly onHolder: (holder: typeof nobody) => void;
}

function Holder({ holder, onHolder }: HolderProps) {
  const { counter: words } = useStrings();
  return (
    <div className={programme.pair}>
      <TextInput
        label={words.surname}
        value={holder.surname}
        onChange={(event) => onHolder({ ...holder, surname: event.currentTarget.value })}
      />
      <TextInput
        label={words.firstName}
        value={holder.firstName}
        onChange={(event) => onHolder({ ...holder, firstName: event.currentTarget.value })}
      />
    </div>
  );
}

function Total({ seats, totalCents }: { readonly seats: number; readonly totalCents: number | undefined }) {
  const ui = useUi();
  const { counter: words } = useStrings();
  const { money } = useFormats();
  if (seats === 0) return null;
  return (
    <>
      <div className={programme.total} aria-live="polite">
        <span>{ui.total}</span>
        <span>{totalCents === undefined ? "–" : money(totalCents)}</span>
      </div>
      {totalCents === undefined && <span role="alert">{words.noPrice}</span>}
    </>
  );
}

function Sold({ sold }: { readonly sold: CounterTickets }) {
  const { counter: words, till } = useStrings();
  const { money } = useFormats();
  return (
    <Notice tone="good" title={words.sold(sold.tickets.length, money(sold.totalCents))}>
      <div>{till.orderDone(sold.orderNumber)}</div>
      {sold.changeCents > 0 && (
        <div>
          <strong>{till.changeDue(money(sold.changeCents))}</strong>
        </div>
      )}
      <PrintButtons ticketIds={sold.tickets.map(({ ticketId }) => ticketId)} />
    </Notice>
  );
}
