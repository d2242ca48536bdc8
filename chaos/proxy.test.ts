import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chanceOf } from "../simulator/chance.ts";
import { type FaultyProxy, startProxy, type WireFault, type WireMix } from "./proxy.ts";

let target: Server;
let proxy: FaultyProxy;
/** Which messages have arrived. */
let arrived: string[];

beforeEach(async () => {
  arrived = [];
  target = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.end("carried out");
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const address = target.address();
  proxy = await startProxy(typeof address === "object" && address ? address.port : 0);
});
afterEach(async () => {
  await proxy.close();
  target.closeAllConnections();
  await new Promise((resolve) => target.close(resolve));
});

const none: WireMix = { drop: 0, cut: 0, silence: 0, gateway: 0, repeat: 0, late: 0, delay: 0, slowest: 10 };
const disturb = (fault?: WireFault) =>
  proxy.disturb(fault ? { ...none, [fault]: 1 } : none, chanceOf(1, "proxy"));

/** What a caller is told: the status, or that the line broke. */
async function put(): Promise<number | "broken"> {
  return fetch(`${proxy.url}/seat`, { method: "PUT", body: "body" }).then(
    (response) => response.status,
    () => "broken" as const,
  );
}

test.each<{ fault: WireFault; told: number | "broken"; copies: number }>([
  { fault: "drop", told: "broken", copies: 0 },
  { fault: "cut", told: "broken", copies: 1 },
  { fault: "gateway", told: 504, copies: 1 },
  { fault: "repeat", told: 200, copies: 2 },
  { fault: "late", told: 200, copies: 1 },
  { fault: "delay", told: 200, copies: 1 },
])("$fault: the caller is told $told, and $copies copies arrive", async ({ fault, told, copies }) => {
  disturb(fault);
  expect(await put()).toBe(told);
  expect(arrived).toHaveLength(copies);
  expect(proxy.befell).toMatchObject({ messages: 1, [fault]: 1 });
});

test("a late copy arrives in the next round", async () => {
  disturb("late");
  await put();
  disturb();
  await expect.poll(() => arrived.length).toBe(2);
});

test("silence lasts until the line heals, and nothing has arrived", async () => {
  disturb("silence");
  const told = put();
  await expect.poll(() => proxy.befell.silence).toBe(1);
  proxy.heal();
  expect(await told).toBe("broken");
  expect(arrived).toEqual([]);
  expect(await put()).toBe(200);
});

test("a partition lets no request pass, or no answer", async () => {
  proxy.part(60_000);
  expect(await put()).toBe("broken");
  expect(arrived).toEqual([]);
  proxy.heal();
  proxy.part(60_000, "answers");
  expect(await put()).toBe("broken");
  expect(arrived).toHaveLength(1);
  proxy.heal();
  expect(await put()).toBe(200);
});

test("who cannot be reached behind it is answered for by a gateway: 502", async () => {
  target.closeAllConnections();
  await new Promise((resolve) => target.close(resolve));
  expect(await put()).toBe(502);
  target = createServer().listen(0, "127.0.0.1");
});
