import { appendAudit } from "@allotement/boxoffice/house/audit/audit.store.ts";
import { sellAtCounter } from "@allotement/boxoffice/house/counter/sell-at-counter.ts";
import { sqlDoorStore } from "@allotement/boxoffice/house/door/door.store.ts";
import { scanTicket } from "@allotement/boxoffice/house/door/scan-ticket.ts";
import { sqlHouseStore } from "@allotement/boxoffice/house/house.store.ts";
import { lockSeats, moveSeats } from "@allotement/boxoffice/house/inventory/inventory.store.ts";
import { sealJournal } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { sqlSealStore } from "@allotement/boxoffice/house/journal/seals.store.ts";
import { integrateSales } from "@allotement/boxoffice/interface/import-sales/integrate.ts";
import { receivePage } from "@allotement/boxoffice/interface/import-sales/receive.ts";
import { parseBody } from "@allotement/boxoffice/interface/operations/operation-body.ts";
import type { StoredAnswer } from "@allotement/boxoffice/interface/operations/operations.store.ts";
import { planNextStep } from "@allotement/boxoffice/interface/operations/plan.ts";
import { applyAnswers } from "@allotement/boxoffice/interface/operations/send.ts";
import type { RunRequest } from "@allotement/boxoffice/interface/runs/runs.store.ts";
import { sqlInterfaceStore } from "@allotement/boxoffice/interface/store.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { testDatabase } from "@allotement/platform/database/test-database.ts";
import { noCrash, systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { contingentStore } from "@allotement/reseller/contingent/contingent.store.ts";
import { carryOutOperation, voidOperation } from "@allotement/reseller/contingent/operations.ts";
import { feedStore } from "@allotement/reseller/feed/feed.store.ts";
import { salesPage } from "@allotement/reseller/feed/feed.ts";
import { saleStore } from "@allotement/reseller/point-of-sale/sales.store.ts";
import { cancelLines, openBasket, sellBasket } from "@allotement/reseller/point-of-sale/sales.ts";

/** For tests of `verify`: two databases that the servers' own functions have filled, without a wire between them. */

export const organizerId = 669;
export const resellerId = 1;
export const institutionCode = 9999;
export const performanceNumber = 501;
const showNumber = 50;
const priceTypeCode = 6690014;
const streamId = "0199a000-0000-7000-8000-000000000001";
const seatCodes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** In a zone that the network does not know: error 14. */
const unknownZoneSeat = 10;

export type Season = Awaited<ReturnType<typeof openSeason>>;

export async function openSeason() {
  const directory = (side: string) => new URL(`../../${side}/migrations`, import.meta.url).pathname;
  const boxoffice = await testDatabase(directory("boxoffice"));
  const reseller = await testDatabase(directory("reseller"));
  const time = { now: new Date("2026-10-01T10:00:00.000Z") };
  const clock: Clock = { now: () => new Date(time.now), sleep: async () => undefined };
  await furnishHouse(boxoffice.database);
  await furnishNetwork(reseller.database);
  const exchange = exchangeBetween(boxoffice.database, reseller.database, clock);
  const seller = sellerAt(reseller.database, clock);
  await playSeason(boxoffice.database, reseller.database, clock, exchange, seller);
  return {
    boxoffice: boxoffice.database,
    reseller: reseller.database,
    /** Both databases for other processes. */
    urls: { boxoffice: boxoffice.url, reseller: reseller.url },
    clock,
    time,
    exchange,
    seller,
    async close() {
      await boxoffice.drop();
      await reseller.drop();
    },
  };
}

/** A hall of ten seats, one show with one performance, and the connection. */
async function furnishHouse(database: Database): Promise<void> {
  const statements = [
    sql`insert into organizers (organizer_id, name) values (${organizerId}, 'Théâtre de la Lyre')`,
    sql`insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
      values (${organizerId}, 1, 'CLK', 'Clerk', 'clerk', 'x'), (${organizerId}, 2, 'TKN', 'TICKETNET', 'system', null)`,
    sql`insert into halls (organizer_id, hall_code, name, capacity, width, height)
      values (${organizerId}, 7, 'PETITE SALLE', ${seatCodes.length}, 10, 10)`,
    sql`insert into floors values (${organizerId}, 7, 21, 'ORCHESTRE')`,
    sql`insert into zones values (${organizerId}, 7, 11, 21, 'PAIR'), (${organizerId}, 7, 12, 21, 'IMPAIR')`,
    sql`insert into designations values (${organizerId}, 1, 'Fauteuil')`,
    sql`insert into seat_categories values (${organizerId}, 31, 'CARRE OR', 'OR', '#ffcc00')`,
    sql`insert into seats (organizer_id, hall_code, seat_code, guid, floor_code, zone_code, designation_code,
        seat_category_code, row_label, seat_number, x, y)
      select ${organizerId}, 7, code, code::text, 21, case code when ${unknownZoneSeat} then 12 else 11 end, 1, 31, 'A',
        code::text, code, 1 from unnest(${seatCodes}::int[]) as code`,
    sql`insert into sales_channels values (${organizerId}, 1, 'Guichet', 'counter'),
      (${organizerId}, 2, 'TICKETNET', 'reseller')`,
    sql`insert into customer_accounts values (${organizerId}, 1, 'TICKETNET')`,
    sql`insert into payment_methods values (${organizerId}, 1, 'Espèces', 'cash', null),
      (${organizerId}, 2, 'Facture TicketNet', 'invoice', 1)`,
    sql`insert into price_types (organizer_id, price_type_code, name, channel_kind)
      values (${organizerId}, 6690001, 'PLEIN TARIF', 'counter'),
        (${organizerId}, ${priceTypeCode}, 'TICKETNET PLEIN TARIF', 'reseller')`,
    sql`insert into holds values (${organizerId}, 6690007, 'TICKETNET')`,
    sql`insert into show_groups values (${organizerId}, 1, 'Saison')`,
    sql`insert into shows (organizer_id, show_number, show_group_id, hall_code, title)
      values (${organizerId}, ${showNumber}, 1, 7, 'La Lyre')`,
    sql`insert into performances (organizer_id, performance_number, show_number, hall_code, local_date, local_time,
        time_zone, starts_at)
      values (${organizerId}, ${performanceNumber}, ${showNumber}, 7, '2026-12-23', '19:00', 'Europe/Paris',
        '2026-12-23T18:00:00Z')`,
    sql`insert into performance_seats (organizer_id, performance_number, seat_code, hall_code)
      select ${organizerId}, ${performanceNumber}, seat_code, 7 from seats`,
    sql`insert into price_grids values (${organizerId}, 1, ${showNumber}, '2026-01-01T00:00:00Z')`,
    sql`insert into price_grid_lines values (${organizerId}, 1, 6690001, 31, 5000, 0, 0, null),
      (${organizerId}, 1, ${priceTypeCode}, 31, 4800, 120, 180, 480)`,
    sql`insert into resellers values (${organizerId}, ${resellerId}, 'ticketnet', 'TicketNet')`,
    sql`insert into reseller_connections (organizer_id, reseller_id, server_url, institution_code, user_name,
        password_encrypted, operator_id, hold_code, payment_method_id, sales_channel_id)
      values (${organizerId}, ${resellerId}, 'https://network.example', ${institutionCode}, 'lyre', 'x', 2, 6690007, 2, 2)`,
    sql`insert into interface_price_types (organizer_id, reseller_id, price_type_code)
      values (${organizerId}, ${resellerId}, ${priceTypeCode})`,
    sql`insert into feed_cursors (organizer_id, reseller_id, stream_id, sequence, hash)
      values (${organizerId}, ${resellerId}, ${streamId}, 0, ${chainStart})`,
  ];
  for (const statement of statements) await database.run(statement);
}

async function furnishNetwork(database: Database): Promise<void> {
  await database.run(sql`
    insert into institutions (institution_code, name, stream_id)
    values (${institutionCode}, 'Théâtre de la Lyre', ${streamId})`);
  await database.run(sql`
    insert into known_codes (institution_code, kind, hall_code, code, label)
    values (${institutionCode}, 'hall', 0, 7, 'x'), (${institutionCode}, 'priceType', 0, ${priceTypeCode}, 'x'),
      (${institutionCode}, 'hold', 0, 6690007, 'x'), (${institutionCode}, 'zone', 7, 11, 'x'),
      (${institutionCode}, 'floor', 7, 21, 'x'), (${institutionCode}, 'seatCategory', 7, 31, 'x')`);
}

/** What the wire and the worker do between two databases, step by step. */
function exchangeBetween(boxoffice: Database, reseller: Database, clock: Clock) {
  const store = sqlInterfaceStore(boxoffice, { organizerId, resellerId });
  const network = { store: contingentStore(reseller), clock, crash: noCrash };
  const ports = { clock, crash: noCrash };

  async function startRun(request: RunRequest): Promise<string> {
    const runId = systemIds.uuid();
    const at = clock.now();
    await store.transaction((transaction) =>
      transaction.insertRun({ runId, request, operatorId: 1 }, [performanceNumber], at),
    );
    return runId;
  }

  /** Plans the operations of a run: the seats are on their way, nothing is sent. */
  async function plan(request: RunRequest): Promise<void> {
    const runId = await startRun(request);
    const runs = await store.transaction((transaction) => transaction.unfinishedRuns());
    const run = runs.find((one) => one.runId === runId);
    if (!run) throw new Error("the run is not there");
    await planNextStep(store, run, { resellerId, holdCode: 6690007 }, clock, systemIds);
  }

  /** Has the open operations answered, or voided. */
  async function send(how: "carryOut" | "void" = "carryOut"): Promise<void> {
    const due = await store.transaction((transaction) => transaction.dueOperations(clock.now(), 64));
    for (const { operationId, body } of due) {
      const request = parseBody(body);
      const answer =
        how === "void" ? await giveUp(operationId, request) : await carryOut(operationId, request);
      await store.transaction((transaction) => transaction.keepAnswer(operationId, answer));
    }
  }

  async function carryOut(operationId: string, request: ReturnType<typeof parseBody>): Promise<StoredAnswer> {
    const outcome = await carryOutOperation(network, institutionCode, operationId, request);
    if (outcome.kind !== "answer") throw new Error(`operation refused: ${JSON.stringify(outcome)}`);
    return outcome.answer;
  }

  async function giveUp(operationId: string, request: ReturnType<typeof parseBody>): Promise<StoredAnswer> {
    const seats = request.seats.map(({ seatCode, command }) => ({ seatCode, command }));
    const outcome = await voidOperation(network, institutionCode, operationId, { performanceNumber, seats });
    if (outcome?.state !== "voided") throw new Error("the operation was not voided");
    return { outcome: "voided", asOf: outcome.asOf };
  }

  /** Receives the feed and applies the answers that waited for it. */
  async function receive(): Promise<void> {
    const cursor = await boxoffice.first<{ sequence: number }>(sql`select sequence from feed_cursors`);
    const page = await salesPage(
      feedStore(reseller),
      { institutionCode, streamId },
      cursor?.sequence ?? 0,
      500,
    );
    const receipt = await receivePage(store, page, clock);
    if (receipt.outcome !== "received") throw new Error(`the feed is broken: ${receipt.fault.fault}`);
    await applyAnswers(store, ports);
  }

  async function integrate(until?: string): Promise<void> {
    const request = { kind: "import" as const, lines: [{ showNumber }], until };
    await integrateSales(store, { runId: await startRun(request), request }, "stop", ports);
  }

  return { plan, send, receive, integrate };
}

/** A point of sale of the network. */
function sellerAt(reseller: Database, clock: Clock) {
  const sales = { store: saleStore(reseller, systemRandom), clock, ids: systemIds };
  const seller = { userName: "seller", role: "seller" as const, pointOfSale: "Paris" };

  async function reserve(seats: number[]): Promise<string> {
    const basket = await openBasket(sales, { institutionCode, performanceNumber, seatCodes: seats }, seller);
    if ("refused" in basket) throw new Error(basket.refused);
    return basket.basketId;
  }

  async function sell(seats: number[]): Promise<string> {
    const basketId = await reserve(seats);
    const lines = seats.map((seatCode) => ({ seatCode, priceTypeCode }));
    const order = await sellBasket(sales, institutionCode, basketId, { holder: null, lines }, seller);
    if ("refused" in order) throw new Error(order.refused);
    return order.orderId;
  }

  async function cancel(orderId: string): Promise<void> {
    const order = await cancelLines(sales, orderId, { institutionCode, lineIds: [1] });
    if ("refused" in order) throw new Error(order.refused);
  }

  return { reserve, sell, cancel };
}

/**
 * A season at rest: seats 1 and 2 sold and integrated, 3 sold and blocked at its price, 4 sold and cancelled, 5 taken
 * back, 6 offered after a recall that was given up, 7 offered, 8 free, 9 sold at the counter, 10 refused (unknown zone).
 */
async function playSeason(
  boxoffice: Database,
  reseller: Database,
  clock: Clock,
  exchange: ReturnType<typeof exchangeBetween>,
  seller: ReturnType<typeof sellerAt>,
): Promise<void> {
  await hold(boxoffice, clock, [1, 2, 3, 4, 5, 6, 7, unknownZoneSeat]);
  const sold = await sellAtCounter(
    { store: sqlHouseStore(boxoffice, organizerId), clock, random: systemRandom },
    1,
    performanceNumber,
    { seatCodes: [9], priceTypeCode: 6690001, paymentMethodId: 1 },
  );
  if ("error" in sold) throw new Error(sold.error);
  const price = { priceTypeCode, seatCategoryCode: 31, faceValueCents: 4800 };
  const fees = { venueFeeCents: 120, organizerFeeCents: 180, resellerFeeCents: 480 };
  await exchange.plan({ kind: "allot", newShow: { comment: "", prices: [{ ...price, ...fees }] } });
  await exchange.send();
  await exchange.receive();
  await reseller.run(sql`update shows set status = 'onSale'`);
  await seller.sell([1]);
  await seller.sell([2]);
  await seller.cancel(await seller.sell([4]));
  await exchange.plan({ kind: "recall", seatCodes: [5] });
  await exchange.send();
  await exchange.receive();
  await exchange.integrate();
  await exchange.plan({ kind: "recall", seatCodes: [6] });
  await exchange.send("void");
  await exchange.receive();
  await reseller.run(sql`update show_prices set face_value_cents = 5000`);
  await seller.sell([3]);
  await exchange.receive();
  await exchange.integrate();
  await openTheDoor(boxoffice, clock);
  await writeAudit(boxoffice, clock);
  await sealJournal(sqlSealStore(boxoffice, organizerId));
}

/** Seat 1 enters, leaves and enters again; 4 is refused, its sale was cancelled; 9 enters; one barcode is nobody's. */
async function openTheDoor(boxoffice: Database, clock: Clock): Promise<void> {
  const store = sqlDoorStore(boxoffice, organizerId);
  const tickets = await boxoffice.rows<{ seatCode: number; barcode: string }>(
    sql`select seat_code as "seatCode", barcode from tickets`,
  );
  const barcodes = new Map(tickets.map(({ seatCode, barcode }) => [seatCode, barcode]));
  for (const [seatCode, direction, refusal] of [
    [1, "entry", null],
    [1, "exit", null],
    [1, "entry", null],
    [1, "entry", "alreadyInside"],
    [4, "entry", "cancelled"],
    [9, "entry", null],
    [8, "entry", "unknownBarcode"],
  ] as const) {
    const barcode = barcodes.get(seatCode) ?? "nobody's";
    const scan = { scanId: systemIds.uuid(), performanceNumber, gate: "A", direction, barcode };
    const answer = await scanTicket(store, scan, 1, clock.now());
    if (typeof answer === "string" || answer.refusal !== refusal)
      throw new Error(`seat ${seatCode} at the door`);
  }
}

async function writeAudit(boxoffice: Database, clock: Clock): Promise<void> {
  for (const contactMail of ["first@example.org", "second@example.org", "third@example.org"]) {
    const entry = { action: "changeContact", operatorId: 1, secondOperatorId: null } as const;
    await boxoffice.transaction((transaction) =>
      appendAudit(transaction, organizerId, clock.now(), { ...entry, subject: { to: contactMail } }),
    );
  }
}

async function hold(database: Database, clock: Clock, codes: number[]): Promise<void> {
  await database.transaction(async (transaction) => {
    const seats = await lockSeats(transaction, organizerId, performanceNumber, codes);
    const changes = seats.map((seat) => ({
      seat,
      movement: "hold" as const,
      to: "held" as const,
      set: { holdCode: 6690007 },
    }));
    await moveSeats(transaction, { organizerId, performanceNumber, at: clock.now(), operatorId: 1 }, changes);
  });
}
