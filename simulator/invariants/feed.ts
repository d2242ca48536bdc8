import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import { byKey, grouped, type Invariant } from "./invariant.ts";
import { killedTickets } from "./tickets.ts";

const dense: Invariant = {
  rule: "3",
  title: "the feed is dense from 1",
  holds: "commit",
  check({ network }) {
    const numbered = network.events.filter((event) => event.sequence !== null);
    return numbered
      .filter((event, index) => event.sequence !== index + 1)
      .slice(0, 3)
      .map((event) => `event ${event.facts.eventId} has number ${event.sequence}`);
  },
};

export const samePrefix: Invariant = {
  rule: "4",
  title: "the venue's inbox is an identical prefix of the reseller's feed, up to its cursor",
  holds: "commit",
  check({ venue, network, restored, unsettled }) {
    const { cursor } = venue;
    const inbox = venue.inbox
      .filter((row) => row.source === "feed")
      .sort((one, other) => one.sequence - other.sequence);
    if ((cursor?.sequence ?? 0) !== inbox.length)
      return [`the cursor stands at ${cursor?.sequence}, the inbox holds ${inbox.length}`];
    // A reseller that forgot events has them again once they were given back; what it has is the same.
    const forgot = unsettled && restored.reseller !== undefined;
    const numbered = network.events.filter((event) => event.sequence !== null).length;
    return (forgot ? inbox.slice(0, numbered) : inbox).flatMap((row, index) => {
      const event = network.events[index];
      return row.sequence === event?.sequence && row.event.hash === event.hash
        ? []
        : [
            `place ${index + 1}: ${row.sequence} ${row.event.hash}, at the reseller ${event?.sequence} ${event?.hash}`,
          ];
    });
  },
};

export const noFault: Invariant = {
  rule: "section 2",
  title: "receiving never stops at a fault of the feed, save what a restore explains that is not settled yet",
  holds: "commit",
  check({ venue, restored, unsettled }) {
    const fault = venue.cursor?.fault;
    if (!fault) return [];
    // A restored venue is behind what it has acknowledged; only a restored reseller has another feed.
    const explained = restored.reseller || (restored.venue && fault.fault === "venueBehind");
    return unsettled && explained ? [] : [JSON.stringify(fault)];
  },
};

const chains: Invariant = {
  rule: "12",
  title: "the hash chains of the feed and of the inbox hold",
  holds: "rest",
  check({ venue, network }) {
    const broken: string[] = [];
    let before = chainStart;
    for (const { facts, sequence, previousHash, hash } of network.events) {
      if (sequence === null) continue;
      const own = hashOfEvent({ ...facts, sequence, previousHash: previousHash ?? "" });
      if (previousHash !== before || hash !== own) broken.push(`event ${sequence} of the feed`);
      before = hash ?? "";
    }
    for (const { sequence, event } of venue.inbox) {
      const { hash, ...rest } = event;
      if (hashOfEvent(rest) !== hash) broken.push(`event ${sequence} of the inbox`);
    }
    return broken;
  },
};

const cancellations: Invariant = {
  rule: "13",
  title: "each cancellation refers to one earlier sale, and no sale is cancelled twice",
  holds: "rest",
  check({ network }) {
    const sales = byKey(network.events, (event) => event.facts.eventId);
    const undone = new Map<string, number>();
    return network.events.flatMap(({ facts, recorded }) => {
      if (facts.kind !== "cancellation") return [];
      const sale = sales.get(facts.refersTo ?? "");
      const times = (undone.get(facts.refersTo ?? "") ?? 0) + 1;
      undone.set(facts.refersTo ?? "", times);
      const fine =
        sale?.facts.kind === "sale" &&
        sale.recorded < recorded &&
        sale.facts.seatCode === facts.seatCode &&
        sale.facts.barcode === facts.barcode &&
        times === 1;
      return fine ? [] : [`cancellation ${facts.eventId} of ${facts.refersTo}, the ${times}th`];
    });
  },
};

/** A line sold is told once, its cancellation once; nothing else is told. */
const toldOnce: Invariant = {
  rule: "no lost sale, at the reseller",
  title:
    "every order line stands once in the feed as a sale, and once as a cancellation where it is cancelled",
  holds: "rest",
  check({ network }) {
    const told = grouped(network.events, ({ facts }) => `${facts.orderId}/${facts.lineId}`);
    const broken: string[] = [];
    for (const line of network.lines) {
      const kinds = (told.get(`${line.orderId}/${line.lineId}`) ?? []).map(({ facts }) => facts.kind);
      const wanted = line.cancelledAt === null ? "sale" : "sale,cancellation";
      if (kinds.join() !== wanted)
        broken.push(`order ${line.orderId}, line ${line.lineId}: told as ${kinds.join()}`);
    }
    if (told.size !== network.lines.length)
      broken.push(`the feed tells of ${told.size} lines, there are ${network.lines.length}`);
    return broken;
  },
};

const noLostSale: Invariant = {
  rule: "no lost sale",
  title:
    "every order line of the reseller is a ticket and an inbox row at the venue, once everything was received",
  holds: "rest",
  check({ venue, network }) {
    const inbox = byKey(
      venue.inbox.filter((row) => row.event.kind === "sale"),
      (row) => row.event.eventId,
    );
    const byFile = byKey(venue.inbox, (row) => row.event.eventId);
    const tickets = byKey(venue.tickets, (ticket) => ticket.ticketId);
    const killed = killedTickets(venue);
    return network.lines.flatMap((line) => {
      const where = `order ${line.orderId}, line ${line.lineId}, seat ${line.seatCode}`;
      const row = inbox.get(line.saleEventId);
      if (!row) return [`${where}: not in the inbox`];
      const first = row.sameAs === null ? row : byFile.get(row.sameAs);
      const ticket = tickets.get(first?.ticketId ?? 0);
      if (ticket?.barcode !== line.barcode || ticket.seatCode !== line.seatCode)
        return [`${where}: no ticket`];
      if (killed.has(ticket.ticketId)) return [];
      return (ticket.cancelledAt !== null) === (line.cancelledAt !== null)
        ? []
        : [`${where}: cancelled ${line.cancelledAt}, its ticket ${ticket.cancelledAt}`];
    });
  },
};

export const feedInvariants = [dense, samePrefix, noFault, chains, cancellations, toldOnce, noLostSale];
