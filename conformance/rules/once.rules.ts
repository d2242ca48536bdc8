import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { type OperationRequest, operationAnswer } from "@allotement/protocol/messages/operation.ts";
import type { Context } from "../context.ts";
import { expectRefusal, expectSame, expectThat, read } from "../expectations.ts";
import type { Exchange } from "../line.ts";
import { Broken, type Rule } from "../rule.ts";
import { error, granted, openStage } from "../stage.ts";

const copies = 16;

function put(context: Context, operationId: string, body: OperationRequest): Promise<Exchange> {
  return context.line.call("PUT", `/operations/${operationId}`, { body: canonicalJson(body) });
}

/** The copy is answered to the byte like the first. */
function expectCopy(copy: Exchange, first: Exchange): void {
  expectSame("the status of a copy", copy.status, first.status, copy);
  if (copy.text !== first.text) throw new Broken(`to the byte: ${first.text}`, copy.text, copy);
}

export const onceRules: Rule[] = [
  {
    id: "O1",
    title: "The same id with the same body is given the stored answer again, to the byte.",
    source: "Rule 3",
    meaning: "After a lost answer the venue cannot learn what became of its seats.",
    async run(context) {
      const stage = openStage(context);
      const sent = await stage.allot([1, 2], 1);
      await stage.recall([1], 2, 1);
      expectCopy(await put(context, sent.operationId, sent.body), sent.exchange);
      await stage.expectSeats({ 1: { state: "withdrawn", command: 2 }, 2: { state: "offered", command: 1 } });
    },
  },
  {
    id: "O2",
    title: "A refusal is stored as well, and answered again when its cause is gone.",
    source: "Rule 3",
    meaning: "The venue has put its seats back on a refusal; a copy then carries the operation out.",
    async run(context) {
      const stage = openStage(context);
      const refused = await stage.allot([1], 1, { createShow: false, createPerformance: false });
      refused.is({ refused: 11 });
      await stage.allot([2], 1);
      expectCopy(await put(context, refused.operationId, refused.body), refused.exchange);
      const held = await stage.allot([2], 2);
      held.is([error(40)]);
      await stage.recall([2], 3, 1);
      expectCopy(await put(context, held.operationId, held.body), held.exchange);
      await stage.expectSeats({ 2: { state: "withdrawn" } });
    },
  },
  {
    id: "O3",
    title: "The same id with another body is refused as OPERATION_BODY_DIFFERS, and changes nothing.",
    source: "Rule 3",
    meaning: "Two different operations pass for one; one of them is lost.",
    async run(context) {
      const stage = openStage(context);
      const sent = await stage.allot([1], 1);
      const other = stage.body("allot", [1, 2], { command: 1 });
      expectRefusal(await put(context, sent.operationId, other), "OPERATION_BODY_DIFFERS");
      const seats = await stage.snapshot();
      expectSame("seats of the contingent", seats.seatCodes, [1], context.trace.at(-1));
      expectCopy(await put(context, sent.operationId, sent.body), sent.exchange);
    },
  },
  {
    id: "O4",
    title: "Sixteen copies at once have one effect and one answer; a copy may be told 409 in progress.",
    source: "Rule 3",
    meaning: "An impatient repetition moves seats twice, or gets an answer that was never stored.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      const operationId = context.ids.uuid();
      const body = stage.body("allot", [1, 2, 3], { command: 1 });
      const answers = await Promise.all(
        Array.from({ length: copies }, () => put(context, operationId, body)),
      );
      const last = await put(context, operationId, body);
      read(last, operationAnswer);
      for (const answer of answers) {
        if (answer.status === 409) expectRefusal(answer, "OPERATION_IN_PROGRESS");
        else expectCopy(answer, last);
      }
      const outcome = { outcome: "done", results: [1, 2, 3].map((seatCode) => ({ seatCode, grant: 1 })) };
      const { asOf: _, ...said } = read(last, operationAnswer);
      expectSame("the answer of all copies", said, outcome, last);
      await stage.expectSeats({ 1: { state: "offered", grant: 1, command: 1 } });
    },
  },
  {
    id: "O5",
    title: "Of sixteen operations at once that ask for one seat, exactly one is granted.",
    source: "Rule 11",
    meaning: "The same seat is held under two grants.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      const sent = await Promise.all(
        Array.from({ length: copies }, (_, place) => stage.allot([1], place + 1)),
      );
      const grants = sent.flatMap(({ answer }) =>
        answer.outcome === "done" ? answer.results.flatMap(({ grant }) => grant ?? []) : [],
      );
      expectThat(grants.length === 1, "one grant", `${grants.length}`, context.trace.at(-1));
      await stage.expectSeats({ 1: { state: "offered", grant: grants[0] ?? 0 } });
    },
  },
  {
    id: "O6",
    title: "The stored answer can be read by the operation's id; an unknown id is NOT_FOUND.",
    source: "Messages",
    meaning: "Nobody can see what the reseller has answered.",
    async run(context) {
      const stage = openStage(context);
      const sent = await stage.allot([1], 1);
      const stored = await context.line.call("GET", `/operations/${sent.operationId}`);
      expectSame("the stored answer", read(stored, operationAnswer), sent.answer, stored);
      expectRefusal(await context.line.call("GET", `/operations/${context.ids.uuid()}`), "NOT_FOUND");
    },
  },
  {
    id: "O7",
    title: "The same seat twice in one operation is refused as DUPLICATE_SEAT, and changes nothing.",
    source: "What a call may be refused with",
    meaning: "One seat gets two results, and nobody knows which holds.",
    async run(context) {
      const stage = openStage(context);
      const body = stage.body("allot", [1, 2, 1], { command: 1 });
      expectRefusal(await put(context, context.ids.uuid(), body), "DUPLICATE_SEAT");
      expectRefusal(await context.line.call("GET", `/shows/${stage.showNumber}`), "NOT_FOUND");
    },
  },
  {
    id: "O8",
    title: "One operation carries up to 500 seats, answered in its order; 501 are refused.",
    source: "An operation",
    meaning: "Large halls cannot be allotted, or one message may be of any size.",
    async run(context) {
      const stage = openStage(context);
      const seats = Array.from({ length: 500 }, (_, place) => ((place * 7) % 500) + 1);
      (await stage.allot(seats, 1)).is(seats.map(() => granted(1)));
      const body = stage.body("allot", [...seats, 501], { command: 2 });
      expectRefusal(await put(context, context.ids.uuid(), body), "INVALID_REQUEST");
      await stage.expectSeats({ 1: { state: "offered", command: 1 }, 500: { state: "offered", command: 1 } });
    },
  },
];
