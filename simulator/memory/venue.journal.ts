import { type AuditToAppend, hashOfAudit, subjectAsKept } from "@allotement/boxoffice/house/audit/audit.ts";
import { settlementKinds } from "@allotement/boxoffice/house/journal/entry-kinds.ts";
import type { EntryToAppend } from "@allotement/boxoffice/house/journal/journal.store.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { assert } from "./constraints.ts";
import type { VenueTables } from "./venue.tables.ts";

/** The simulator's shows are all of the regime that the database gives them at first. */
const reducedRate = 550;

export function appendEntryRows(tables: VenueTables, at: Date, entries: readonly EntryToAppend[]): number[] {
  return entries.map((entry) => appendEntry(tables, at, entry));
}

function appendEntry(tables: VenueTables, at: Date, { customerAccountId, ...entry }: EntryToAppend): number {
  const { season, journal, entriesOfTicket, receivables, performances } = tables;
  const { ticketId, performanceNumber, priceTypeCode } = entry;
  const entryNumber = journal.rows.length + 1;
  const taxed = performanceNumber !== null && performances.get(performanceNumber) !== undefined;
  const row = { ...entry, entryNumber, at, vatRate: taxed ? reducedRate : null };
  assert(
    priceTypeCode === null || season.priceTypes.some((type) => type.priceTypeCode === priceTypeCode),
    "the price type exists",
  );
  if (ticketId !== null) {
    const before = entriesOfTicket.get(ticketId) ?? [];
    assert(tables.tickets.get(ticketId) !== undefined, "the ticket exists");
    assert(!before.some(({ kind }) => kind === entry.kind), "a ticket is booked once");
    entriesOfTicket.put(ticketId, [...before, row]);
  }
  journal.append(row);
  if (customerAccountId === null) return entryNumber;
  assert(customerAccountId === season.customerAccountId, "the customer account exists");
  const booked = entry.faceValueCents + entry.venueFeeCents + entry.organizerFeeCents;
  const amountCents = settlementKinds.includes(entry.kind) ? -booked : booked;
  receivables.append({ customerAccountId, entryNumber, amountCents });
  return entryNumber;
}

export function appendAuditRow(
  { audit, season }: VenueTables,
  at: Date,
  { action, operatorId, secondOperatorId, ...entry }: AuditToAppend,
): number {
  const entryNumber = audit.rows.length + 1;
  const previousHash = audit.rows.at(-1)?.hash ?? chainStart;
  const facts = { entryNumber, at, action, operatorId, secondOperatorId };
  const subject = subjectAsKept(entry.subject);
  for (const one of [operatorId, secondOperatorId])
    assert(one === null || season.operators.some((known) => known.operatorId === one), "the operator exists");
  assert(secondOperatorId !== operatorId, "the second person is another one");
  const hash = hashOfAudit(previousHash, { organizerId: season.organizerId, ...facts, subject });
  audit.append({ ...facts, subject, previousHash, hash });
  return entryNumber;
}
