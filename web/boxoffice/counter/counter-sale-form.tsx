import type { CounterSale, CounterTickets } from "@allotement/boxoffice/api/counter.ts";
import type { PaymentMethodList } from "@allotement/boxoffice/api/journal.ts";
import type { PriceGridList, PriceTypeList } from "@allotement/boxoffice/api/prices.ts";
import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import styles from "../programme/programme.module.css";
import type { OpenPerformance } from "../programme/programme.ts";
import { useStrings } from "../strings.ts";
import { CounterRefusal } from "./counter-refusal.tsx";
import { gridNow, sumCents, totalsByCategory } from "./counter-total.ts";

interface CounterSaleFormProps {
  readonly open: OpenPerformance;
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
  /** Seats of the choice that others have taken: not shown beside a refusal, which names them too. */
  readonly children: ReactNode;
}

/** Price type, payment, customer, total: then the sale, all seats or none. */
export function CounterSaleForm({ open, chosen, onChosen, children }: CounterSaleFormProps) {
  const { counter: words } = useStrings();
  const ui = useUi();
  const { money } = useFormats();
  const client = useQueryClient();
  const { performanceNumber, showNumber } = open.performance;
  const lists = useCounterLists(showNumber);
  const [priceType, setPriceType] = useState<string | null>(null);
  const [payment, setPayment] = useState<string | null>(null);
  const [holder, setHolder] = useState({ surname: "", firstName: "" });
  const priceTypeValue = priceType ?? firstOf(lists.priceTypes);
  const paymentValue = payment ?? firstOf(lists.payments);
  const totals = totalsByCategory(
    open.geometry,
    chosen,
    lists.grid,
    priceTypeValue === null ? undefined : Number(priceTypeValue),
  );
  const totalCents = sumCents(totals);
  const sell = useMutation({
    mutationFn: (sale: CounterSale) =>
      callApi<CounterTickets>("POST", apiPaths.counterSales(performanceNumber), sale),
    onSuccess: () => {
      onChosen(new Set());
      setHolder({ surname: "", firstName: "" });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["performances", performanceNumber] }),
  });
  const submit = () => {
    if (priceTypeValue === null || paymentValue === null) return;
    const surname = holder.surname.trim();
    sell.mutate({
      seatCodes: [...chosen],
      priceTypeCode: Number(priceTypeValue),
      paymentMethodId: Number(paymentValue),
      ...(surname === "" ? {} : { holder: { surname, firstName: holder.firstName.trim() } }),
    });
  };
  const canSell =
    chosen.size > 0 && totalCents !== undefined && priceTypeValue !== null && paymentValue !== null;
  return (
    <div className={styles.side}>
      {sell.isSuccess && chosen.size === 0 && (
        <Notice tone="good" title={words.sold(sell.data.tickets.length, money(sell.data.totalCents))} />
      )}
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
        <div className={styles.fields}>
          <Select
            label={words.priceType}
            data={lists.priceTypes}
            value={priceTypeValue}
            onChange={setPriceType}
            allowDeselect={false}
            error={lists.isLoaded && lists.priceTypes.length === 0 ? words.noPriceTypes : undefined}
          />
          <Select
            label={words.payment}
            data={lists.payments}
            value={paymentValue}
            onChange={setPayment}
            allowDeselect={false}
          />
          <div className={styles.pair}>
            <TextInput
              label={words.surname}
              value={holder.surname}
              onChange={(event) => setHolder({ ...holder, surname: event.currentTarget.value })}
            />
            <TextInput
              label={words.firstName}
              value={holder.firstName}
              onChange={(event) => setHolder({ ...holder, firstName: event.currentTarget.value })}
            />
          </div>
          {chosen.size === 0 ? (
            <Empty title={words.noSeats}>{words.noSeatsText}</Empty>
          ) : (
            <>
              <ul className={styles.lines} aria-label={words.grid}>
                {totals.map(({ name, count, eachCents }) => (
                  <li key={name}>
                    <span>{name}</span>
                    <span>{eachCents === undefined ? "–" : words.each(count, money(eachCents))}</span>
                  </li>
                ))}
              </ul>
              <div className={styles.total} aria-live="polite">
                <span>{ui.total}</span>
                <span>{totalCents === undefined ? "–" : money(totalCents)}</span>
              </div>
              {totalCents === undefined && <span role="alert">{words.noPrice}</span>}
            </>
          )}
          <Button size="md" disabled={!canSell} loading={sell.isPending} onClick={submit}>
            {words.sell(chosen.size)}
          </Button>
        </div>
      </Panel>
    </div>
  );
}

function useCounterLists(showNumber: number) {
  const priceTypes = useQuery({
    queryKey: ["price-types"],
    queryFn: () => getApi<PriceTypeList>(apiPaths.priceTypes),
  });
  const payments = useQuery({
    queryKey: ["payment-methods"],
    queryFn: () => getApi<PaymentMethodList>(apiPaths.paymentMethods),
  });
  const grids = useQuery({
    queryKey: ["shows", showNumber, "price-grids"],
    queryFn: () => getApi<PriceGridList>(apiPaths.priceGrids(showNumber)),
  });
  const grid = grids.data === undefined ? [] : gridNow(grids.data, new Date().toISOString());
  const priced = new Set(grid.map(({ priceTypeCode }) => priceTypeCode));
  return {
    isLoaded: priceTypes.isSuccess && grids.isSuccess,
    grid,
    // R3.4: a reseller's price type never at the counter.
    priceTypes: (priceTypes.data?.priceTypes ?? [])
      .filter(({ channelKind, retired }) => channelKind === "counter" && !retired)
      .filter(({ priceTypeCode }) => priced.has(priceTypeCode))
      .map(({ priceTypeCode, name }) => ({ value: String(priceTypeCode), label: name })),
    payments: (payments.data?.paymentMethods ?? [])
      .filter(({ kind }) => kind !== "invoice")
      .map(({ paymentMethodId, name }) => ({ value: String(paymentMethodId), label: name })),
  };
}

function firstOf(options: readonly { value: string }[]): string | null {
  return options[0]?.value ?? null;
}
