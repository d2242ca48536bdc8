import { contingentSnapshot, showView } from "@allotement/protocol/messages/contingent.ts";
import {
  acknowledgement,
  acknowledgementAnswer,
  type FeedEvent,
  salesPage,
} from "@allotement/protocol/messages/sales.ts";
import { sessionAnswer, sessionRequest } from "@allotement/protocol/messages/session.ts";
import { jsonOf } from "../line.ts";
import {
  acknowledgements,
  afterOperation,
  contingents,
  isCall,
  json,
  onAnswer,
  onCall,
  onRefusal,
  operationIdOf,
  operationOf,
  operations,
  sales,
  session,
  shows,
  withBody,
} from "./changes.ts";
import type { Answered, Asked, Fault } from "./proxy.ts";

/** Faults of the feed, its acknowledgement, the contingent's snapshot, barcodes, and of the walls between institutions. */

/** Changes each event of a page. */
const eachEvent = (change: (event: FeedEvent) => unknown) =>
  onAnswer("GET", sales, salesPage, (page) => ({ ...page, events: page.events.map(change) }));

/** Reads the feed with another query. */
const query = (change: (query: URLSearchParams) => void) =>
  onCall("GET", sales, (asked, pass) => {
    const url = new URL(asked.path, "http://proxy");
    change(url.searchParams);
    return pass({ path: url.pathname + url.search });
  });

/** Gives a fault the head that the feed had at first: other rules may sell at the same time, and raise the head. */
function withFirstHead(fault: (head: () => number) => Fault["begin"]): Fault["begin"] {
  return (config) => {
    let first: number | undefined;
    const handler = fault(() => first ?? 0)(config);
    return async (asked, pass) => {
      const answered = await handler(asked, pass);
      const page = isCall(asked, "GET", sales) ? salesPage.safeParse(jsonOf(answered.text)) : undefined;
      if (page?.success) first ??= page.data.head;
      return answered;
    };
  };
}

export const feedFaults: Fault[] = [
  {
    rule: "E1",
    wrong: "begins its feed with 2",
    begin: eachEvent((event) => ({ ...event, sequence: event.sequence + 1 })),
  },
  {
    rule: "E1",
    wrong: "leaves a number out",
    begin: eachEvent((event) => ({ ...event, sequence: event.sequence > 1 ? event.sequence + 1 : 1 })),
  },
  {
    rule: "E2",
    wrong: "changes an event after it was chained",
    begin: eachEvent((event) => ({ ...event, faceValueCents: event.faceValueCents + 1 })),
  },
  {
    rule: "E2",
    wrong: "begins the chain anew with each page",
    begin: onAnswer("GET", sales, salesPage, (page) => ({
      ...page,
      events: page.events.map((event, place) =>
        place === 0 ? { ...event, previousHash: "1".repeat(64) } : event,
      ),
    })),
  },
  { rule: "E3", wrong: "pays no heed to the limit", begin: query((asked) => asked.set("limit", "500")) },
  {
    rule: "E3",
    wrong: "begins the page with the event that was received already",
    begin: query((asked) => asked.set("after", String(Math.max(0, Number(asked.get("after")) - 1)))),
  },
  {
    rule: "E4",
    wrong: "tells a sale otherwise each time",
    begin: () => {
      let times = 0;
      return async (asked, pass) => {
        times += 1;
        const answered = await pass();
        const page = salesPage.safeParse(jsonOf(answered.text));
        if (!isCall(asked, "GET", sales) || !page.success) return answered;
        const events = page.data.events.map((event) => ({ ...event, pointOfSale: `till ${times}` }));
        return withBody(answered, { ...page.data, events });
      };
    },
  },
  {
    rule: "E5",
    wrong: "takes any number asked for as its head",
    begin: onAnswer("GET", sales, salesPage, (page, { path }) => ({
      ...page,
      head: Math.max(page.head, Number(new URL(path, "http://proxy").searchParams.get("after"))),
    })),
  },
  {
    rule: "E5",
    wrong: "names a head behind its own events",
    begin: onAnswer("GET", sales, salesPage, (page) => ({ ...page, head: Math.max(0, page.head - 1) })),
  },
  {
    rule: "E6",
    wrong: "reads a limit of 501 as 500",
    begin: query((asked) => asked.set("limit", String(Math.min(500, Number(asked.get("limit") ?? 500))))),
  },
  {
    rule: "E7",
    wrong: "takes the venue's fee for the organizer's",
    begin: eachEvent((event) => ({
      ...event,
      venueFeeCents: event.organizerFeeCents,
      organizerFeeCents: event.venueFeeCents,
    })),
  },
  {
    rule: "E7",
    wrong: "keeps the customer's name to itself",
    begin: eachEvent((event) => ({ ...event, holder: null })),
  },
  {
    rule: "E8",
    wrong: "dates a sale by the day before",
    begin: eachEvent((event) => ({
      ...event,
      soldAt: new Date(Date.parse(event.soldAt) - 86_400_000).toISOString(),
    })),
  },
  {
    rule: "E9",
    wrong: "refers to no sale that anybody knows",
    begin: eachEvent((event) => (event.refersTo ? { ...event, refersTo: event.eventId } : event)),
  },
  {
    rule: "E9",
    wrong: "forgets to tell of a cancellation",
    begin: onAnswer("GET", sales, salesPage, (page) => ({
      ...page,
      events: page.events.filter((event) => event.kind === "sale"),
    })),
  },
  {
    rule: "E10",
    wrong: "gives all lines of an order one number",
    begin: eachEvent((event) => ({ ...event, lineId: "1" })),
  },
  {
    rule: "E11",
    wrong: "numbers sales before they are committed",
    begin: () => {
      const seen = new Set<number>();
      return async (asked, pass) => {
        const answered = await pass();
        const page = salesPage.safeParse(jsonOf(answered.text));
        if (!isCall(asked, "GET", sales) || !page.success) return answered;
        // An event that another one has overtaken is not to be seen at first.
        const last = page.data.events.at(-1);
        const events = page.data.events.filter((event) => seen.has(event.sequence) || event === last);
        for (const event of page.data.events) seen.add(event.sequence);
        return withBody(answered, { ...page.data, events });
      };
    },
  },
  {
    rule: "E12",
    wrong: "answers by the head of a moment before",
    begin: withFirstHead((head) => afterOperation((answer) => ({ ...answer, asOf: head() }))),
  },
];

