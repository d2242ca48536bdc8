import { describe, expect, test } from "vitest";
import { institutionCode, offered } from "./store-suite.contingent.ts";
import { at, exchange, hold, id, moveSeats, performanceNumber, saleFacts } from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** What a transaction promises, and what becomes of it when its server or its database dies. */
export function transactionsSuite(stage: () => Stage): void {
  const stateOf = async (seatCode: number) =>
    (await stage().venueSide.view()).seats.find(
      (seat) => seat.performanceNumber === performanceNumber && seat.seatCode === seatCode,
    )?.state;
  const holdSeat = (seatCode: number, then: () => void | Promise<void> = () => {}) =>
    exchange(stage().venue, async (transaction) => {
      const seats = await transaction.lockSeats(performanceNumber, [seatCode]);
      await transaction.moveSeats({ performanceNumber, at: at(0), operatorId: 1 }, seats.map(hold));
      await then();
      return "held";
    });
  /** Whether a promise is still open after everybody else had time to go on. */
  const isOpen = async (promise: Promise<unknown>) => {
    const settled = promise.then(
      () => false,
      () => false,
    );
    const other = exchange(stage().venueSide.connect(), (transaction) => transaction.unfinishedRuns());
    return Promise.race([settled, other.then(() => true)]);
  };

  describe("a transaction", () => {
    test("that fails leaves nothing behind, whatever it had written", async () => {
      const { venue, venueSide, network, networkSide } = stage();
      const before = await venueSide.view();
      const failing = exchange(venue, async (transaction) => {
        const seats = await transaction.lockSeats(performanceNumber, "all");
        await transaction.moveSeats({ performanceNumber, at: at(0), operatorId: 1 }, seats.map(hold));
        const run = { runId: id(50), request: { kind: "allot" as const }, operatorId: 1 };
        await transaction.insertRun(run, [performanceNumber], at(0));
        await transaction.startCursor(id(1), "0");
        throw new Error("the disk is full");
      });
      await expect(failing).rejects.toThrow("the disk is full");
      expect(await venueSide.view()).toEqual(before);
      await offered(network, 1);
      const there = await networkSide.view();
      const selling = network.sales.transaction(institutionCode, async (transaction) => {
        await transaction.recordEvents([saleFacts(1)]);
        throw new Error("the disk is full");
      });
      await expect(selling).rejects.toThrow("the disk is full");
      expect(await networkSide.view()).toEqual(there);
      expect(await network.feed.feedWaits(institutionCode)).toBe(false);
    });

    test("draws numbers that nobody draws again, even where it fails", async () => {
      const { venue } = stage();
      const failing = exchange(venue, async (transaction) => {
        expect(await transaction.drawTicketIds(2)).toEqual([1, 2]);
        throw new Error("the disk is full");
      });
      await expect(failing).rejects.toThrow();
      expect(await exchange(venue, (transaction) => transaction.drawTicketIds(1))).toEqual([3]);
    });

    test("sees what it has written itself, and others only what is committed", async () => {
      const { venue } = stage();
      const order: string[] = [];
      const first = exchange(venue, async (transaction) => {
        const seats = await transaction.lockSeats(performanceNumber, [1]);
        await transaction.moveSeats({ performanceNumber, at: at(0), operatorId: 1 }, seats.map(hold));
        const [seat] = await transaction.lockSeats(performanceNumber, [1]);
        order.push(`first sees ${seat?.state}`);
      });
      const second = exchange(venue, async (transaction) => {
        const [seat] = await transaction.lockSeats(performanceNumber, [1]);
        order.push(`second sees ${seat?.state}`);
      });
      await Promise.all([second, first]);
      expect(order).toEqual(["first sees held", "second sees held"]);
    });

    test("is refused once it is over", async () => {
      const { venue } = stage();
      const late = await exchange(venue, async (transaction) => () => transaction.lockCursor());
      await expect(late()).rejects.toThrow("The transaction is over");
    });
  });

  describe("a commit", () => {
    test("that fails leaves nothing behind, and says so", async () => {
      stage().fates.push(() => "rollback");
      await expect(holdSeat(1)).rejects.toThrow("refused the commit");
      expect(await stateOf(1)).toBe("free");
    });

    test("whose outcome nobody was told has happened, or has not", async () => {
      const { fates } = stage();
      fates.push(
        () => "unknownCommitted",
        () => "unknownRolledBack",
      );
      await expect(holdSeat(1)).rejects.toThrow("lost during the commit");
      await expect(holdSeat(2)).rejects.toThrow("lost during the commit");
      expect([await stateOf(1), await stateOf(2)]).toEqual(["held", "free"]);
      expect(await holdSeat(3)).toBe("held");
    });
  });

  describe("a dead server", () => {
    test("is never answered again, and its open transaction is undone", async () => {
      const { venue } = stage();
      const open = holdSeat(1, () => {
        venue.kill();
      });
      const waiting = holdSeat(2);
      expect(await isOpen(open)).toBe(true);
      expect(await isOpen(waiting)).toBe(true);
      expect(await isOpen(holdSeat(3))).toBe(true);
      expect([await stateOf(1), await stateOf(2), await stateOf(3)]).toEqual(["free", "free", "free"]);
      const next = stage().venueSide.connect();
      await moveSeats(next, [1], hold);
      expect(await stateOf(1)).toBe("held");
    });

    test("that dies by an error at a named point is not answered either", async () => {
      const { venue } = stage();
      const open = holdSeat(1, () => {
        venue.kill();
        throw new Error("the process ends here");
      });
      expect(await isOpen(open)).toBe(true);
      expect(await stateOf(1)).toBe("free");
    });

    test("that dies during its commit leaves what the database made of it", async () => {
      const { venue, fates } = stage();
      fates.push(() => {
        venue.kill();
        return "unknownCommitted";
      });
      expect(await isOpen(holdSeat(1))).toBe(true);
      expect(await stateOf(1)).toBe("held");
    });
  });

  describe("a copy of a side", () => {
    test("brings all of it back, as often as it is asked for", async () => {
      const { venue, venueSide, network, networkSide } = stage();
      await holdSeat(1);
      await exchange(venue, (transaction) => transaction.drawTicketIds(3));
      const [atVenue, atNetwork] = [await venueSide.view(), await networkSide.view()];
      const restoreVenue = await venueSide.backup();
      const restoreNetwork = await networkSide.backup();
      await holdSeat(2);
      await offered(network, 2);
      await networkSide.markRestored(id(2), at(0));
      await networkSide.changeCodes([]);
      for (let time = 0; time < 2; time += 1) {
        await restoreVenue();
        await restoreNetwork();
        expect(await venueSide.view()).toEqual(atVenue);
        expect(await networkSide.view()).toEqual(atNetwork);
        expect(await networkSide.session()).toEqual({ streamId: "01900000-0000-7000-8000-000000000001" });
        await offered(network, 1);
        expect(await exchange(venue, (transaction) => transaction.drawTicketIds(1))).toEqual([4]);
      }
    });
  });
}
