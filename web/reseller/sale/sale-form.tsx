import type { Basket, NewSale, Order } from "@allotement/reseller/api/point-of-sale.ts";
import type { NetworkPrice } from "@allotement/reseller/api/shows.ts";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiProblem, callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useRouter } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { useBasket } from "./basket.tsx";
import { priceCents, pricesOfCategory } from "./prices.ts";
import styles from "./sale.module.css";
import type { Seat } from "./seats-by-row.ts";

interface SaleFormProps {
  readonly basket: Basket;
  readonly seats: readonly Seat[];
  readonly prices: readonly NetworkPrice[];
}

/** A price type for each seat, the customer's name, «Vendre». */
export function SaleForm({ basket, seats, prices }: SaleFormProps) {
  const { sale: words } = useStrings();
  const { money } = useFormats();
  const { asked, setBasket } = useBasket();
  const [picked, setPicked] = useState<ReadonlyMap<number, number>>(
    () => new Map(asked?.lines.map(({ seatCode, priceTypeCode }) => [seatCode, priceTypeCode])),
  );
  const [surname, setSurname] = useState(asked?.holder?.surname ?? "");
  const [firstName, setFirstName] = useState(asked?.holder?.firstName ?? "");
  const client = useQueryClient();
  const router = useRouter();
  const sell = useMutation({
    mutationFn: (sale: NewSale) => callApi<Order>("POST", apiPaths.basketSale(basket.basketId), sale),
    onMutate: (sale) => setBasket(basket, sale),
    onSuccess: async (order) => {
      setBasket(null);
      client.setQueryData(["order", order.institutionCode, order.orderId], order);
      void client.invalidateQueries({ queryKey: ["seats"] });
      void client.invalidateQueries({ queryKey: ["orders"] });
      await router.navigate(pages.order(order.institutionCode, order.orderId));
    },
    onError: (error) => {
      if (isUnanswered(error)) return;
      // The server's clock decides: what it calls over is over here too.
      const isOver = error instanceof ApiProblem && error.code === "BASKET_EXPIRED";
      setBasket(isOver ? { ...basket, expiresAt: new Date(0).toISOString() } : basket);
    },
  });
  const lines = seats.map((seat) => {
    const choices = pricesOfCategory(prices, seat.seatCategoryCode);
    const price =
      choices.find(({ priceTypeCode }) => priceTypeCode === picked.get(seat.seatCode)) ?? choices[0];
    return { seat, choices, price };
  });
  const isPriced = lines.every(({ price }) => price !== undefined);
  const totalCents = lines.reduce((sum, { price }) => sum + (price === undefined ? 0 : priceCents(price)), 0);
  const isUnknown = asked !== null && !sell.isPending;
  const needsSurname = surname.trim() === "" && firstName.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isUnknown) {
      sell.mutate(asked);
      return;
    }
    if (!isPriced || needsSurname || sell.isPending) return;
    sell.mutate({
      holder: surname.trim() === "" ? null : { surname: surname.trim(), firstName: firstName.trim() },
      lines: lines.flatMap(({ seat, price }) =>
        price === undefined ? [] : [{ seatCode: seat.seatCode, priceTypeCode: price.priceTypeCode }],
      ),
    });
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keys */}
      <ul className={styles.lines} tabIndex={0} aria-label={words.basket}>
        {lines.map(({ seat, choices, price }) => (
          <li key={seat.seatCode}>
            <strong>{words.seatShort(seat.row, seat.number)}</strong>
            <span className={styles.amount}>{price === undefined ? "–" : money(priceCents(price))}</span>
            <span className={styles.faint}>{seat.seatCategory}</span>
            {choices.length === 0 ? (
              <span className={styles.wrong}>{words.noPriceForSeat}</span>
            ) : (
              <NativeSelect
                size="xs"
                aria-label={words.priceTypeOf(seat.row, seat.number)}
                disabled={isUnknown || sell.isPending}
                value={price?.priceTypeCode}
                onChange={(event) =>
                  setPicked(new Map(picked).set(seat.seatCode, Number(event.currentTarget.value)))
                }
                data={choices.map(({ priceTypeCode, priceTypeLabel }) => ({
                  value: String(priceTypeCode),
                  label: priceTypeLabel,
                }))}
              />
            )}
          </li>
        ))}
      </ul>
      <div className={styles.names}>
        <TextInput
          label={words.surname}
          value={surname}
          maxLength={200}
          autoComplete="off"
          disabled={isUnknown || sell.isPending}
          error={needsSurname ? words.surnameNeeded : undefined}
          onChange={(event) => setSurname(event.currentTarget.value)}
        />
        <TextInput
          label={words.firstName}
          value={firstName}
          maxLength={200}
          autoComplete="off"
          disabled={isUnknown || sell.isPending}
          onChange={(event) => setFirstName(event.currentTarget.value)}
        />
      </div>
      <div className={styles.total}>
        <span>{words.toPay}</span>
        <strong>{money(totalCents)}</strong>
      </div>
      {isUnknown && (
        <Notice tone="bad" title={words.noAnswer}>
          <div>{words.sameSale}</div>
        </Notice>
      )}
      {sell.isError && !isUnknown && <NetworkFailure error={sell.error} />}
      <Button type="submit" size="md" fullWidth loading={sell.isPending} disabled={!isPriced && !isUnknown}>
        {isUnknown ? words.sellAgain : words.sell(money(totalCents))}
      </Button>
    </form>
  );
}

/** Without an answer nobody knows yet whether it was sold: the same request again is safe, another one is not. */
function isUnanswered(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500;
}
