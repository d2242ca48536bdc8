import type { ExchangeAnswer, ExchangeRequest, SoldTickets } from "@allotement/boxoffice/api/counter.ts";
import { Button, Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import programme from "../programme/programme.module.css";
import type { OpenPerformance } from "../programme/programme.ts";
import { useSeatNames } from "../programme/standing-seats.tsx";
import { useStrings } from "../strings.ts";
import { firstOf, useCounterLists } from "./counter-lists.ts";
import { CounterRefusal } from "./counter-refusal.tsx";
import { priceOf } from "./counter-total.ts";
import { PrintButtons } from "./print-buttons.tsx";

export type SoldTicket = SoldTickets["tickets"][number];

/** A ticket that is to be exchanged, with the name of its seat: the plan may be another performance's by then. */
export interface Exchange {
  readonly ticket: SoldTicket;
  readonly seatName: string;
}

interface ExchangePanelProps {
  readonly exchange: Exchange;
  readonly open: OpenPerformance;
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
  readonly onDone: () => void;
}

/** A seat for a seat: the new one is chosen on the plan, the difference is said before and after. */
export function ExchangePanel({ exchange, open, chosen, onChosen, onDone }: ExchangePanelProps) {
  const { till: words, counter } = useStrings();
  const { money } = useFormats();
  const client = useQueryClient();
  const nameOf = useSeatNames(open.geometry);
  const { performanceNumber, showNumber } = open.performance;
  const lists = useCounterLists(showNumber);
  const [priceType, setPriceType] = useState<string | null>(null);
  const [payment, setPayment] = useState<string | null>(null);
  const same = lists.priceTypes.find(({ label }) => label === exchange.ticket.priceTypeName)?.value;
  const priceTypeValue = priceType ?? same ?? firstOf(lists.priceTypes);
  const paymentValue = payment ?? firstOf(lists.payments);
  const [seatCode] = chosen.size === 1 ? chosen : [];
  const cents =
    seatCode === undefined
      ? undefined
      : priceOf(open.geometry, lists.grid, seatCode, Number(priceTypeValue ?? 0));
  const change = useMutation({
    mutationFn: (request: ExchangeRequest) =>
      callApi<ExchangeAnswer>("POST", apiPaths.exchange(exchange.ticket.ticketId), request),
    onSuccess: () => onChosen(new Set()),
    onSettled: () => client.invalidateQueries({ queryKey: ["performances"] }),
  });
  const difference = (amountCents: number) => {
    if (amountCents === 0) return words.even;
    return amountCents > 0 ? words.toPay(money(amountCents)) : words.toGiveBack(money(-amountCents));
  };
  if (change.isSuccess)
    return (
      <div className={programme.side}>
        <Notice tone="good" title={words.exchangedDone(change.data.orderNumber)}>
          <div>
            <strong>{difference(change.data.differenceCents)}</strong>
          </div>
          <div>{words.oldDead}</div>
          <PrintButtons ticketIds={[change.data.ticketId]} />
          <Button size="xs" variant="default" mt="xs" onClick={onDone}>
            {words.backToSale}
          </Button>
        </Notice>
      </div>
    );
  const submit = () => {
    if (seatCode === undefined || priceTypeValue === null || paymentValue === null) return;
    const paid = { priceTypeCode: Number(priceTypeValue), paymentMethodId: Number(paymentValue) };
    change.mutate({ performanceNumber, seatCode, ...paid });
  };
  return (
    <div className={programme.side}>
      {change.isError && (
        <CounterRefusal
          error={change.error}
          geometry={open.geometry}
          onRemove={() => {
            onChosen(new Set());
            change.reset();
          }}
        />
      )}
      <Panel title={words.exchangeTitle(exchange.seatName)}>
        <div className={programme.fields}>
          <p>{words.exchangeText}</p>
          <div className={programme.total} aria-live="polite">
            <span>{words.exchangeFor}</span>
            <span>{seatCode === undefined ? words.oneSeat : nameOf(seatCode)}</span>
          </div>
          <Select
            label={counter.priceType}
            data={lists.priceTypes}
            value={priceTypeValue}
            onChange={setPriceType}
            allowDeselect={false}
          />
          <Select
            label={counter.payment}
            data={lists.payments}
            value={paymentValue}
            onChange={setPayment}
            allowDeselect={false}
          />
          {cents !== undefined && (
            <div className={programme.total} aria-live="polite">
              <span>{words.difference}</span>
              <span>{difference(cents - exchange.ticket.dueCents)}</span>
            </div>
          )}
          <Button
            size="md"
            disabled={seatCode === undefined || cents === undefined}
            loading={change.isPending}
            onClick={submit}
          >
            {words.doExchange}
          </Button>
          <Button variant="default" onClick={onDone}>
            {words.cancelExchange}
          </Button>
        </div>
      </Panel>
    </div>
  );
}
