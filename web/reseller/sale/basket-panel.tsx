import type { Basket } from "@allotement/reseller/api/point-of-sale.ts";
import type { NetworkPrice } from "@allotement/reseller/api/shows.ts";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { useBasket } from "./basket.tsx";
import { BasketTimer } from "./basket-timer.tsx";
import styles from "./sale.module.css";
import { SaleForm } from "./sale-form.tsx";
import { inOrder, type Seat } from "./seats-by-row.ts";
import { useSecondsLeft } from "./use-seconds-left.ts";

interface BasketPanelProps {
  readonly basket: Basket;
  readonly seats: readonly Seat[];
  readonly prices: readonly NetworkPrice[];
  /** The seats go back to the choice: they are no longer held. */
  readonly onGivenBack: (seatCodes: readonly number[]) => void;
}

/** The basket: its seats are held for this customer until the time is over. */
export function BasketPanel({ basket, seats, prices, onGivenBack }: BasketPanelProps) {
  const { sale: words } = useStrings();
  const { asked, setBasket } = useBasket();
  const client = useQueryClient();
  const left = useSecondsLeft(basket.expiresAt) ?? 0;
  const forget = (seatCodes: readonly number[]) => {
    setBasket(null);
    onGivenBack(seatCodes);
    return client.invalidateQueries({ queryKey: ["seats"] });
  };
  const giveUp = useMutation({
    mutationFn: () => callApi("DELETE", apiPaths.basket(basket.basketId)),
    onSuccess: () => forget([]),
  });
  const inBasket = inOrder(seats.filter(({ seatCode }) => basket.seatCodes.includes(seatCode)));
  // A sale without an answer may have happened before the time was over: it is asked again first.
  if (left === 0 && asked === null)
    return (
      <Panel title={words.basket}>
        <Notice tone="bad" title={words.expired}>
          <div>{words.expiredText}</div>
          <ul className={styles.seatNames}>
            {inBasket.map((seat) => (
              <li key={seat.seatCode}>{words.seatShort(seat.row, seat.number)}</li>
            ))}
          </ul>
        </Notice>
        <Button fullWidth size="md" mt={14} onClick={() => void forget(basket.seatCodes)}>
          {words.chooseAgain}
        </Button>
        <Button fullWidth mt={8} variant="subtle" onClick={() => void forget([])}>
          {words.clearChoice}
        </Button>
      </Panel>
    );
  return (
    <Panel title={words.basket} aside={left > 0 && <BasketTimer seconds={left} />}>
      <SaleForm basket={basket} seats={inBasket} prices={prices} />
      {asked === null && (
        <Button
          fullWidth
          mt={8}
          variant="subtle"
          color="red"
          loading={giveUp.isPending}
          onClick={() => giveUp.mutate()}
        >
          {words.giveUp}
        </Button>
      )}
      {giveUp.isError && <NetworkFailure error={giveUp.error} />}
    </Panel>
  );
}
