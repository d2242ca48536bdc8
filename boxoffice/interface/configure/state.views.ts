import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { ChainFault } from "@allotement/protocol/feed-chain.ts";
import type { InterfaceState } from "../../api/interface-connection.ts";
import { alarmsOf } from "../compare/compare.views.ts";
import { silentSummary } from "../show-status/show-status.views.ts";
import type { InterfaceWorker } from "../worker.ts";
import type { ConnectionRow } from "./connection.store.ts";

/** What needs attention every day: sales waiting, sales blocked, outcomes unknown, the line. */
export async function interfaceState(
  queries: Queries,
  connection: ConnectionRow | undefined,
  worker: InterfaceWorker | undefined,
  now: Date,
): Promise<InterfaceState> {
  const line = worker?.line.state();
  const shownLine = {
    up: line?.up ?? null,
    problem: line?.problem ?? null,
    seenAddress: line?.seenAddress ?? null,
    checkedAt: line?.checkedAt?.toISOString() ?? null,
  };
  if (!connection) {
    return {
      ...{
        configured: false,
        resellerName: "",
        line: shownLine,
        fetching: null,
        lastFetchedAt: null,
        feedFault: null,
      },
      ...{
        pendingSales: 0,
        blockedSales: 0,
        operationsInDoubt: 0,
        seatsInDoubt: 0,
        inDoubtSince: null,
        openConflicts: 0,
        alarms: 0,
        seatsAwaitingFence: 0,
        runsUnderWay: [],
        silentShows: null,
      },
    };
  }
  const counts = await attention(queries, connection);
  return {
    configured: true,
    resellerName: connection.resellerName,
    line: shownLine,
    fetching: worker?.fetching() ?? null,
    lastFetchedAt: counts.lastFetchedAt?.toISOString() ?? null,
    feedFault: counts.fault?.fault ?? null,
    pendingSales: counts.pendingSales,
    blockedSales: counts.blockedSales,
    operationsInDoubt: counts.operationsInDoubt,
    seatsInDoubt: counts.seatsInDoubt,
    inDoubtSince: counts.inDoubtSince?.toISOString() ?? null,
    openConflicts: counts.openConflicts,
    alarms: await alarmsOf(queries, connection),
    seatsAwaitingFence: counts.seatsAwaitingFence,
    runsUnderWay: counts.runsUnderWay,
    silentShows: await silentSummary(queries, connection, now),
  };
}

interface Attention {
  pendingSales: number;
  blockedSales: number;
  operationsInDoubt: number;
  seatsInDoubt: number;
  inDoubtSince: Date | null;
  openConflicts: number;
  seatsAwaitingFence: number;
  runsUnderWay: InterfaceState["runsUnderWay"];
  lastFetchedAt: Date | null;
  fault: ChainFault | null;
}

async function attention(queries: Queries, connection: ConnectionRow): Promise<Attention> {
  const own = sql`organizer_id = ${connection.organizerId} and reseller_id = ${connection.resellerId}`;
  const counts = await queries.first<Attention>(sql`
    select waiting.*, doubt.*,
      (select count(*)::int from seat_conflicts where ${own} and closed_at is null) as "openConflicts",
      (select count(*)::int from performance_seats
        where organizer_id = ${connection.organizerId} and fence_acknowledged < fence) as "seatsAwaitingFence",
      (select coalesce(json_agg(json_build_object('runId', run_id, 'kind', kind) order by started_at), '[]')
        from interface_runs where ${own} and finished_at is null) as "runsUnderWay",
      cursor.received_at as "lastFetchedAt", cursor.fault
    from (select count(*) filter (where status = 'pending')::int as "pendingSales",
        count(*) filter (where status = 'blocked')::int as "blockedSales"
      from feed_inbox where ${own} and status in ('pending', 'blocked')) as waiting
    cross join (select count(*)::int as "operationsInDoubt", coalesce(sum(locked.seats), 0)::int as "seatsInDoubt",
        min(created_at) as "inDoubtSince"
      from operations o
      -- A forced recall may have freed some of them; a fence locks none.
      cross join lateral (select count(*) as seats from performance_seats seat
        where seat.operation_id = o.operation_id and seat.organizer_id = o.organizer_id) as locked
      where ${own} and state in ('open', 'voiding') and attempts > 0 and kind <> 'fence') as doubt
    left join (select received_at, fault from feed_cursors where ${own}) as cursor on true`);
  if (!counts) throw new Error("a count answers one row");
  return counts;
}
