import { expect, test } from "vitest";
import type { NetworkConnection, VenueConnection } from "../sides.ts";

const everyStore = [
  "interface",
  "house",
  "door",
  "seals",
  "contingent",
  "sales",
  "sale",
  "feeds",
  "feed",
  "shows",
  "known sales",
];

/** Which of the stores' methods a case has called; a method without any has no promise that both kinds of stores keep. */
export function calledMethods() {
  const known = new Set<string>();
  const called = new Set<string>();
  const noted = <Methods extends object>(store: string, methods: Methods): Methods => {
    for (const name of Object.keys(methods)) known.add(`${store}: ${name}`);
    return new Proxy(methods, {
      get(target, name, receiver) {
        called.add(`${store}: ${String(name)}`);
        return Reflect.get(target, name, receiver);
      },
    });
  };
  return {
    ofVenue({ store, house, door, seals, kill }: VenueConnection): VenueConnection {
      return {
        kill,
        store: { ...store, transaction: (work) => store.transaction((one) => work(noted("interface", one))) },
        house: { ...house, transaction: (work) => house.transaction((one) => work(noted("house", one))) },
        door: { transaction: (work) => door.transaction((one) => work(noted("door", one))) },
        seals: { ...seals, transaction: (work) => seals.transaction((one) => work(noted("seals", one))) },
      };
    },
    ofNetwork({ operations, sales, feed, shows, known: taken, kill }: NetworkConnection): NetworkConnection {
      return {
        kill,
        operations: {
          transaction: (code, work) => operations.transaction(code, (one) => work(noted("contingent", one))),
        },
        sales: noted("sales", {
          transaction: (code, work) => sales.transaction(code, (one) => work(noted("sale", one))),
          expiredBaskets: sales.expiredBaskets,
        }),
        feed: noted("feeds", {
          ...feed,
          transaction: (code, work) => feed.transaction(code, (one) => work(noted("feed", one))),
        }),
        shows: noted("shows", shows),
        known: {
          transaction: (code, work) => taken.transaction(code, (one) => work(noted("known sales", one))),
        },
      };
    },
    /** To be the last of the suite. */
    testThatNoneIsLeft() {
      test("every method of every store has a case", () => {
        const stores = new Set([...known].map((name) => name.split(":")[0]));
        expect(stores).toEqual(new Set(everyStore));
        expect([...known].filter((name) => !called.has(name)).sort()).toEqual([]);
      });
    },
  };
}
