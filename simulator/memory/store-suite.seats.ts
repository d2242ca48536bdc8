import { describe, expect, test } from "vitest";
import {
  allot,
  allotted,
  at,
  exchange,
  hold,
  holdCode,
  id,
  moveSeats,
  operation,
  performanceNumber,
} from "./store-suite.rows.ts";
import type { Stage } from "./store-suite.ts";

/** Seats of the venue, and those that are freed by force. */
export function seatsSuite(stage: () => Stage): void {
  const seats = () =>
    exchange(stage().venue, (transaction) => transaction.lockSeats(performanceNumber, "all"));

  describe("seats of the venue", () => {
    test("are locked in the order of their codes, and unknown ones are left out", async () => {
      const { venue } = stage();
      const some = await exchange(venue, (transaction) =>
        transaction.lockSeats(performanceNumber, [3, 99, 1, 3]),
      );
      expect(some.map((seat) => seat.seatCode)).toEqual([1, 3]);
      expect(some[0]).toEqual({
        seatCode: 1,
        state: "free",
        holdCode: null,
        command: 0,
        grantCommand: null,
        fence: 0,
        fenceAcknowledged: 0,
        resellerId: null,
        operationId: null,
        movementSerial: null,
      });
      expect(await seats()).toHaveLength(6);
      expect(await exchange(venue, (transaction) => transaction.lockSeats(999, "all"))).toEqual([]);
    });

    test("move with their movement, which keeps the operation that ended with it", async () => {
      const { venue, venueSide } = stage();
      await allotted(venue, [1, 2]);
      const { movements } = await venueSide.view();
      expect(movements.filter((movement) => movement.seatCode === 2)).toMatchObject([
        { serial: 1, movement: "hold", from: "free", to: "held", holdCode, command: 0, operationId: null },
        { serial: 2, movement: "allot", to: "allotting", command: 1, grantCommand: 1, operationId: id(1) },
        {
          serial: 3,
          movement: "allotAccepted",
          to: "allotted",
          operationId: id(1),
          operatorId: 1,
          at: at(0),
        },
      ]);
      expect((await seats())[1]).toMatchObject({ state: "allotted", operationId: null, movementSerial: 3 });
    });

    test("never move as the table of movements forbids, nor from a state that is past, nor twice at once", async () => {
      const { venue } = stage();
      const [seat] = await seats();
      if (!seat) throw new Error("no seat");
      const move = (changes: Parameters<typeof hold>[0][]) =>
        exchange(venue, (transaction) =>
          transaction.moveSeats({ performanceNumber, at: at(0), operatorId: null }, changes.map(hold)),
        );
      await expect(move([seat, seat])).rejects.toThrow();
      await move([seat]);
      await expect(move([seat])).rejects.toThrow();
      await expect(move([{ ...seat, state: "held" }])).rejects.toThrow("hold from held to held");
      expect((await seats())[0]).toMatchObject({ state: "held", movementSerial: 1 });
    });

    test("have what their state needs: an operation on the way, a grant away, a hold; counters never fall", async () => {
      const { venue } = stage();
      await moveSeats(venue, [1, 2], hold);
      const allotting = { movement: "allot" as const, to: "allotting" as const };
      const grant = { command: 1, grantCommand: 1, resellerId: 1 };
      const refused = [
        { ...allotting, set: grant },
        { ...allotting, set: { ...grant, operationId: id(1), grantCommand: null } },
        { ...allotting, set: { ...grant, operationId: id(1), grantCommand: 2 } },
        { ...allotting, set: { ...grant, operationId: id(1), holdCode: null } },
        { ...allotting, set: { ...grant, operationId: id(1), resellerId: 9 } },
        { ...allotting, set: { ...grant, operationId: id(1), fence: -1 } },
        { movement: "release" as const, to: "free" as const, set: { operationId: id(1) } },
        { movement: "rehold" as const, to: "held" as const, set: { holdCode: 1 } },
      ];
      for (const change of refused)
        await expect(moveSeats(venue, [1], (seat) => ({ seat, ...change }))).rejects.toThrow();
      await moveSeats(venue, [1], allot(id(1)));
      const lower = { movement: "allotRefused" as const, to: "held" as const, set: { command: 0 } };
      const back = { grantCommand: null, resellerId: null, operationId: null };
      await expect(
        moveSeats(venue, [1], (seat) => ({ seat, ...lower, set: { ...back, command: 0 } })),
      ).rejects.toThrow();
      await moveSeats(venue, [1], (seat) => ({ seat, ...lower, set: back }));
      expect((await seats())[0]).toMatchObject({ state: "held", command: 1, grantCommand: null });
    });
  });

  describe("a forced recall", () => {
    /** Seats of grant 1 are free again under their fence, by the operation `fence`. */
    const forced = async (seatCodes: readonly number[], fence: number) => {
      const { venue } = stage();
      await exchange(venue, (transaction) =>
        transaction.insertOperation({ ...operation(fence), kind: "fence" }),
      );
      const back = { grantCommand: null, resellerId: null, operationId: null, command: 2, fence: 1 };
      await moveSeats(venue, seatCodes, (seat) => ({ seat, movement: "forceRecall", to: "held", set: back }));
    };
    const recall = {
      forcedRecallId: id(60),
      performanceNumber,
      reason: "the line is down for days",
      operatorId: 1,
      secondOperatorId: 3,
      at: at(4),
      seats: [1, 2].map((seatCode) => ({
        seatCode,
        from: "allotted" as const,
        grantCommand: 1,
        operationId: id(9),
      })),
      skipped: [3],
    };
    const keep = (change: Partial<typeof recall>) =>
      exchange(stage().venue, (transaction) => transaction.insertForcedRecall({ ...recall, ...change }));

    test("is kept once, with two people and a reason, and revokes a grant once", async () => {
      await allotted(stage().venue, [1, 2]);
      await forced([1, 2], 9);
      await expect(keep({ secondOperatorId: 1 })).rejects.toThrow();
      await expect(keep({ reason: "" })).rejects.toThrow();
      await expect(
        keep({ seats: recall.seats.map((seat) => ({ ...seat, operationId: id(8) })) }),
      ).rejects.toThrow();
      await keep({});
      await expect(keep({})).rejects.toThrow();
      await expect(keep({ forcedRecallId: id(61) })).rejects.toThrow();
      expect((await stage().venueSide.view()).forcedRecalls).toEqual([recall]);
    });

    test("keeps its seats from any allot until its fence is acknowledged, and is never given up", async () => {
      const { venue } = stage();
      await allotted(venue, [1, 2]);
      await forced([1, 2], 9);
      const given = await exchange(venue, (transaction) => transaction.startVoiding(id(9), at(5)));
      expect(given).toBe(false);
      await expect(moveSeats(venue, [1], allot(id(2)))).rejects.toThrow("before its fence 1 is acknowledged");
      const acknowledge = (fence: number) =>
        exchange(venue, (transaction) =>
          transaction.acknowledgeFences(performanceNumber, [
            { seatCode: 1, fence },
            { seatCode: 99, fence },
          ]),
        );
      for (const fence of [5, 0]) await acknowledge(fence);
      expect((await seats()).slice(0, 2)).toMatchObject([
        { state: "held", fence: 1, fenceAcknowledged: 1, command: 2 },
        { state: "held", fence: 1, fenceAcknowledged: 0 },
      ]);
      await moveSeats(venue, [1], allot(id(2)));
      expect((await seats())[0]).toMatchObject({ state: "allotting", grantCommand: 3 });
    });
  });
}
