import type {
  BlockedSalesStore,
  Decision,
} from "@allotement/boxoffice/interface/blocked-sales/blocked-sales.store.ts";
import { assert } from "./constraints.ts";
import { asRead, inboxRowOf } from "./venue.feed.ts";
import { changeInboxRow } from "./venue.integration.ts";
import type { VenueInboxRow, VenueTables } from "./venue.tables.ts";

export function memoryBlockedSales(tables: VenueTables): BlockedSalesStore {
  const { inbox, inboxUndoing, inboxSame, overrides, closedSales } = tables;
  return {
    async lockSaleAndCancellation(eventId) {
      const event = inboxRowOf(tables, eventId);
      const same = inboxSame.get(eventId.toLowerCase());
      const found = new Set<VenueInboxRow>();
      const add = (row: VenueInboxRow | undefined) => row && found.add(row);
      add(event);
      for (const sale of [eventId.toLowerCase(), same]) {
        const undoing = sale === undefined ? undefined : inboxUndoing.get(sale);
        if (undoing !== undefined) add(inbox.get(undoing));
      }
      const undone = event?.sameAs === null ? event.event.refersTo : undefined;
      const named = undone === undefined ? undefined : inboxRowOf(tables, undone);
      add(named && (named.sameAs === null ? named : inbox.get(named.sameAs)));
      const place = (row: VenueInboxRow) => (row.event.kind === "sale" ? 0 : 1);
      return [...found]
        .sort((one, other) => place(one) - place(other) || one.sequence - other.sequence)
        .map(asRead);
    },
    overriddenBase: async (eventId) => overrides.get(eventId.toLowerCase())?.base,
    async keepOverride({ event }, base, decision) {
      const eventId = event.eventId.toLowerCase();
      const { faceValueCents, venueFeeCents, organizerFeeCents } = event;
      const amounts = { faceValueCents, venueFeeCents, organizerFeeCents };
      assert(overrides.get(eventId) === undefined, "one override for one event");
      assertDecision(tables, eventId, decision);
      overrides.put(eventId, { ...decision, eventId, amounts, base: { ...base } });
    },
    async closeEvent({ event }, blockReason, decision) {
      const eventId = event.eventId.toLowerCase();
      const kept = blockReason === null ? null : JSON.parse(JSON.stringify(blockReason));
      changeInboxRow(tables, eventId, { status: "closed", blockReason: kept });
      assert(closedSales.get(eventId) === undefined, "an event is closed once");
      assertDecision(tables, eventId, decision);
      closedSales.put(eventId, { ...decision, eventId });
    },
  };
}

function assertDecision({ inbox, season }: VenueTables, eventId: string, decision: Decision): void {
  const { operatorId, secondOperatorId, reason } = decision;
  const known = (id: number) => season.operators.some((operator) => operator.operatorId === id);
  assert(inbox.get(eventId) !== undefined, "the event exists");
  assert(known(operatorId) && known(secondOperatorId), "the operators exist");
  assert(operatorId !== secondOperatorId, "the second person is another one");
  assert(/\S/.test(reason), "a decision has its reason");
}
