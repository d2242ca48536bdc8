import type { Basket, NewBasket } from "@allotement/reseller/api/point-of-sale.ts";
import type { NetworkPrice } from "@allotement/reseller/api/shows.ts";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiProblem, callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { useBasket } from "./basket.tsx";
import { priceCents, pricesOfCategory } from "./prices.ts";
import { seatCodesOf } from "./refused-seats.ts";
import styles from "./sale.module.css";
import { inOrder, type Seat } from "./seats-by-row.ts";

const seatsPerBasket = 50;

interface ChoicePanelProps {
  readonly institutionCode: number;
  readonly performanceNumber: number;
  readonly seats: readonly Seat[];
  readonly prices: readonly NetworkPrice[];
  readonly chosen: ReadonlySet<number>;
  readonly onChange: (chosen: ReadonlySet<number>) => void;
}

/** The seats that were pointed at; nothing is held until they go into the basket. */
export function ChoicePanel(props: ChoicePanelProps) {
  const { institutionCode, performanceNumber, seats, prices, chosen, onChange } = props;
  const { sale: words } = useStrings();
  const { money } = useFormats();
  const { basket, setBasket } = useBasket();
  const client = useQueryClient();
  const open = useMutation({
    mutationFn: (request: NewBasket) => callApi<Basket>("POST", apiPaths.baskets, request),
    onSuccess: (opened) => {
      setBasket(opened);
      onChange(new Set());
    },
    onError: (error) => {
      const gone = new Set(seatCodesOf(error));
      if (gone.size > 0) onChange(new Set([...chosen].filter((seatCode) => !gone.has(seatCode))));
    },
    onSettled: () => {
      // Not awaited: what went wrong is said before the seats have come again.
      void client.invalidateQueries({ queryKey: ["seats", institutionCode, performanceNumber] });
    },
  });
  const picked = inOrder(seats.filter(({ seatCode, state }) => chosen.has(seatCode) && state === "offered"));
  const lost = seats.filter(({ seatCode, state }) => chosen.has(seatCode) && state !== "offered");
  const dearestCents = (seat: Seat) => {
    const [dearest] = pricesOfCategory(prices, seat.seatCategoryCode);
    return dearest === undefined ? 0 : priceCents(dearest);
  };
  if (basket !== null)
    return (
      <Panel title={words.choice}>
        <Notice tone="info" title={words.otherBasket}>
          <div>{words.otherBasketText}</div>
          <Link {...pages.performance(basket.institutionCode, basket.performanceNumber)}>
            {words.toBasket}
          </Link>
        </Notice>
      </Panel>
    );
  return (
    <Panel title={words.choice}>
      <ChoiceProblem error={open.error} seats={seats} />
      {lost.length > 0 && (
        <Notice tone="warn" title={words.lost(lost.length)}>
          <div>{lost.map((seat) => words.seatShort(seat.row, seat.number)).join(", ")}</div>
        </Notice>
      )}
      {picked.length === 0 ? (
        <Empty title={words.nothingChosen}>{words.nothingChosenText}</Empty>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keys */}
          <ul className={styles.picked} tabIndex={0} aria-label={words.choice}>
            {picked.map((seat) => (
              <li key={seat.seatCode}>
                <span>
                  <strong>{words.seatShort(seat.row, seat.number)}</strong>
                  <span className={styles.faint}>{seat.seatCategory}</span>
                </span>
                <span>{money(dearestCents(seat))}</span>
              </li>
            ))}
          </ul>
          <div className={styles.total} role="status">
            <span>{words.seatCount(picked.length)}</span>
            <strong>{money(picked.reduce((sum, seat) => sum + dearestCents(seat), 0))}</strong>
          </div>
          {picked.length > seatsPerBasket && (
            <p className={styles.wrong} role="alert">
              {words.tooManySeats(seatsPerBasket)}
            </p>
          )}
          <Button
            fullWidth
            size="md"
            loading={open.isPending}
            disabled={picked.length > seatsPerBasket}
            onClick={() =>
              open.mutate({
                institutionCode,
                performanceNumber,
                seatCodes: picked.map(({ seatCode }) => seatCode),
              })
            }
          >
            {words.toBasketButton}
          </Button>
          <Button fullWidth mt={8} variant="subtle" onClick={() => onChange(new Set())}>
            {words.clearChoice}
          </Button>
        </>
      )}
    </Panel>
  );
}

/** Why the basket was refused: the seats that others took are named, the rest of the choice stands. */
function ChoiceProblem({ error, seats }: { readonly error: unknown; readonly seats: readonly Seat[] }) {
  const { sale: words } = useStrings();
  if (error === null) return null;
  const gone = new Set(seatCodesOf(error));
  const named = seats.filter(({ seatCode }) => gone.has(seatCode));
  return (
    <div className={styles.problem}>
      <NetworkFailure error={error}>
        {error instanceof ApiProblem && named.length > 0 && (
          <p className={styles.seatNames}>
            {named.map((seat) => words.seatShort(seat.row, seat.number)).join(", ")}
          </p>
        )}
      </NetworkFailure>
    </div>
  );
}
