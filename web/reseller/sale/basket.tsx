import type { Basket, NewSale } from "@allotement/reseller/api/point-of-sale.ts";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { useMe } from "../sign-in/me.ts";

/** The one basket that this screen has open; the seats' hold itself lives on the server, until `expiresAt`. */
interface KeptBasket {
  readonly basket: Basket;
  /** A sale that was asked for and not answered yet: it may have happened, and only the same one may be asked again. */
  readonly asked: NewSale | null;
}

interface OpenBasket {
  readonly basket: Basket | null;
  readonly asked: NewSale | null;
  readonly setBasket: (basket: Basket | null, asked?: NewSale | null) => void;
}

const BasketContext = createContext<OpenBasket>({ basket: null, asked: null, setBasket: () => undefined });
const storageKey = "allotement.basket";

/** Keeps the open basket from page to page, and over a reload of the page, for the same seller. */
export function BasketProvider({ children }: { readonly children: ReactNode }) {
  const { userName } = useMe();
  const [kept, keep] = useState<KeptBasket | null>(() => keptBasket(userName));
  const setBasket = useCallback(
    (basket: Basket | null, asked: NewSale | null = null) => {
      keep(basket === null ? null : { basket, asked });
      if (basket === null) sessionStorage.removeItem(storageKey);
      else sessionStorage.setItem(storageKey, JSON.stringify({ userName, basket, asked }));
    },
    [userName],
  );
  const open = useMemo(
    () => ({ basket: kept?.basket ?? null, asked: kept?.asked ?? null, setBasket }),
    [kept, setBasket],
  );
  return <BasketContext value={open}>{children}</BasketContext>;
}

export function useBasket(): OpenBasket {
  return use(BasketContext);
}

function keptBasket(userName: string): KeptBasket | null {
  try {
    const kept: (KeptBasket & { userName: string }) | null = JSON.parse(
      sessionStorage.getItem(storageKey) ?? "null",
    );
    return kept !== null && kept.userName === userName ? kept : null;
  } catch {
    return null;
  }
}