export const acknowledgementFaults: Fault[] = [
  {
    rule: "K1",
    wrong: "goes back with an acknowledgement that comes late",
    begin: onAnswer("POST", acknowledgements, acknowledgementAnswer, (_answer, asked) => ({
      upTo: acknowledgement.parse(asked.json).upTo,
    })),
  },
  {
    rule: "K2",
    wrong: "takes an acknowledgement of any stream",
    begin: onRefusal("POST", acknowledgements, "STREAM_DIFFERS", () => json({ upTo: 0 })),
  },
  {
    rule: "K3",
    wrong: "takes an acknowledgement with any hash",
    begin: onRefusal("POST", acknowledgements, "CHAIN_DIFFERS", (asked) =>
      json({ upTo: acknowledgement.parse(asked.json).upTo }),
    ),
  },
  {
    rule: "K4",
    wrong: "throws away what was acknowledged",
    begin: () => {
      let gone = 0;
      return async (asked, pass) => {
        if (isCall(asked, "POST", acknowledgements)) gone = acknowledgement.parse(asked.json).upTo;
        const answered = await pass();
        const page = salesPage.safeParse(jsonOf(answered.text));
        if (!isCall(asked, "GET", sales) || !page.success) return answered;
        return withBody(answered, {
          ...page.data,
          events: page.data.events.filter(({ sequence }) => sequence > gone),
        });
      };
    },
  },
];

const snapshot = (change: (seats: ReturnType<typeof contingentSnapshot.parse>) => unknown): Fault["begin"] =>
  onAnswer("GET", contingents, contingentSnapshot, change);

