import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { operationAnswer, voidAnswer } from "@allotement/protocol/messages/operation.ts";
import { type Context, given } from "../context.ts";
import { expectRefusal, expectSame, expectThat, read } from "../expectations.ts";
import type { Line } from "../line.ts";
import { Broken, type Rule } from "../rule.ts";
import { eventsAfter, eventsOf, headOf, putOnSale, sell } from "../sales.ts";
import { granted, openStage } from "../stage.ts";

const secondOf = (context: Context): Line =>
  context.lineOf(given(context.config.secondInstitution, "secondInstitution").institutionCode);

const needs = ["secondInstitution"] as const;
const source = "Access";

export const isolationRules: Rule[] = [
  {
    id: "I1",
    title: "Nothing of an institution can be read with another's token: show, contingent, stored answer.",
    source,
    meaning: "A theatre sees what another one sells.",
    needs,
    async run(context) {
      const second = secondOf(context);
      const stage = openStage(context);
      const { operationId } = await stage.allot([1], 1);
      for (const path of [
        `/shows/${stage.showNumber}`,
        `/performances/${stage.performanceNumber}/contingent`,
        `/operations/${operationId}`,
      ])
        expectRefusal(await second.call("GET", path), "NOT_FOUND");
    },
  },
  {
    id: "I2",
    title: "An institution's sales stand in its own feed alone.",
    source,
    meaning: "A theatre receives another one's customers and takings.",
    needs: ["hooks", "secondInstitution"],
    async run(context) {
      const second = secondOf(context);
      const [mine, theirs] = [await headOf(context.line), await headOf(second)];
      const stage = openStage(context);
      await stage.allot([1], 1);
      await putOnSale(context, stage);
      await sell(context, stage, [1]);
      expectSame("sales in the institution's own feed", (await eventsOf(stage, mine)).length, 1);
      const leaked = (await eventsAfter(second, theirs)).filter(
        ({ performanceNumber }) => performanceNumber === stage.performanceNumber,
      );
      expectSame("sales in another institution's feed", leaked.length, 0, context.trace.at(-1));
    },
  },
  {
    id: "I3",
    title: "No seat of an institution is moved with another's token.",
    source,
    meaning: "A theatre takes back, or blocks, what another one sells.",
    needs,
    async run(context) {
      const second = secondOf(context);
      const stage = openStage(context);
      await stage.allot([1], 1);
      for (const kind of ["recall", "fence"] as const) {
        const body = canonicalJson(stage.body(kind, [1], { command: 5, grant: 1 }));
        const exchange = await second.call("PUT", `/operations/${context.ids.uuid()}`, { body });
        read(exchange, operationAnswer);
      }
      const path = `/performances/${stage.performanceNumber}/schedule`;
      const schedule = { version: 9, localDate: "2031-01-01", localTime: "11:11" };
      expectRefusal(await second.call("PUT", path, { body: schedule }), "NOT_FOUND");
      await stage.expectSeats({ 1: { state: "offered", grant: 1, command: 1, fence: 0 } });
      expectSame("the date", (await stage.snapshot()).localDate, stage.localDate, context.trace.at(-1));
    },
  },
  {
    id: "I4",
    title:
      "The same numbers, seats and operation ids of two institutions have nothing to do with each other.",
    source,
    meaning: "A theatre's operation is answered with another one's, and is never carried out.",
    needs,
    async run(context) {
      const second = secondOf(context);
      const stage = openStage(context);
      const { operationId, body } = await stage.allot([1], 7);
      const theirs = { ...body, seats: body.seats.map((seat) => ({ ...seat, command: 2 })) };
      const sent = canonicalJson(theirs);
      const exchange = await second.call("PUT", `/operations/${operationId}`, { body: sent });
      const answer = read(exchange, operationAnswer);
      if (answer.outcome === "refused") throw new Broken("outcome done", `refused ${answer.error}`, exchange);
      expectSame(
        "the second institution's results",
        answer.results,
        [{ seatCode: 1, ...granted(2) }],
        exchange,
      );
      await stage.expectSeats({ 1: { state: "offered", grant: 7 } });
    },
  },
  {
    id: "I5",
    title: "No operation of an institution is given up with another's token.",
    source,
    meaning: "A theatre stops another one's exchange.",
    needs,
    async run(context) {
      const second = secondOf(context);
      const stage = openStage(context);
      await stage.allot([9], 1);
      const operationId = context.ids.uuid();
      const { performanceNumber } = stage;
      const body = { performanceNumber, seats: [{ seatCode: 1, command: 4 }] };
      const exchange = await second.call("POST", `/operations/${operationId}/void`, { body });
      const { state } = read(exchange, voidAnswer);
      expectThat(state === "voided", "voided, in the second institution", state, exchange);
      (await stage.put(stage.body("allot", [1], { command: 1 }), operationId)).is([granted(1)]);
    },
  },
];
