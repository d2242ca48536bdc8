import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { acknowledgementAnswer, type FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { Context } from "../context.ts";
import { expectRefusal, expectSame, expectThat, read } from "../expectations.ts";
import { NotProven, type Rule } from "../rule.ts";
import { eventsAfter, headOf, putOnSale, sell } from "../sales.ts";
import { openStage } from "../stage.ts";

const acknowledge = (context: Context, body: { streamId: string; upTo: number; hash: string }) =>
  context.line.call("POST", "/sales/acknowledgements", { body });

/** Two sales at the end of the feed, and the stream's id. */
async function twoSales(
  context: Context,
): Promise<{ streamId: string; earlier: FeedEvent; later: FeedEvent }> {
  const before = await headOf(context.line);
  const stage = openStage(context);
  await stage.allot([1, 2], 1);
  await putOnSale(context, stage);
  await sell(context, stage, [1]);
  await sell(context, stage, [2]);
  const [earlier, later] = await eventsAfter(context.line, before);
  if (!earlier || !later) throw new NotProven("the sales are not in the feed");
  const { answer } = await context.sessions.opened(context.line.institutionCode);
  return { streamId: answer.streamId, earlier, later };
}

export const acknowledgementRules: Rule[] = [
  {
    id: "K1",
    title: "An acknowledgement is cumulative: an older one that comes late changes nothing.",
    source: "Messages",
    meaning: "The reseller raises an alarm for a venue that has received everything.",
    needs: ["hooks"],
    async run(context) {
      const { streamId, earlier, later } = await twoSales(context);
      const upTo = async ({ sequence, hash }: FeedEvent) => {
        const exchange = await acknowledge(context, { streamId, upTo: sequence, hash });
        return { exchange, kept: read(exchange, acknowledgementAnswer).upTo };
      };
      // Rules are proven side by side: another one may have acknowledged more.
      for (const event of [earlier, later]) {
        const { exchange, kept } = await upTo(event);
        const { sequence } = event;
        expectThat(kept >= sequence, `upTo of at least ${sequence}`, `${kept}`, exchange);
      }
      const { exchange, kept } = await upTo(earlier);
      const { sequence } = later;
      expectThat(kept >= sequence, `upTo of at least ${sequence}, acknowledged before`, `${kept}`, exchange);
    },
  },
  {
    id: "K2",
    title: "An acknowledgement of another stream is refused as STREAM_DIFFERS.",
    source: "What a call may be refused with",
    meaning: "A venue that follows a feed that is gone believes that all is well.",
    async run(context) {
      const body = { streamId: context.ids.uuid(), upTo: 0, hash: chainStart };
      expectRefusal(await acknowledge(context, body), "STREAM_DIFFERS");
    },
  },
  {
    id: "K3",
    title: "An acknowledgement with another hash, or beyond the head, is refused as CHAIN_DIFFERS.",
    source: "What a call may be refused with",
    meaning: "Nobody notices that both sides have kept different sales.",
    needs: ["hooks"],
    async run(context) {
      const { streamId, earlier, later } = await twoSales(context);
      const { sequence, hash } = earlier;
      expectRefusal(
        await acknowledge(context, { streamId, upTo: sequence, hash: later.hash }),
        "CHAIN_DIFFERS",
      );
      expectRefusal(await acknowledge(context, { streamId, upTo: 0, hash }), "CHAIN_DIFFERS");
      const beyond = sequence + 1_000_000;
      expectRefusal(await acknowledge(context, { streamId, upTo: beyond, hash }), "CHAIN_DIFFERS");
    },
  },
  {
    id: "K4",
    title: "An acknowledgement deletes nothing: what was acknowledged can be read again.",
    source: "Messages",
    meaning: "A venue restored from a backup cannot receive its sales again.",
    needs: ["hooks"],
    async run(context) {
      const { streamId, earlier, later } = await twoSales(context);
      const { sequence, hash } = later;
      read(await acknowledge(context, { streamId, upTo: sequence, hash }), acknowledgementAnswer);
      const again = await eventsAfter(context.line, earlier.sequence - 1);
      expectSame("the acknowledged events", again.slice(0, 2), [earlier, later], context.trace.at(-1));
    },
  },
];
