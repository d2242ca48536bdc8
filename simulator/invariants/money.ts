import { grouped, type Invariant } from "./invariant.ts";

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

export const moneyInvariants = [integratedOnce, sameCents, journalDense];
