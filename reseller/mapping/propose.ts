import type { CodeLists } from "@allotement/documents/codifications/code-lists.ts";
import type { Queries } from "@allotement/platform/database/database.ts";
import type { ImportProposal } from "../api/code-imports.ts";
import {
  codesInUse,
  importOfVersion,
  knownHallCodes,
  seatsOfVersion,
  versionInForce,
} from "./code-imports.store.ts";
import { codesOf, compareCodes, compareSeats, mappedSeat } from "./compare-codes.ts";
import { matchSeats, type Preference, type Twin } from "./match-seats.ts";
import { listNetworkHalls, type NetworkSeat, networkSeats } from "./network-halls.store.ts";
import type { PlacedSeat } from "./seat-labels.ts";

const shownMax = 500;
/** Below this a plan of ours is another hall's: then one after theirs is proposed. */
const twinScoreMin = 30;

/** The venue's seats with the words of their floors and zones, in the order of their codes. */
export function placedSeats({ seats, floors, zones }: CodeLists): PlacedSeat[] {
  const [floorNames, zoneNames] = [floors, zones].map(
    (rows) => new Map(rows.map(({ code, name }) => [code, name])),
  );
  return seats.map((seat) => ({
    floor: floorNames?.get(seat.floorCode) ?? "",
    zone: zoneNames?.get(seat.zoneCode) ?? "",
    row: seat.rowLabel,
    number: seat.seatNumber,
    x: seat.x,
    y: seat.y,
  }));
}

/** The network's own plan after the venue's, for a hall that it has not drawn: seat by seat the same. */
export function planAfter(lists: CodeLists): NetworkSeat[] {
  return placedSeats(lists).map((seat, index) => ({ ...seat, networkSeatId: index + 1 }));
}

interface Compared {
  ours: NetworkSeat[];
  twin: Twin;
}

/** What an import would change, for the manager to confirm. Nothing is written. */
export async function proposeImport(
  queries: Queries,
  institutionCode: number,
  lists: CodeLists,
  asked: { networkHallId?: number | null | undefined; preference: Preference },
): Promise<ImportProposal> {
  const theirs = placedSeats(lists);
  const { hall } = lists;
  const version = await versionInForce(queries, institutionCode, hall.code);
  const tied = await importOfVersion(queries, institutionCode, hall.code, version);
  const networkHalls = [];
  // Large plans take seconds: each is matched once.
  const compared = new Map<number, Compared>();
  for (const one of await listNetworkHalls(queries, institutionCode)) {
    const seats = await networkSeats(queries, institutionCode, one.networkHallId);
    const found = { ours: seats, twin: matchSeats(theirs, seats, asked.preference) };
    compared.set(one.networkHallId, found);
    networkHalls.push({ ...one, score: found.twin.score });
  }
  // Of two that fit as well, the one to which the hall is tied already.
  const isTied = ({ networkHallId }: { networkHallId: number }) =>
    Number(networkHallId === tied?.networkHallId);
  networkHalls.sort(
    (one, other) =>
      other.score - one.score || isTied(other) - isTied(one) || one.networkHallId - other.networkHallId,
  );
  const best = networkHalls.find(({ score }) => score >= twinScoreMin)?.networkHallId ?? null;
  const networkHallId = asked.networkHallId === undefined ? best : asked.networkHallId;
  const known = networkHallId === null ? undefined : compared.get(networkHallId);
  const ours = known?.ours ?? (networkHallId === null ? planAfter(lists) : []);
  const twin = known?.twin ?? matchSeats(theirs, ours, asked.preference);
  const inUse = await codesInUse(queries, institutionCode, hall.code);
  const differences = differencesOf(lists, theirs, ours, twin);
  return {
    hall: { code: hall.code, name: hall.name, planVersion: hall.planVersion, seatCount: lists.seats.length },
    organizer: lists.organizer,
    afterVersion: version,
    networkHalls,
    networkHallId,
    twin: {
      score: twin.score,
      mirrored: twin.mirrored,
      ...countsOf(twin),
      onlyTheirs: twin.onlyTheirs.length,
      onlyOurs: twin.onlyOurs.length,
    },
    differences: differences.slice(0, shownMax),
    differenceCount: differences.length,
    codes: compareCodes(await knownHallCodes(queries, institutionCode, hall.code), codesOf(lists), inUse),
    seats: compareSeats(
      await seatsOfVersion(queries, institutionCode, hall.code, version),
      lists.seats.map(mappedSeat),
      inUse,
    ),
  };
}

function countsOf({ matches }: Twin) {
  const count = (kind: Twin["matches"][number]["by"]) => matches.filter(({ by }) => by === kind).length;
  return { labelAndPlace: count("labelAndPlace"), label: count("label"), place: count("place") };
}

/** Seats that are not the same by label and place: those that only one house has first. */
function differencesOf(
  lists: CodeLists,
  theirs: readonly PlacedSeat[],
  ours: readonly NetworkSeat[],
  twin: Twin,
): ImportProposal["differences"] {
  const name = (seat: PlacedSeat | undefined) =>
    seat ? { floor: seat.floor, zone: seat.zone, row: seat.row, number: seat.number } : null;
  const codeOf = (index: number) => lists.seats[index]?.code ?? null;
  const idOf = (index: number) => ours[index]?.networkSeatId ?? null;
  const alone = (kind: "onlyTheirs" | "onlyOurs") => (index: number) => ({
    kind,
    seatCode: kind === "onlyTheirs" ? codeOf(index) : null,
    theirs: kind === "onlyTheirs" ? name(theirs[index]) : null,
    networkSeatId: kind === "onlyOurs" ? idOf(index) : null,
    ours: kind === "onlyOurs" ? name(ours[index]) : null,
  });
  return [
    ...twin.onlyTheirs.map(alone("onlyTheirs")),
    ...twin.onlyOurs.map(alone("onlyOurs")),
    ...twin.matches.flatMap(({ theirs: their, ours: our, by }) =>
      by === "labelAndPlace"
        ? []
        : [
            {
              kind: by,
              seatCode: codeOf(their),
              theirs: name(theirs[their]),
              networkSeatId: idOf(our),
              ours: name(ours[our]),
            },
          ],
    ),
  ];
}
