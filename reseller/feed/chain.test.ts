import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { feedEvent } from "@allotement/protocol/messages/sales.ts";
import { vectors } from "@allotement/protocol/vectors.fixture.ts";
import { expect, test } from "vitest";
import { chained } from "./sequencer.ts";

test("events get the places and hashes that the contract's vectors write", () => {
  const events = vectors("feed-chain").map((line) => feedEvent.parse(JSON.parse(line)));
  const unnumbered = events.map(({ sequence: _s, previousHash: _p, hash: _h, ...facts }, index) => ({
    recorded: index,
    facts,
  }));
  const links = chained({ sequence: 0, hash: chainStart }, unnumbered);
  expect(links).toEqual(
    events.map(({ sequence, previousHash, hash }, recorded) => ({ recorded, sequence, previousHash, hash })),
  );
});
