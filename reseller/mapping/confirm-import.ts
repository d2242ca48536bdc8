import type { CodeLists } from "@allotement/documents/codifications/code-lists.ts";
import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { ImportDone, ImportOrder } from "../api/code-imports.ts";
import {
  codesInUse,
  codesOfVersion,
  importOfVersion,
  insertImport,
  knownHallCodes,
  lockMapping,
  putInForce,
  seatsOfVersion,
  type VersionSeat,
  versionInForce,
} from "./code-imports.store.ts";
import { type CodesInUse, codesOf, keyOf, mappedSeat, type NamedCode } from "./compare-codes.ts";
import { matchSeats } from "./match-seats.ts";
import { listNetworkHalls, networkSeats, saveNetworkHall } from "./network-halls.store.ts";
import { placedSeats, planAfter } from "./propose.ts";

export type ConfirmRefusal = "changedSince" | "unknownNetworkHall" | "unknownVersion";

export interface ConfirmNeeds {
  database: Database;
  clock: Clock;
}

type Outcome = ImportDone | { refused: ConfirmRefusal };

/**
 * Ties the venue's codes to the network's plan, as it was proposed and confirmed: codes, seats and what allots are checked
 * against, in one transaction. Refused where another import came between. What seats in use bear is kept.
 */
export function confirmImport(
  { database, clock }: ConfirmNeeds,
  institutionCode: number,
  userName: string,
  lists: CodeLists,
  order: Omit<ImportOrder, "archive" | "hallCode">,
): Promise<Outcome> {
  return database.transaction(async (transaction) => {
    const { hall, organizer } = lists;
    await lockMapping(transaction, institutionCode);
    const before = await versionInForce(transaction, institutionCode, hall.code);
    if (before !== order.afterVersion) return { refused: "changedSince" };
    const networkHallId = order.networkHallId ?? (await makePlan(transaction, institutionCode, lists));
    const ours = await networkSeats(transaction, institutionCode, networkHallId);
    const halls = await listNetworkHalls(transaction, institutionCode);
    if (!halls.some((one) => one.networkHallId === networkHallId)) return { refused: "unknownNetworkHall" };
    const { matches, score } = matchSeats(placedSeats(lists), ours, order.preference);
    const apart = new Set(order.apart);
    const matchOf = new Map(matches.map((match) => [match.theirs, match]));
    const seats = lists.seats.map((seat, index): VersionSeat => {
      const match = apart.has(seat.code) ? undefined : matchOf.get(index);
      const networkSeatId = match && ours[match.ours]?.networkSeatId;
      return { ...mappedSeat(seat), networkSeatId: networkSeatId ?? null, matchedBy: match?.by ?? null };
    });
    const facts = { networkHallId, organizerCode: organizer.code, hallName: hall.name, score };
    await writeVersion(transaction, { institutionCode, hallCode: hall.code, before }, codesOf(lists), seats, {
      ...facts,
      planVersion: hall.planVersion,
      importedAt: clock.now(),
      userName,
      restoredVersion: null,
    });
    return { hallCode: hall.code, version: before + 1 };
  });
}

/** Brings an earlier version back, as a new one: nothing that was is lost, and going back can be undone as well. */
export function restoreImport(
  { database, clock }: ConfirmNeeds,
  institutionCode: number,
  userName: string,
  hallCode: number,
  order: { version: number; afterVersion: number },
): Promise<Outcome> {
  return database.transaction(async (transaction) => {
    await lockMapping(transaction, institutionCode);
    const before = await versionInForce(transaction, institutionCode, hallCode);
    if (before !== order.afterVersion) return { refused: "changedSince" };
    const wanted = await importOfVersion(transaction, institutionCode, hallCode, order.version);
    if (!wanted || order.version === before) return { refused: "unknownVersion" };
    const seats = await seatsOfVersion(transaction, institutionCode, hallCode, order.version);
    const codes = await codesOfVersion(transaction, institutionCode, hallCode, order.version);
    await writeVersion(transaction, { institutionCode, hallCode, before }, codes, seats, {
      ...wanted,
      importedAt: clock.now(),
      userName,
      restoredVersion: order.version,
    });
    return { hallCode, version: before + 1 };
  });
}

/** The next free id, with the venue's own drawing. */
async function makePlan(
  transaction: Transaction,
  institutionCode: number,
  lists: CodeLists,
): Promise<number> {
  const halls = await listNetworkHalls(transaction, institutionCode);
  const networkHallId = halls.reduce((most, hall) => Math.max(most, hall.networkHallId), 0) + 1;
  await saveNetworkHall(transaction, institutionCode, networkHallId, {
    name: lists.hall.name,
    seats: planAfter(lists),
  });
  return networkHallId;
}

/** Writes the next version and puts it in force; codes and seats in use that it does not name stay, marked as gone. */
async function writeVersion(
  transaction: Transaction,
  at: { institutionCode: number; hallCode: number; before: number },
  codes: readonly NamedCode[],
  seats: readonly VersionSeat[],
  facts: Omit<Parameters<typeof insertImport>[1], "institutionCode" | "hallCode" | "version">,
): Promise<void> {
  const { institutionCode, hallCode, before } = at;
  const inUse = await codesInUse(transaction, institutionCode, hallCode);
  const known = await knownHallCodes(transaction, institutionCode, hallCode);
  const seatsBefore = await seatsOfVersion(transaction, institutionCode, hallCode, before);
  await insertImport(
    transaction,
    { institutionCode, hallCode, version: before + 1, ...facts },
    keptCodes(known, codes, inUse),
    keptSeats(seatsBefore, seats, inUse),
  );
  await putInForce(transaction, institutionCode, hallCode, before + 1);
}

function keptCodes(known: readonly NamedCode[], listed: readonly NamedCode[], inUse: CodesInUse) {
  const ofHall = listed.filter(({ kind }) => kind !== "hall");
  const now = new Set(ofHall.map(keyOf));
  const gone = known.filter(
    (one) => one.kind !== "hall" && !now.has(keyOf(one)) && inUse.codes.has(keyOf(one)),
  );
  return [...ofHall.map((one) => ({ ...one, gone: false })), ...gone.map((one) => ({ ...one, gone: true }))];
}

/** A seat that is kept gives its place on the network's plan up, where another has it now. */
function keptSeats(before: readonly VersionSeat[], listed: readonly VersionSeat[], inUse: CodesInUse) {
  const now = new Set(listed.map(({ seatCode }) => seatCode));
  const taken = new Set(listed.map(({ networkSeatId }) => networkSeatId));
  const gone = before.filter(({ seatCode }) => !now.has(seatCode) && inUse.seatCodes.has(seatCode));
  return [
    ...listed.map((seat) => ({ ...seat, gone: false })),
    ...gone.map((seat) =>
      taken.has(seat.networkSeatId)
        ? { ...seat, networkSeatId: null, matchedBy: null, gone: true }
        : { ...seat, gone: true },
    ),
  ];
}
