import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { type Closing, type History, losers, type Sale, type Undoing } from "./history.ts";

/** One seat of a sale as a database has it. */
export interface Found {
  name: string;
  performanceNumber: number;
  seatCode: number;
  cancelled: boolean;
  /** Lines of the venue's journal; 0 where the other side has none. */
  booked: number;
  reversed: number;
}

/** What stands in both databases under the names of holders. */
export interface Books {
  /** Lines of the network's orders. */
  there: Found[];
  /** Tickets at the venue, by whom they were sold. */
  here: Record<Sale["at"], Found[]>;
}

export interface Verdict {
  violations: string[];
  /** How the sales of unknown outcome came out. */
  unknown: { in: number; out: number };
}

export async function readBooks(boxoffice: Queries, reseller: Queries): Promise<Books> {
  const there = await reseller.rows<Found>(sql`
    select o.holder_surname as name, o.performance_number as "performanceNumber", l.seat_code as "seatCode",
      l.cancelled_at is not null as cancelled, 0 as booked, 0 as reversed
    from orders o join order_lines l using (institution_code, order_id)`);
  const tickets = await boxoffice.rows<Found & { through: string }>(sql`
    select t.holder_surname as name, t.performance_number as "performanceNumber", t.seat_code as "seatCode",
      t.cancelled_at is not null as cancelled, t.sold_through as through,
      count(*) filter (where j.kind = 'sale')::int as booked,
      count(*) filter (where j.kind in ('refund', 'cancellation'))::int as reversed
    from tickets t left join cash_journal j using (organizer_id, ticket_id)
    group by t.organizer_id, t.ticket_id`);
  const here = (through: string) => tickets.filter((ticket) => ticket.through === through);
  return { there, here: { network: here("reseller"), counter: here("counter") } };
}

/**
 * Holds what the clients were told against the books of both sides, at rest: an ok sale stands on both sides exactly
 * once, an unknown one wholly or not at all, a failed one nowhere; likewise what undid it. Nothing else stands there.
 */
export function judge(history: History, books: Books): Verdict {
  const there = byName(books.there);
  const here = { network: byName(books.here.network), counter: byName(books.here.counter) };
  const violations: string[] = [];
  const unknown = { in: 0, out: 0 };
  for (const sale of history.sales) {
    const mine = here[sale.at].get(sale.name) ?? [];
    const theirs = sale.at === "network" ? (there.get(sale.name) ?? []) : mine;
    const wrong = wrongs(sale, mine, theirs, lostByClosing(history.closings, sale));
    violations.push(...wrong.map((what) => `${nameOf(sale)}: ${what}`));
    if (sale.told === "unknown") unknown[mine.length > 0 ? "in" : "out"] += 1;
  }
  const known = new Set(history.sales.map(({ at, name }) => `${at} ${name}`));
  for (const [at, rows] of [
    ["network", books.there],
    ["network", books.here.network],
    ["counter", books.here.counter],
  ] as const)
    for (const { name, seatCode } of rows)
      if (!known.has(`${at} ${name}`))
        violations.push(`seat ${seatCode} was sold to ${name}, whom nobody served`);
  return { violations, unknown };
}

/** Attempts to close a conflict by which the sale loses a seat at the venue: its ticket dies there (rule 9). */
function lostByClosing(closings: readonly Closing[], { name, performanceNumber }: Sale): Undoing[] {
  return closings
    .filter((closing) => losers(closing).includes(name))
    .filter(({ conflict }) => conflict.performanceNumber === performanceNumber)
    .map(({ conflict, told }) => ({ seatCodes: [conflict.seatCode], told }));
}

function wrongs(
  sale: Sale,
  here: readonly Found[],
  there: readonly Found[],
  lost: readonly Undoing[],
): string[] {
  const wanted = [...sale.seatCodes].sort((a, b) => a - b).join(",");
  const seatsOf = (rows: readonly Found[]) =>
    rows
      .map((row) => row.seatCode)
      .sort((a, b) => a - b)
      .join(",");
  const [mine, theirs] = [seatsOf(here), seatsOf(there)];
  const wrong: string[] = [];
  if (mine !== theirs) wrong.push(`the venue has seats [${mine}], the network [${theirs}]`);
  if (sale.told === "ok" && mine !== wanted) wrong.push(`was told ok, and the venue has seats [${mine}]`);
  if (sale.told === "failed" && mine + theirs !== "") wrong.push("was told that it failed, and stands");
  if (mine !== "" && mine !== wanted) wrong.push(`is there in part: [${mine}]`);
  if ([...here, ...there].some((row) => row.performanceNumber !== sale.performanceNumber))
    wrong.push("stands under another performance");
  return mine === "" ? wrong : [...wrong, ...wrongUndoing(sale, here, there, lost)];
}

/**
 * A seat is undone on both sides and in the journal, or nowhere; as those who undid it were told. One that was lost when
 * a conflict was closed is dead at the venue, whatever the network does with its sale.
 */
function wrongUndoing(
  sale: Sale,
  here: readonly Found[],
  there: readonly Found[],
  lost: readonly Undoing[],
): string[] {
  const wrong: string[] = [];
  const isUndone = new Map(here.map((row) => [row.seatCode, row.cancelled]));
  const of = (undoings: readonly Undoing[], seatCode: number) =>
    undoings.filter((undoing) => undoing.seatCodes.includes(seatCode));
  for (const { seatCode, cancelled } of there) {
    const mayBeDeadHere = of(lost, seatCode).some(({ told }) => told !== "failed");
    if (isUndone.get(seatCode) !== cancelled && !(mayBeDeadHere && !cancelled))
      wrong.push(`seat ${seatCode} is cancelled on one side alone`);
  }
  for (const [seatCode, cancelled] of isUndone) {
    const attempts = of([...sale.undone, ...lost], seatCode);
    if (cancelled && attempts.every(({ told }) => told === "failed"))
      wrong.push(`seat ${seatCode} is cancelled, and nobody was told so`);
    if (!cancelled && attempts.some(({ told }) => told === "ok"))
      wrong.push(`seat ${seatCode} was told to be cancelled, and stands`);
  }
  const isUndoneThere = new Map(there.map((row) => [row.seatCode, row.cancelled]));
  for (const { seatCodes } of sale.undone)
    if (
      sale.undone.length === 1 &&
      new Set(seatCodes.map((seatCode) => isUndoneThere.get(seatCode))).size > 1
    )
      wrong.push(`seats ${seatCodes.join(", ")} were undone in part`);
  for (const { seatCode, cancelled, booked, reversed } of sale.at === "counter" ? here : [])
    if (booked !== 1 || reversed !== (cancelled ? 1 : 0))
      wrong.push(`seat ${seatCode} is booked ${booked} times and reversed ${reversed} times`);
  return wrong;
}

const nameOf = ({ at, name, performanceNumber, seatCodes }: Sale) =>
  `${at} sale ${name} of seats ${seatCodes.join(", ")} in performance ${performanceNumber}`;

function byName(rows: readonly Found[]): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const row of rows) found.set(row.name, [...(found.get(row.name) ?? []), row]);
  return found;
}