export const contingentFaults: Fault[] = [
  {
    rule: "P1",
    wrong: "forgets the last seat's grant",
    begin: snapshot((seats) => ({ ...seats, grants: seats.grants.slice(0, -1) })),
  },
  {
    rule: "P2",
    wrong: "shows seats in baskets as on offer",
    begin: snapshot((seats) => ({
      ...seats,
      states: seats.states.map((state) => (state === "inBasket" ? "offered" : state)),
    })),
  },
  {
    rule: "P2",
    wrong: "shows the grant for the highest command",
    begin: snapshot((seats) => ({ ...seats, commands: seats.grants })),
  },
  {
    rule: "P3",
    wrong: "reads the head of the feed before the seats",
    begin: withFirstHead((head) => snapshot((seats) => ({ ...seats, asOf: head() }))),
  },
  {
    rule: "P4",
    wrong: "shows an empty contingent where there is none",
    begin: onRefusal("GET", contingents, "NOT_FOUND", () =>
      json({
        asOf: 0,
        performanceNumber: 1,
        localDate: "2031-01-01",
        localTime: "20:00",
        seatCodes: [],
        states: [],
        grants: [],
        commands: [],
        fences: [],
      }),
    ),
  },
  {
    rule: "P5",
    wrong: "knows no seat of a performance that was never created",
    begin: onCall("GET", contingents, async (_, pass) => {
      const answered = await pass();
      const seats = contingentSnapshot.safeParse(jsonOf(answered.text));
      if (!seats.success || seats.data.localDate !== null) return answered;
      return json({ error: "NOT_FOUND", message: "no such performance" }, 404);
    }),
  },
  {
    rule: "H1",
    wrong: "counts seats in baskets as on offer",
    begin: onAnswer("GET", shows, showView, (show) => ({
      ...show,
      performances: show.performances.map((one) => ({
        ...one,
        offered: one.offered + one.inBasket,
        inBasket: 0,
      })),
    })),
  },
  {
    rule: "H1",
    wrong: "says confirmed of every show",
    begin: onAnswer("GET", shows, showView, (show) => ({ ...show, status: "confirmed" })),
  },
  {
    rule: "H2",
    wrong: "sells before the show is on sale",
    begin: () => async (asked, pass) => {
      const answered = await pass();
      const refused = asked.path === "/hooks/basket" && answered.status === 409;
      return refused ? json({ basketId: "a basket" }) : answered;
    },
  },
  {
    rule: "H3",
    wrong: "shows a show that it does not have",
    begin: onRefusal("GET", shows, "NOT_FOUND", () =>
      json({ showNumber: 1, title: "", status: "confirmed", performances: [] }),
    ),
  },
];

export const barcodeFaults: Fault[] = [
  {
    rule: "B1",
    wrong: "draws barcodes of another kind",
    begin: eachEvent((event) => ({ ...event, barcode: `9${event.barcode.slice(1)}` })),
  },
  {
    rule: "B1",
    wrong: "draws barcodes of 13 digits",
    begin: eachEvent((event) => ({ ...event, barcode: event.barcode.slice(0, 13) })),
  },
  {
    rule: "B2",
    wrong: "gives a seat the same barcode every time it is sold",
    begin: eachEvent((event) => ({
      ...event,
      barcode: `02${String(event.performanceNumber * 100 + event.seatCode).padStart(12, "0")}`,
    })),
  },
];

/** Calls of the second institution are made with the first one's token where `whether` says so. */
function mistaken(whether: (asked: Asked) => boolean): Fault["begin"] {
  return ({ institution }) => {
    let token = "";
    return async (asked, pass) => {
      if (isCall(asked, "POST", session)) {
        const answered = await pass();
        const opened = sessionAnswer.safeParse(jsonOf(answered.text)).data;
        const { data } = sessionRequest.safeParse(asked.json);
        if (opened && data?.institutionCode === institution.institutionCode) token = opened.token;
        return answered;
      }
      return whether(asked)
        ? pass({ headers: { ...asked.headers, authorization: `Bearer ${token}` } })
        : pass();
    };
  };
}

export const isolationFaults: Fault[] = [
  {
    rule: "I1",
    wrong: "shows a show to every institution",
    begin: mistaken((asked) => isCall(asked, "GET", shows)),
  },
  {
    rule: "I1",
    wrong: "shows a stored answer to every institution",
    begin: mistaken((asked) => isCall(asked, "GET", operations)),
  },
  {
    rule: "I2",
    wrong: "has one feed for all institutions",
    begin: mistaken((asked) => isCall(asked, "GET", sales)),
  },
  {
    rule: "I3",
    wrong: "takes back seats for another institution",
    begin: mistaken((asked) => operationOf(asked)?.kind === "recall"),
  },
  {
    rule: "I4",
    wrong: "has one log of operations for all institutions",
    begin: () => {
      const log = new Map<string, Answered>();
      return async (asked, pass) => {
        const before = operationOf(asked) && log.get(operationIdOf(asked));
        const answered = before ?? (await pass());
        if (operationOf(asked)) log.set(operationIdOf(asked), answered);
        return answered;
      };
    },
  },
  {
    rule: "I5",
    wrong: "gives up another institution's operation",
    begin: mistaken((asked) => asked.path.endsWith("/void")),
  },
];
