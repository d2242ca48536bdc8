import type { CashDeskCount, Money } from "../../api/cash-desks.ts";

export const moneys: readonly Money[] = ["cash", "card", "cheque"];

export type MoneyCents = Record<Money, number>;

/** What must be there: the float is cash; an invoice puts nothing into a drawer. */
export function expectedOf(
  floatCents: number,
  totals: readonly { money: Money | "invoice"; amountCents: number }[],
): MoneyCents {
  const sum = (money: Money) =>
    totals.reduce((total, row) => total + (row.money === money ? row.amountCents : 0), 0);
  return { cash: floatCents + sum("cash"), card: sum("card"), cheque: sum("cheque") };
}

/** Counted less expected: negative where money is missing. */
export function differencesOf(expected: MoneyCents, counted: MoneyCents): MoneyCents {
  return {
    cash: counted.cash - expected.cash,
    card: counted.card - expected.card,
    cheque: counted.cheque - expected.cheque,
  };
}

/** Whether a count may stand as it is: a difference asks for its reason. */
export function needsReason(expected: MoneyCents, { countedCents, reason }: CashDeskCount): boolean {
  const differences = differencesOf(expected, countedCents);
  return reason === "" && moneys.some((money) => differences[money] !== 0);
}
