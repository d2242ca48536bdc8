import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followChanges } from "./live-changes.ts";
import { mergeSeats } from "./merge-seats.ts";

const key = ["interface", "recall", "performance", 12];
const plan = {
  title: "RICHARD III",
  seatCodes: [101, 102, 103],
  states: ["allotted", "allotted", "held"],
  inHold: [1, 1, 1],
};

let client: QueryClient;
let asked: string[];
let answers: Record<string, object>;
let leave: (() => void)[];

beforeEach(() => {
  client = new QueryClient();
  asked = [];
  answers = {};
  leave = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Response(JSON.stringify(answers[path] ?? {}));
  });
});
afterEach(() => {
  for (const stop of leave) stop();
  client.clear();
  vi.unstubAllGlobals();
});

/** As a page that shows the query. */
function show(queryKey: readonly unknown[], data: object): { fetched: () => number } {
  let count = 0;
  const queryFn = async () => {
    count += 1;
    return data;
  };
  client.setQueryData(queryKey, data);
  leave.push(new QueryObserver(client, { queryKey, queryFn, staleTime: 60_000 }).subscribe(() => {}));
  return { fetched: () => count };
}

test("of a plan that is shown, the seats that moved are asked for alone, once for a run of changes", async () => {
  const page = show(key, plan);
  const path = "/api/interface/recall/performances/12?seats=102%2C103";
  answers[path] = { ...plan, seatCodes: [102, 103], states: ["sold", "allotted"], inHold: [1, 0] };
  const change = followChanges(client);
  change({ topic: "seats", performanceNumber: 12, seatCodes: [102] });
  change({ topic: "seats", performanceNumber: 12, seatCodes: [102, 103] });
  await expect
    .poll(() => client.getQueryData(key))
    .toEqual({
      ...plan,
      states: ["allotted", "sold", "allotted"],
      inHold: [1, 1, 0],
    });
  expect(asked).toEqual([path]);
  expect(page.fetched()).toBe(0);
});

test.each([
  ["the server names none", null],
  ["they are more than an address holds", Array.from({ length: 501 }, (_, index) => index + 1)],
])("the whole plan is asked for again where %s", async (_why, seatCodes) => {
  const page = show(key, plan);
  followChanges(client)({ topic: "seats", performanceNumber: 12, seatCodes });
  await expect.poll(page.fetched).toBe(1);
  expect(asked).toEqual([]);
});

test("a plan that is not shown, and that of another performance, are not asked for", async () => {
  const other = show(["performances", 13, "seats"], plan);
  const counters = show(["interface", "state"], {});
  followChanges(client)({ topic: "seats", performanceNumber: 12, seatCodes: [101] });
  await expect.poll(counters.fetched).toBe(1);
  expect([asked, other.fetched()]).toEqual([[], 0]);
});

test("a run's progress is asked for without the plans", async () => {
  const [run, seats] = [show(["runs", "r1"], {}), show(key, plan)];
  followChanges(client)({ topic: "runs" });
  await expect.poll(run.fetched).toBe(1);
  expect([asked, seats.fetched()]).toEqual([[], 0]);
});

test("seats that a plan does not have change nothing of it", () => {
  const part = { ...plan, seatCodes: [999], states: ["sold"], inHold: [0] };
  expect(mergeSeats(plan, part)).toEqual(plan);
});
