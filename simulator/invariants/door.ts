import { grouped, type Invariant } from "./invariant.ts";

const passages: Invariant = {
  rule: "15",
  title: "entries at the door are at most one more than exits, and none after the cancellation was known",
  holds: "commit",
  check({ venue }) {
    const scans = grouped(
      venue.scans.filter((scan) => scan.refusal === null),
      (scan) => scan.ticketId,
    );
    return venue.tickets.flatMap((ticket) => {
      let inside = 0;
      for (const { direction, scanNumber } of scans.get(ticket.ticketId) ?? []) {
        inside += direction === "entry" ? 1 : -1;
        if (inside < 0 || inside > 1)
          return [`ticket ${ticket.ticketId}: scan ${scanNumber} leaves ${inside} inside`];
        const known = ticket.cancelledAfterScan;
        if (direction === "entry" && known !== null && (scanNumber ?? 0) > known)
          return [`ticket ${ticket.ticketId}: entry ${scanNumber}, cancelled after scan ${known}`];
      }
      return [];
    });
  },
};

export const doorInvariants = [passages];
