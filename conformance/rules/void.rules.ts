import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { operationAnswer, type VoidAnswer, voidAnswer } from "@allotement/protocol/messages/operation.ts";
import type { Context } from "../context.ts";
import { expectSame, expectThat, read } from "../expectations.ts";
import { Broken, type Rule } from "../rule.ts";
import { error, granted, openStage, type Stage } from "../stage.ts";

async function give(
  context: Context,
  { performanceNumber }: Stage,
  operationId: string,
  seats: { seatCode: number; command: number }[],
): Promise<VoidAnswer> {
  const body = { performanceNumber, seats };
  return read(await context.line.call("POST", `/operations/${operationId}/void`, { body }), voidAnswer);
}

function expectVoided(context: Context, answer: VoidAnswer): void {
  expectSame("the state of an operation that never came", answer.state, "voided", context.trace.at(-1));
}

export const voidRules: Rule[] = [
  {
    id: "V1",
    title: "A void of an operation that was carried out answers applied, with the stored answer.",
    source: "Messages",
    meaning: "The venue takes back seats that the reseller holds.",
    async run(context) {
      const stage = openStage(context);
      const sent = await stage.allot([1], 1);
      const answer = await give(context, stage, sent.operationId, [{ seatCode: 1, command: 1 }]);
      expectSame(
        "the void's answer",
        answer,
        { state: "applied", answer: sent.answer },
        context.trace.at(-1),
      );
      await stage.expectSeats({ 1: { state: "offered", grant: 1 } });
    },
  },
  {
    id: "V2",
    title: "A void of a refused operation answers applied, with the refusal.",
    source: "Messages",
    meaning: "Two different stories are told of one operation.",
    async run(context) {
      const stage = openStage(context);
      const sent = await stage.allot([1], 1, { createShow: false, createPerformance: false });
      sent.is({ refused: 11 });
      const answer = await give(context, stage, sent.operationId, [{ seatCode: 1, command: 1 }]);
      expectSame(
        "the void's answer",
        answer,
        { state: "applied", answer: sent.answer },
        context.trace.at(-1),
      );
    },
  },
  {
    id: "V3",
    title:
      "A voided operation is dead for ever: a late copy changes nothing and is answered 44 for every seat.",
    source: "Messages",
    meaning: "The venue has sold the seats again; a late copy gives them to the reseller as well.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      const operationId = context.ids.uuid();
      expectVoided(context, await give(context, stage, operationId, [{ seatCode: 1, command: 1 }]));
      const body = stage.body("allot", [1], { command: 1 });
      (await stage.put(body, operationId)).is([error(44)]);
      (await stage.put(body, operationId)).is([error(44)]);
      const seen = await stage.snapshot();
      const place = seen.seatCodes.indexOf(1);
      const state = place < 0 ? "withdrawn" : seen.states[place];
      expectSame("the seat of a voided allot", state, "withdrawn", context.trace.at(-1));
    },
  },
  {
    id: "V4",
    title: "A void given again is voided again, also after a late copy.",
    source: "Messages",
    meaning: "The venue's repeated question gets another answer than before.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      const operationId = context.ids.uuid();
      const seats = [{ seatCode: 1, command: 1 }];
      const first = await give(context, stage, operationId, seats);
      expectVoided(context, first);
      expectSame("the same void again", await give(context, stage, operationId, seats), first);
      await stage.put(stage.body("allot", [1], { command: 1 }), operationId);
      expectSame("the same void again", await give(context, stage, operationId, seats), first);
    },
  },
  {
    id: "V5",
    title: "A void raises its seats' counters: what is not above them is stale under any id.",
    source: "Messages",
    meaning: "Once the log is pruned a late copy of the dead operation is carried out.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      const seats = [
        { seatCode: 1, command: 4 },
        { seatCode: 9, command: 3 },
      ];
      expectVoided(context, await give(context, stage, context.ids.uuid(), seats));
      (await stage.allot([1], 4)).is([error(44)]);
      (await stage.recall([9], 3, 1)).is([error(44)]);
      (await stage.allot([1], 5)).is([granted(5)]);
      (await stage.recall([9], 4, 1)).is([granted(1)]);
    },
  },
  {
    id: "V6",
    title: "A void and copies of its operation at the same moment agree on what became of it.",
    source: "Rule 3",
    meaning: "One side hears that the seats have gone, the other that they have not.",
    async run(context) {
      const stage = openStage(context);
      await stage.allot([9], 1);
      for (let seatCode = 1; seatCode <= 4; seatCode += 1) {
        const operationId = context.ids.uuid();
        const body = canonicalJson(stage.body("allot", [seatCode], { command: 1 }));
        const send = () => context.line.call("PUT", `/operations/${operationId}`, { body });
        const [one, verdict, other] = await Promise.all([
          send(),
          give(context, stage, operationId, [{ seatCode, command: 1 }]),
          send(),
        ]);
        const seen = await stage.snapshot();
        const offered = seen.states[seen.seatCodes.indexOf(seatCode)] === "offered";
        const last = context.trace.at(-1);
        expectThat(
          offered === (verdict.state === "applied"),
          `a seat ${verdict.state}`,
          "another state",
          last,
        );
        const result = verdict.state === "applied" ? { seatCode, grant: 1 } : { seatCode, error: 44 };
        for (const copy of [one, other]) {
          if (copy.status === 409) continue;
          const answer = read(copy, operationAnswer);
          if (answer.outcome === "refused") throw new Broken("outcome done", `refused ${answer.error}`, copy);
          expectSame("the copy's result", answer.results, [result], copy);
        }
      }
    },
  },
];
