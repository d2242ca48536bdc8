import { isBarcode } from "@allotement/protocol/barcode.ts";
import type { VenueView } from "../views.ts";
import { byKey, grouped, type Invariant, seatKey, seatName } from "./invariant.ts";

const oneLiveTicket: Invariant = {
  rule: "1",
  title: "no seat has two live tickets, unless a conflict row says so; a live ticket's seat is sold",
  holds: "commit",
  check({ venue }) {
    const live = grouped(
      venue.tickets.filter((ticket) => ticket.cancelledAt === null),
      seatKey,
    );
    // While a conflict is open a person must decide between its late ticket and the seat's own; once closed, one is dead.
    const open = venue.conflicts.filter((conflict) => conflict.closedAt === null);
    const late = new Set(open.map(({ ticketId }) => ticketId));
    return venue.seats.flatMap((seat) => {
      const tickets = live.get(seatKey(seat)) ?? [];
      const own = tickets.filter(({ ticketId, inConflict }) => !(inConflict && late.has(ticketId)));
      const sold = seat.state === "sold" || seat.state === "soldAtCounter";
      return own.length === (sold ? 1 : 0)
        ? []
        : [`${seatName(seat)}: ${seat.state}, live tickets ${tickets.map((one) => one.barcode).join(", ")}`];
    });
  },
};

const noConflict: Invariant = {
  rule: "9",
  title: "no conflict stands that no forced recall and no restore explains",
  holds: "commit",
  check: ({ venue, restored }) => {
    if (venue.conflicts.length === 0) return [];
    const fences = byKey(venue.seats, seatKey);
    // A venue that forgot to have given a seat away may sell it; a reseller sells nothing until all is given back.
    const before = restored.venue?.conflicts.map(({ conflictId }) => conflictId);
    return venue.conflicts
      .filter(({ conflictId }) => before === undefined || before.includes(conflictId))
      .filter((conflict) => (fences.get(seatKey(conflict))?.fence ?? 0) === 0)
      .map((conflict) => `${seatName(conflict)}: ${conflict.cause}`);
  },
};

const barcodes: Invariant = {
  rule: "14",
  title:
    "barcodes are unique and well formed, and the venue's ticket bears the one that the reseller printed",
  holds: "rest",
  check({ venue, network, setBack }) {
    const broken: string[] = [];
    for (const [rows, side] of [
      [venue.tickets, "venue"],
      [network.lines, "reseller"],
    ] as const)
      for (const [barcode, same] of grouped<{ barcode: string }, string>(rows, (row) => row.barcode))
        if (same.length > 1) broken.push(`${barcode} stands ${same.length} times at the ${side}`);
    for (const { barcode } of network.lines) if (!isBarcode(barcode)) broken.push(`${barcode} is no barcode`);
    const printed = new Set(network.lines.map((line) => line.barcode));
    for (const { barcode, soldThrough, ...seat } of venue.tickets) {
      // A reseller that forgot a sale has its barcode again once it was given back.
      if (soldThrough === "reseller" && !printed.has(barcode) && setBack.has(seatKey(seat))) continue;
      if (soldThrough === "reseller" ? !printed.has(barcode) : isBarcode(barcode))
        broken.push(`${barcode} of a ticket sold through ${soldThrough} is not the other side's`);
    }
    return broken;
  },
};

/** Each side says the same of a barcode: dead where its line is cancelled. */
const deadBarcodes: Invariant = {
  rule: "8 of section 3",
  title: "a received cancellation kills its barcode, and nothing else does",
  holds: "commit",
  check({ venue }) {
    const sales = byKey(venue.inbox, (row) => row.event.eventId);
    const cancelled = new Set(
      venue.inbox
        .filter((row) => row.event.kind === "cancellation" && row.event.refersTo !== undefined)
        .map((row) => sales.get(row.event.refersTo ?? ""))
        .map((sale) => (sale?.sameAs ? sales.get(sale.sameAs) : sale)?.ticketId),
    );
    // A file had told that their seat was sold on: they never lived.
    for (const row of venue.inbox) if (row.overtakenBy !== null) cancelled.add(row.ticketId);
    const killed = killedTickets(venue);
    return venue.tickets
      .filter((ticket) => ticket.soldThrough === "reseller" && !killed.has(ticket.ticketId))
      .filter((ticket) => cancelled.has(ticket.ticketId) !== (ticket.cancelledAt !== null))
      .map((ticket) => `ticket ${ticket.ticketId}, ${seatName(ticket)}: ${ticket.cancelledAt ?? "alive"}`);
  },
};

/** Late tickets that are dead because somebody closed their conflict, whatever the reseller does with their sale. */
export function killedTickets({ conflicts }: VenueView): ReadonlySet<number> {
  return new Set(
    conflicts.flatMap(({ closedAt, ticketId, stayingTicketId }) =>
      closedAt !== null && ticketId !== null && ticketId !== stayingTicketId ? [ticketId] : [],
    ),
  );
}

export const ticketInvariants = [oneLiveTicket, noConflict, deadBarcodes, barcodes];
