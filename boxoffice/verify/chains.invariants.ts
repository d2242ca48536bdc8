import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { type AuditFacts, hashOfAudit } from "../house/audit/audit.ts";
import { hashOfEntry } from "../house/journal/seal-journal.ts";
import { entriesToSeal } from "../house/journal/seals.store.ts";

/** Links read at once: memory stays small however long a chain is. */
const linksAtOnce = 5000;

/** One link as kept, and the hash that its content asks for; undefined where the content is gone. */
interface Link {
  entryNumber: number;
  previousHash: string;
  hash: string;
  expected: string | undefined;
}

/**
 * Walks a chain and names its faults in their order: the first one is the first altered line, and everything before it
 * is as it was written. A line that was altered and hashed anew shows at the line after it.
 */
async function checkChain(
  what: string,
  readAfter: (entryNumber: number) => Promise<Link[]>,
  broken: BrokenRow[],
): Promise<void> {
  let last = { entryNumber: 0, hash: chainStart };
  for (;;) {
    const links = await readAfter(last.entryNumber);
    for (const link of links) {
      const detail = faultOf(link, last);
      if (detail) broken.push({ where: `${what} ${link.entryNumber}`, detail });
      last = link;
    }
    if (links.length < linksAtOnce) return;
  }
}

function faultOf(link: Link, before: { entryNumber: number; hash: string }): string | undefined {
  if (link.entryNumber !== before.entryNumber + 1)
    return `follows ${before.entryNumber}: what stood between is gone`;
  if (link.previousHash !== before.hash) return "does not follow the hash of the line before it";
  if (link.expected === undefined) return "is sealed, and the line itself is gone";
  return link.expected === link.hash ? undefined : "its content is not what was hashed: it was altered since";
}

async function organizers(queries: Queries): Promise<number[]> {
  const rows = await queries.rows<{ id: number }>(sql`select organizer_id as id from organizers order by 1`);
  return rows.map(({ id }) => id);
}

const journalChain: Invariant = {
  number: 12,
  title: "The hash chain of the journal holds: its seals are unbroken, and each fits its line",
  async check(queries) {
    const broken: BrokenRow[] = [];
    for (const organizerId of await organizers(queries))
      await checkChain(
        `organizer ${organizerId}, entry`,
        (after) => sealsAfter(queries, organizerId, after),
        broken,
      );
    return broken;
  },
};

async function sealsAfter(queries: Queries, organizerId: number, after: number): Promise<Link[]> {
  const seals = await queries.rows<Omit<Link, "expected">>(sql`
    select entry_number as "entryNumber", previous_hash as "previousHash", hash from journal_seals
    where organizer_id = ${organizerId} and entry_number > ${after} order by entry_number limit ${linksAtOnce}`);
  const entries = await entriesToSeal(queries, organizerId, after, linksAtOnce);
  const content = new Map(entries.map((entry) => [entry.entryNumber, entry]));
  return seals.map((seal) => {
    const entry = content.get(seal.entryNumber);
    return { ...seal, expected: entry && hashOfEntry(organizerId, seal.previousHash, entry) };
  });
}

const journalIsSealed: Invariant = {
  number: 12,
  title: "At rest, every line of the journal is sealed",
  atRestOnly: true,
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select format('organizer %s, entry %s', organizer_id, min(entry_number)) as "where",
        format('is not sealed, nor are %s after it: the server seals within seconds, or tells why not in its log',
          count(*) - 1) as detail
      from cash_journal left join journal_seals seal using (organizer_id, entry_number)
      where seal.entry_number is null group by organizer_id order by organizer_id`),
};

const auditChain: Invariant = {
  number: 12,
  title: "The hash chain of the audit holds",
  async check(queries) {
    const broken: BrokenRow[] = [];
    for (const organizerId of await organizers(queries))
      await checkChain(
        `organizer ${organizerId}, audit entry`,
        (after) => auditAfter(queries, organizerId, after),
        broken,
      );
    return broken;
  },
};

async function auditAfter(queries: Queries, organizerId: number, after: number): Promise<Link[]> {
  const entries = await queries.rows<AuditFacts & Omit<Link, "expected">>(sql`
    select organizer_id as "organizerId", entry_number as "entryNumber", at, action, operator_id as "operatorId",
      second_operator_id as "secondOperatorId", subject, previous_hash as "previousHash", hash
    from audit_entries where organizer_id = ${organizerId} and entry_number > ${after}
    order by entry_number limit ${linksAtOnce}`);
  return entries.map((entry) => ({ ...entry, expected: hashOfAudit(entry.previousHash, entry) }));
}

/** Cut off at its end a chain stays whole: what was counted must still be there. */
const nothingCutOff: Invariant = {
  number: 12,
  title: "No chain was cut off at its end: as many lines stand in it as were counted",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with last as (
        select organizer_id, 'journalEntry' as kind, max(entry_number) as entry_number from cash_journal group by 1
        union all
        select organizer_id, 'auditEntry', max(entry_number) from audit_entries group by 1
        union all
        select organizer_id, 'journalClosing', max(closing_number) from journal_closings group by 1
      )
      select format('organizer %s, %s %s', organizer_id, case kind when 'auditEntry' then 'audit entry' when 'journalClosing' then 'closing' else 'entry' end,
          coalesce(entry_number, 0)) as "where",
        format('is the last, and %s were counted: lines were removed from the end', last_value) as detail
      from (select * from serials where kind in ('journalEntry', 'auditEntry', 'journalClosing')) as counted
      full join last using (organizer_id, kind)
      where coalesce(last_value, 0) <> coalesce(entry_number, 0)
      order by organizer_id, kind`),
};

export const chainInvariants = [journalChain, journalIsSealed, auditChain, nothingCutOff];
