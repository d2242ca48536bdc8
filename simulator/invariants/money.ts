import { hashOfAudit } from "@allotement/boxoffice/house/audit/audit.ts";
import { hashOfEntry } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { organizerId } from "../season.ts";
import { byKey, grouped, type Invariant } from "./invariant.ts";

const invoice = 2;

const amountOf = (row: { faceValueCents: number; venueFeeCents: number; organizerFeeCents: number }) =>
  row.faceValueCents + row.venueFeeCents + row.organizerFeeCents;

const integratedOnce: Invariant = {
  rule: "5",
  title: "every inbox row is integrated once, or pending, or blocked with a reason",
  holds: "commit",
  check({ venue }) {
    const entries = grouped(
      venue.journal.filter((entry) => entry.paymentMethodId === invoice && entry.ticketId !== null),
      (entry) => `${entry.kind} ${entry.ticketId}`,
    );
    return venue.inbox.flatMap((row) => {
      const booked = entries.get(`${row.event.kind} ${row.ticketId}`)?.length ?? 0;
      const wanted = row.status === "integrated" ? 1 : 0;
      if (row.status === "blocked" && !row.blockReason)
        return [`event ${row.sequence}: blocked without a reason`];
      return row.ticketId !== null && booked !== wanted
        ? [`event ${row.sequence} (${row.event.kind}) is ${row.status}, booked ${booked} times`]
        : [];
    });
  },
};

const sameCents: Invariant = {
  rule: "6",
  title: "integrated cents = journal lines = debts, per performance and price type",
  holds: "rest",
  check({ venue }) {
    const key = (row: { performanceNumber: number | null; priceTypeCode: number | null }) =>
      `performance ${row.performanceNumber}, price type ${row.priceTypeCode}`;
    const sums = new Map<string, { inbox: number; journal: number }>();
    const add = (where: string, side: "inbox" | "journal", cents: number) => {
      const sum = sums.get(where) ?? { inbox: 0, journal: 0 };
      sum[side] += cents;
      sums.set(where, sum);
    };
    for (const { status, event } of venue.inbox)
      if (status === "integrated")
        add(key(event), "inbox", (event.kind === "sale" ? 1 : -1) * amountOf(event));
    const invoiced = venue.journal.filter((entry) => entry.paymentMethodId === invoice);
    for (const entry of invoiced) add(key(entry), "journal", amountOf(entry));
    const broken = [...sums].flatMap(([where, { inbox, journal }]) =>
      inbox === journal ? [] : [`${where}: ${inbox} cents integrated, ${journal} in the journal`],
    );
    const debt = venue.receivables.reduce((sum, one) => sum + one.amountCents, 0);
    const booked = invoiced.reduce((sum, entry) => sum + amountOf(entry), 0);
    return debt === booked ? broken : [...broken, `debts of ${debt} cents, journal lines of ${booked}`];
  },
};

const journalDense: Invariant = {
  rule: "7",
  title: "the journal has no gap, and each of its invoice lines is one debt",
  holds: "rest",
  check({ venue }) {
    const broken = venue.journal
      .filter((entry, index) => entry.entryNumber !== index + 1)
      .map((entry) => `entry ${entry.entryNumber} has no entry before it`);
    const debts = new Map(venue.receivables.map((one) => [one.entryNumber, one.amountCents]));
    for (const entry of venue.journal.filter((one) => one.paymentMethodId === invoice))
      if (debts.get(entry.entryNumber) !== amountOf(entry))
        broken.push(
          `entry ${entry.entryNumber}: ${amountOf(entry)} cents, debt ${debts.get(entry.entryNumber)}`,
        );
    return broken;
  },
};

/** The two fee columns are compared as one sum: their split never matters (R3.3, R7.2). */
const pricesOfTheGrid: Invariant = {
  rule: "20",
  title: "an integrated price is that of the grid valid at the sale, or two people approved it",
  holds: "rest",
  check({ venue }) {
    const approved = byKey(venue.overrides, (one) => one.eventId.toLowerCase());
    return venue.inbox.flatMap(({ event, status, sequence }) => {
      if (event.kind !== "sale" || status !== "integrated") return [];
      const override = approved.get(event.eventId.toLowerCase());
      if (override) {
        const same = amountOf(override.amounts) === amountOf(event);
        const two = override.operatorId !== override.secondOperatorId;
        return same && two ? [] : [`event ${sequence}: accepted at another price, or by one person`];
      }
      const line = venue.gridLines
        .filter(
          (one) =>
            one.showNumber === event.showNumber &&
            one.priceTypeCode === event.priceTypeCode &&
            one.seatCategoryCode === event.seatCategoryCode &&
            one.validFrom.getTime() <= Date.parse(event.soldAt),
        )
        .sort((one, other) => other.validFrom.getTime() - one.validFrom.getTime())[0];
      const fine =
        line?.faceValueCents === event.faceValueCents &&
        line.venueFeeCents + line.organizerFeeCents === event.venueFeeCents + event.organizerFeeCents;
      return fine ? [] : [`event ${sequence}: integrated at ${amountOf(event)} cents, not the grid's`];
    });
  },
};

const chains: Invariant = {
  rule: "12",
  title: "the hash chains of the journal's seals and of the audit hold",
  holds: "rest",
  check({ venue }) {
    const broken: string[] = [];
    const debts = grouped(venue.receivables, (one) => one.entryNumber);
    let before = chainStart;
    for (const [index, { entryNumber, previousHash, hash }] of venue.seals.entries()) {
      const entry = venue.journal[entryNumber - 1];
      const ofEntry = (debts.get(entryNumber) ?? []).map(({ customerAccountId, amountCents }) => ({
        customerAccountId,
        amountCents,
      }));
      const own = entry && hashOfEntry(organizerId, before, { ...entry, debts: ofEntry });
      if (entryNumber !== index + 1 || previousHash !== before || hash !== own)
        broken.push(`seal of entry ${entryNumber}`);
      before = hash;
    }
    before = chainStart;
    for (const { previousHash, hash, ...facts } of venue.audit) {
      if (previousHash !== before || hash !== hashOfAudit(before, { organizerId, ...facts }))
        broken.push(`audit entry ${facts.entryNumber}`);
      before = hash;
    }
    return broken;
  },
};

const sealed: Invariant = {
  rule: "12, at rest",
  title: "every line of the journal is sealed",
  holds: "rest",
  check: ({ venue }) =>
    venue.seals.length === venue.journal.length
      ? []
      : [`${venue.journal.length} lines, ${venue.seals.length} seals`],
};

export const moneyInvariants = [integratedOnce, sameCents, journalDense, pricesOfTheGrid, chains, sealed];
