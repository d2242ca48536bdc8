import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { GridAmounts } from "./integrate.store.ts";

/** One line of the journal to book an event with; signed cents, negative where a sale is undone. */
export interface BookingLine extends GridAmounts {
  kind: "sale" | "cancellation" | "priceOverride" | "priceOverrideReversal";
  resellerFeeCents: number;
}

/**
 * The journal's lines of an event. Its own amounts, in one line; or, where two people have accepted another price than
 * the grid's (rule 7), the grid's amounts (`base`) and the difference as a line of its own. A cancellation reverses what
 * its sale was booked with (rule 8). Whichever way, the lines add up to the event's amounts.
 */
export function bookingLines(event: FeedEvent, base: GridAmounts | undefined): BookingLine[] {
  const sign = event.kind === "sale" ? 1 : -1;
  const { faceValueCents, venueFeeCents, organizerFeeCents } = base ?? event;
  const line = {
    kind: event.kind,
    faceValueCents: sign * faceValueCents,
    venueFeeCents: sign * venueFeeCents,
    organizerFeeCents: sign * organizerFeeCents,
    resellerFeeCents: sign * event.resellerFeeCents,
  };
  if (!base) return [line];
  return [
    line,
    {
      kind: event.kind === "sale" ? "priceOverride" : "priceOverrideReversal",
      faceValueCents: sign * (event.faceValueCents - faceValueCents),
      venueFeeCents: sign * (event.venueFeeCents - venueFeeCents),
      organizerFeeCents: sign * (event.organizerFeeCents - organizerFeeCents),
      resellerFeeCents: 0,
    },
  ];
}
