import { sql, raw } from "@allotement/platform/database/database.ts";
import { test } from "vitest";
import { boxofficeInvariants } from "@allotement/boxoffice/verify/invariants.ts";
import { resellerInvariants } from "@allotement/reseller/verify/invariants.ts";
import { openSeason } from "./season.fixture.ts";
import { runVerify } from "./run-verify.ts";
import { hashOfEvent, chainStart } from "@allotement/protocol/feed-chain.ts";

test("speed", async () => {
  const s = await openSeason();
  await s.boxoffice.transaction(async (t) => {
    await t.run(sql`set local session_replication_role = replica`);
    await t.run(sql`insert into seats (organizer_id, hall_code, seat_code, guid, floor_code, zone_code, designation_code, seat_category_code, row_label, seat_number, x, y)
      select 669, 8, c, 'b'||c, 21, 11, 1, 31, 'A', c::text, 1, 1 from generate_series(1, 812) c`);
    await t.run(sql`insert into halls (organizer_id, hall_code, name, capacity, width, height) values (669, 8, 'G', 812, 1, 1)`);
    await t.run(sql`insert into performances (organizer_id, performance_number, show_number, hall_code, local_date, local_time, time_zone, starts_at)
      select 669, 1000+p, 50, 8, '2026-12-24', '19:00', 'Europe/Paris', now() from generate_series(1,60) p`);
    await t.run(sql`insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement, from_state, to_state, hold_code, command, grant_command, reseller_id, operation_id, at)
      select 669, 1000+p, c, k, (array['hold','allot','allotAccepted','receiveSale'])[k], (array['free','held','allotting','allotted'])[k], (array['held','allotting','allotted','sold'])[k],
       6690007, case when k=1 then 0 else 1 end, case when k=1 then null else 1 end, case when k=1 then null else 1 end, case when k=2 then ('0199a000-0000-7000-8000-'||lpad((p*10+c/500)::text,12,'0'))::uuid end, now()
      from generate_series(1,60) p, generate_series(1,812) c, generate_series(1,4) k where k < 4 or c <= 400`);
    await t.run(sql`insert into performance_seats (organizer_id, performance_number, seat_code, hall_code, state, hold_code, command, grant_command, reseller_id, movement_serial)
      select 669, 1000+p, c, 8, case when c <= 400 then 'sold' else 'allotted' end, 6690007, 1, 1, 1, case when c <= 400 then 4 else 3 end from generate_series(1,60) p, generate_series(1,812) c`);
    await t.run(sql`insert into operations (organizer_id, operation_id, reseller_id, kind, show_number, performance_number, body, seat_count, state, answer, created_at, next_attempt_at, applied_at)
      select 669, ('0199a000-0000-7000-8000-'||lpad((p*10+h)::text,12,'0'))::uuid, 1, 'allot', 50, 1000+p,
       (select jsonb_build_object('seats', jsonb_agg(jsonb_build_object('seatCode', c, 'command', 1, 'row', 'A', 'number', c::text, 'zoneCode', 11, 'floorCode', 21, 'seatCategoryCode', 31))) from generate_series(1,812) c where c/500 = h)::text, 500, 'applied',
       (select jsonb_build_object('outcome','done','asOf',0,'results', jsonb_agg(jsonb_build_object('seatCode', c, 'grant', 1))) from generate_series(1,812) c where c/500 = h), now(), now(), now()
      from generate_series(1,60) p, generate_series(0,1) h`);
  });
  // 24,000 sales in the feed
  const cur = await s.reseller.first<{ sequence: number; hash: string }>(sql`select sequence, hash from feed_events order by sequence desc limit 1`);
  let { sequence, hash } = cur!;
  const base = (await s.reseller.first<{ facts: any }>(sql`select facts from feed_events where sequence = 1`))!.facts;
  const events: any[] = [];
  for (let p = 1; p <= 60; p++) for (let c = 1; c <= 400; c++) {
    sequence += 1;
    const facts = { ...base, eventId: crypto.randomUUID(), performanceNumber: 1000 + p, seatCode: c, barcode: "02" + String(p * 1000 + c).padStart(12, "0") };
    const e = { ...facts, sequence, previousHash: hash };
    hash = hashOfEvent(e as any);
    events.push({ facts, sequence, previousHash: e.previousHash, hash });
  }
  for (let i = 0; i < events.length; i += 4000) {
    const part = JSON.stringify(events.slice(i, i + 4000));
    await s.reseller.transaction(async (t) => {
      await t.run(sql`set local session_replication_role = replica`);
      await t.run(sql`insert into feed_events (institution_code, event_id, facts, sequence, previous_hash, hash)
        select 9999, (facts->>'eventId')::uuid, facts, sequence, "previousHash", hash from jsonb_to_recordset(${part}::jsonb) as x(facts jsonb, sequence bigint, "previousHash" text, hash text)`);
      await t.run(sql`insert into order_lines (institution_code, order_id, line_id, performance_number, seat_code, grant_command, price_type_code, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents, reseller_fee_cents, barcode, sale_event_id)
        select 9999, gen_random_uuid(), 1, (facts->>'performanceNumber')::int, (facts->>'seatCode')::int, 1, 6690014, 31, 4800,120,180,480, facts->>'barcode', (facts->>'eventId')::uuid from jsonb_to_recordset(${part}::jsonb) as x(facts jsonb)`);
    });
    await s.boxoffice.transaction(async (t) => {
      await t.run(sql`set local session_replication_role = replica`);
      await t.run(sql`insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id, price_type_code, price_type_channel, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents, barcode, sold_at)
        select 669, (facts->>'performanceNumber')::int, (facts->>'seatCode')::int, 'reseller', 1, 6690014, 'reseller', 31, 4800, 120, 180, facts->>'barcode', now() from jsonb_to_recordset(${part}::jsonb) as x(facts jsonb)`);
      await t.run(sql`insert into feed_inbox (organizer_id, reseller_id, stream_id, sequence, event_id, kind, show_number, performance_number, seat_code, event, hash, received_at, ticket_id, status, integrated_at)
        select 669, 1, '0199a000-0000-7000-8000-000000000001', sequence, (facts->>'eventId')::uuid, 'sale', 50, (facts->>'performanceNumber')::int, (facts->>'seatCode')::int,
         facts || jsonb_build_object('sequence', sequence, 'previousHash', "previousHash", 'hash', hash), hash, now(), (select ticket_id from tickets where barcode = facts->>'barcode' and organizer_id = 669), 'integrated', now()
        from jsonb_to_recordset(${part}::jsonb) as x(facts jsonb, sequence bigint, "previousHash" text, hash text)`);
    });
  }
  await s.boxoffice.transaction(async (t) => {
    await t.run(sql`update feed_cursors set sequence = ${sequence}, hash = ${hash}`);
    await t.run(sql`insert into cash_journal (organizer_id, entry_number, at, kind, operator_id, sales_channel_id, payment_method_id, ticket_id, performance_number, price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents)
      select 669, 1000000 + row_number() over (), now(), 'sale', 2, 2, 2, ticket_id, performance_number, 6690014, 4800, 120, 180 from tickets where performance_number > 1000`);
    await t.run(sql`insert into receivables select 669, 1, entry_number, amount_cents from cash_journal where entry_number > 1000000`);
  });
  await s.reseller.transaction(async (t) => {
    await t.run(sql`set local session_replication_role = replica`);
    await t.run(sql`insert into contingent_seats (institution_code, performance_number, seat_code, state, command, grant_command, seat_category_code, movement_serial)
      select 9999, 1000+p, c, case when c <= 400 then 'sold' else 'offered' end, 1, 1, 31, case when c <= 400 then 3 else 1 end from generate_series(1,60) p, generate_series(1,812) c`);
    await t.run(sql`insert into contingent_movements (institution_code, performance_number, seat_code, serial, movement, from_state, to_state, command, grant_command, operation_id, at)
      select 9999, 1000+p, c, k, (array['allot','reserve','sell'])[k], (array['none','offered','inBasket'])[k], (array['offered','inBasket','sold'])[k], 1, 1,
       case when k=1 then ('0199a000-0000-7000-8000-'||lpad((p*10+c/500)::text,12,'0'))::uuid end, now() from generate_series(1,60) p, generate_series(1,812) c, generate_series(1,3) k where k < 2 or c <= 400`);
    await t.run(sql`insert into operation_log (institution_code, operation_id, kind, performance_number, body_hash, state, answer, received_at)
      select 9999, ('0199a000-0000-7000-8000-'||lpad((p*10+h)::text,12,'0'))::uuid, 'allot', 1000+p, null, 'answered',
       (select jsonb_build_object('outcome','done','asOf',0,'results', jsonb_agg(jsonb_build_object('seatCode', c, 'grant', 1))) from generate_series(1,812) c where c/500 = h), now()
      from generate_series(1,60) p, generate_series(0,1) h`);
  });
  for (const analyzed of [false, true]) {
    if (analyzed) { await s.boxoffice.run(raw("analyze")); await s.reseller.run(raw("analyze")); }
    console.log(analyzed ? "analyzed" : "not analyzed");
    for (const [db, list] of [[s.boxoffice, boxofficeInvariants], [s.reseller, resellerInvariants]] as const)
      for (const i of list) {
        const t0 = performance.now();
        const rows = await i.check(db, { now: s.clock.now() });
        console.log(i.number, i.title.slice(0, 40), Math.round(performance.now() - t0), "ms", rows.length, JSON.stringify(rows[0] ?? null));
      }
    const t0 = performance.now();
    const r = await runVerify({ ...s, atRest: true });
    console.log("all", Math.round(performance.now() - t0), "ms", JSON.stringify(r.invariants.filter((x) => !x.holds).map((x) => [x.number, x.side, x.rows.length, x.rows[0]])));
  }
  await s.close();
}, 200000);
