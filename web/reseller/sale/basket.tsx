import type { Basket } from "@allotement/reseller/api/point-of-sale.ts";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { useMe } from "../sign-in/me.ts";

/** The one basket that this screen has open; the seats' hold itself lives on the server, until `expiresAt`. */
interface OpenBasket {
  readonly basket: Basket | null;
  readonly setBasket: (basket: Basket | null) => void;
}

const BasketContext = createContext<OpenBasket>({ basket: null, setBasket: () => undefined });
const storageKey = "allotement.basket";

/** Keeps the open basket from page to page, and over a reload of the page, for the same seller. */
export function BasketProvider({ children }: { readonly children: ReactNode }) {
  const { userName } = useMe();
  const [basket, keep] = useState<Basket | null>(() => keptBasket(userName));
  const setBasket = useCallback(
    (next: Basket | null) => {
      keep(next);
      if (next === null) sessionStorage.removeItem(storageKey);
      else sessionStorage.setItem(storageKey, JSON.stringify({ userName, basket: next }));
    },
    [userName],
  );
  const open = useMemo(() => ({ basket, setBasket }), [basket, setBasket]);
  return <BasketContext value={open}>{children}</BasketContext>;
}

export function useBasket(): OpenBasket {
  return use(BasketContext);
}

function keptBasket(userName: string): Basket | null {
  try {
    const kept: { userName: string; basket: Basket } | null = JSON.parse(
      sessionStorage.getItem(storageKey) ?? "null",
    );
    return kept !== null && kept.userName === userName ? kept.basket : null;
  } catch {
    return null;
  }
}
