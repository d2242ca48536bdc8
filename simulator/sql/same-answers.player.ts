import type { Clock, Crash, Ids, Random } from "@allotement/platform/ports.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { at, id, saleFacts } from "../memory/store-suite.rows.ts";
import type { NetworkConnection, NetworkSide, VenueConnection, VenueSide } from "../sides.ts";

/** One of the two that play the same sequence: on memory, or on PostgreSQL. Every port repeats itself. */
export interface Player {
  venueSide: VenueSide;
  networkSide: NetworkSide;
  venue: VenueConnection;
  network: NetworkConnection;
  clock: Clock & { forward(minutes: number): void };
  ids: Ids;
  crash: Crash;
  random: Random;
  /** The feed that the venue is told of, whatever this reseller sells. */
  feed: FeedEvent[];
  baskets: string[];
  orders: string[];
}

export function playerOn(sides: Pick<Player, "venueSide" | "networkSide">): Player {
  const random = countingRandom();
  return {
    ...sides,
    venue: sides.venueSide.connect(),
    network: sides.networkSide.connect(),
    clock: steppingClock(),
    ids: countingIds(),
    crash: { point: () => undefined },
    random,
    feed: [],
    baskets: [],
    orders: [],
  };
}

function steppingClock(): Player["clock"] {
  let now = at(0).getTime();
  return {
    now: () => new Date(now),
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    forward(minutes) {
      now += minutes * 60_000;
    },
  };
}

function countingIds(): Ids {
  let last = 5000;
  return {
    uuid() {
      last += 1;
      return id(last);
    },
  };
}

/** Draws from a small stock, so that barcodes collide now and then. */
export function countingRandom(): Random {
  let drawn = 0;
  return {
    bytes(length) {
      drawn += 1;
      return new Uint8Array(length).map((_, index) => ((drawn % 17) * 37 + index * 7) % 250);
    },
  };
}

/** An event that a sequence tells the venue of: a sale, or the cancellation of the event before by so many. */
export interface ToldEvent {
  seatCode: number;
  grant: number;
  /** 0: a sale. */
  undoes: number;
  barcode: number;
  faceValueCents: number;
}

/** Adds events to the player's feed and answers them. */
export function tell(player: Player, told: readonly ToldEvent[]): FeedEvent[] {
  return told.map(({ seatCode, grant, undoes, barcode, faceValueCents }) => {
    const sequence = player.feed.length + 1;
    const undone = undoes === 0 ? undefined : player.feed.at(-undoes);
    const facts = saleFacts(sequence, {
      seatCode: undone?.seatCode ?? seatCode,
      grant: undone?.grant ?? grant,
      faceValueCents: undone?.faceValueCents ?? faceValueCents,
      barcode: `02${String(barcode).padStart(12, "0")}`,
      ...(undone ? { kind: "cancellation", refersTo: undone.eventId } : {}),
    });
    const place = { ...facts, sequence, previousHash: player.feed.at(-1)?.hash ?? chainStart };
    const event = { ...place, hash: hashOfEvent(place) };
    player.feed.push(event);
    return event;
  });
}
