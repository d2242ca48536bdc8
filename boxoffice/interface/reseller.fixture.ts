import { systemIds } from "@allotement/platform/ports.system.ts";
import type { Network, NetworkOutcome, NetworkRequest } from "@allotement/platform/ports.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { chainStart, hashOfEvent } from "@allotement/protocol/feed-chain.ts";
import { type OperationAnswer, operationRequest } from "@allotement/protocol/messages/operation.ts";
import type { FeedEvent, SaleFacts, SalesPage } from "@allotement/protocol/messages/sales.ts";
import { performanceNumber, priceTypeCode, showNumber, type TestHouse } from "./house.fixture.ts";
import { type Line, openLine } from "./line/line.ts";

/** For tests: a reseller behind the port `Network`, as wrong-headed as the test wants it. */
export interface TestReseller {
  streamId: string;
  events: FeedEvent[];
  /** Every call in order: «PUT /operations», «GET /sales», «POST /session»… */
  calls: string[];
  /** Answers a call in the reseller's stead; undefined: as usual. */
  instead: (
    call: string,
    request: NetworkRequest,
  ) => NetworkOutcome | undefined | Promise<NetworkOutcome | undefined>;
  /** Adds an event to the feed and answers it. */
  record(facts: Partial<SaleFacts>): FeedEvent;
  page(after: number, limit?: number): SalesPage;
  request: Network["request"];
  line(house: Pick<TestHouse, "clock">): Line;
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): NetworkOutcome => ({
  kind: "answer",
  status,
  headers,
  body: JSON.stringify(body),
});

export function testReseller(clock: TestHouse["clock"]): TestReseller {
  const answers = new Map<string, OperationAnswer>();
  const reseller: TestReseller = {
    streamId: systemIds.uuid(),
    events: [],
    calls: [],
    instead: () => undefined,
    record(facts) {
      const before = reseller.events.at(-1);
      const sequence = reseller.events.length + 1;
      const whole = {
        ...ordinarySale(sequence),
        ...facts,
        sequence,
        previousHash: before?.hash ?? chainStart,
      };
      const event = { ...whole, hash: hashOfEvent(whole) };
      reseller.events.push(event);
      return event;
    },
    page: (after, limit = 500) => ({
      streamId: reseller.streamId,
      head: reseller.events.length,
      events: reseller.events.slice(after, after + limit),
    }),
    request: (request) => answer(request),
    line: (house) =>
      openLine(
        allotmentClient({ request: (request) => reseller.request(request) }, "https://network.example", 1000),
        { institutionCode: 9999, userName: "lyre", password: "secret" },
        house.clock,
      ),
  };
  const answer: Network["request"] = async (request) => {
    const url = new URL(request.url);
    const [, first = "", id = ""] = url.pathname.replace("/allotment/v1", "").split("/");
    const call = `${request.method} /${first}${url.pathname.endsWith("/void") ? "/void" : ""}`;
    reseller.calls.push(call);
    const other = await reseller.instead(call, request);
    if (other) return other;
    if (call === "POST /session") return json(sessionAt(clock.now(), reseller.streamId));
    if (call === "GET /sales") return json(reseller.page(Number(url.searchParams.get("after"))));
    if (call === "POST /sales") return json({ upTo: reseller.events.length });
    if (call !== "PUT /operations") return json({ error: "NOT_FOUND", message: "no such call" }, 404);
    const { seats } = operationRequest.parse(JSON.parse(request.body ?? ""));
    const stored: OperationAnswer = answers.get(id) ?? {
      outcome: "done",
      asOf: reseller.events.length,
      results: seats.map(({ seatCode, command, grant }) => ({ seatCode, grant: grant ?? command })),
    };
    answers.set(id, stored);
    return json(stored);
  };
  return reseller;
}

function sessionAt(now: Date, streamId: string) {
  return {
    token: "token",
    expiresAt: new Date(now.getTime() + 600_000).toISOString(),
    seenAddress: "192.0.2.1",
    serverTime: now.toISOString(),
    streamId,
    protocolVersion: "1.0",
    limits: { seatsPerOperation: 500, eventsPerPage: 500 },
  };
}

function ordinarySale(sequence: number): SaleFacts {
  return {
    eventId: systemIds.uuid(),
    kind: "sale",
    orderId: `order ${sequence}`,
    lineId: "1",
    showNumber,
    performanceNumber,
    localDate: "2026-12-23",
    localTime: "19:00",
    timeZone: "Europe/Paris",
    seatCode: 1,
    grant: 1,
    priceTypeCode,
    seatCategoryCode: 31,
    faceValueCents: 4800,
    venueFeeCents: 120,
    organizerFeeCents: 180,
    resellerFeeCents: 480,
    currency: "EUR",
    barcode: `02${String(sequence).padStart(12, "0")}`,
    holder: { surname: "MARTIN", firstName: "Claire" },
    pointOfSale: "Paris",
    soldAt: "2026-10-01T10:00:00.000Z",
  };
}
