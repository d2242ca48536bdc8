import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addInstitution,
  answerOf,
  institutionCode,
  movableClock,
  type Network,
  openSession,
  operation,
  password,
  startNetwork,
} from "../network.fixture.ts";
import { limitedCaller } from "./address.ts";
import { rateLimit } from "./rate-limit.ts";

/** The rules of the protocol's section 6 at the reseller's door, beside those of access.test.ts. */

const at = `/api/institutions/${institutionCode}`;

interface Seen {
  status: number;
  error?: string;
  seenAddress?: string;
}

/** Opens a session with these headers, each as often as it has values. */
function knock(url: string, headers: Record<string, string | string[]>): Promise<Seen> {
  const body = JSON.stringify({ institutionCode, userName: "lyre", password });
  return new Promise((resolve, reject) => {
    const call = httpRequest(`${url}/allotment/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
    });
    call.on("error", reject);
    call.on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, ...JSON.parse(text) });
    });
    call.end(body);
  });
}

describe("the real client's address", () => {
  let behind: Network;
  let alone: Network;
  beforeAll(async () => {
    behind = await startNetwork({ trustedProxies: "127.0.0.1,10.20.0.0/16" });
    alone = await startNetwork();
    for (const network of [behind, alone])
      await network.manager("PUT", `${at}/addresses`, { addresses: ["192.0.2.7", "2001:db8:7::/64"] });
  });
  afterAll(async () => {
    await behind.close();
    await alone.close();
  });

  const named = (value: string | string[]) => ({ "x-forwarded-for": value });

  test.each<[string, string | string[], string]>([
    ["named alone", "203.0.113.9", "203.0.113.9"],
    ["behind forged entries on its left", "192.0.2.7, 192.0.2.7, 203.0.113.9", "203.0.113.9"],
    ["in the last of several headers", ["192.0.2.7", "203.0.113.9"], "203.0.113.9"],
    ["before a second trusted proxy", "192.0.2.7, 203.0.113.9, 10.20.3.4", "203.0.113.9"],
    ["as an IPv4 address written as IPv6", "192.0.2.7, ::ffff:203.0.113.9", "203.0.113.9"],
    ["with a port", "192.0.2.7, 203.0.113.9:4711", "203.0.113.9"],
    ["as IPv6", "192.0.2.7, 2001:DB8::9", "2001:db8::9"],
    ["as IPv6 with a port", "192.0.2.7, [2001:db8::9]:4711", "2001:db8::9"],
    ["as nonsense: then the proxy's own counts", "192.0.2.7, <script>", "127.0.0.1"],
    ["as a word", "192.0.2.7, unknown", "127.0.0.1"],
    ["as nothing", "", "127.0.0.1"],
    ["as an octal spelling", "192.0.2.7, 0300.0.02.07", "127.0.0.1"],
  ])("is the one the trusted proxy saw: %s", async (_where, value, address) => {
    const seen = await knock(behind.url, named(value));
    expect(seen).toMatchObject({ status: 403, error: "ADDRESS_REFUSED", seenAddress: address });
  });

  test.each<[string]>([["192.0.2.7"], ["203.0.113.5, 192.0.2.7"], ["192.0.2.7:55"], ["2001:db8:7::99"]])(
    "opens the door where it stands in the institution's list: %s",
    async (value) => {
      expect(await knock(behind.url, named(value))).toMatchObject({ status: 200 });
    },
  );

  test("is the socket's where no proxy is trusted, whatever headers say", async () => {
    const forged = {
      "x-forwarded-for": ["192.0.2.7", "192.0.2.7"],
      "x-real-ip": "192.0.2.7",
      "true-client-ip": "192.0.2.7",
      forwarded: "for=192.0.2.7",
      via: "1.1 192.0.2.7",
    };
    expect(await knock(alone.url, forged)).toMatchObject({ status: 403, seenAddress: "127.0.0.1" });
  });

  test("a trusted proxy's other headers name nobody", async () => {
    const forged = { "x-real-ip": "192.0.2.7", forwarded: "for=192.0.2.7", "client-ip": "192.0.2.7" };
    expect(await knock(behind.url, forged)).toMatchObject({ status: 403, seenAddress: "127.0.0.1" });
  });
});

describe("limits", () => {
  test("the seconds of Retry-After are enough, for calls and for seats; another institution is not held back", async () => {
    const clock = movableClock();
    const network = await startNetwork({
      clock,
      environment: { CALLS_PER_MINUTE: 20, SEATS_PER_MINUTE: 30 },
    });
    await addInstitution(network.manager, 8888);
    const other = await openSession(network.url, 8888);
    const seats = (count: number) =>
      JSON.stringify(
        operation(
          "allot",
          Array.from({ length: count }, (_, index) => index + 1),
          1,
        ),
      );
    const send = (count: number) => network.client.check(network.token, JSON.parse(seats(count)));
    answerOf(await send(30));
    const refused = await send(15);
    expect(refused).toMatchObject({ status: 429, error: "TOO_MANY_REQUESTS" });
    if (refused.kind !== "refused" || refused.retryAfterSeconds === undefined)
      throw new Error("no Retry-After");
    clock.advance((refused.retryAfterSeconds - 2) * 1000);
    expect(await send(15)).toMatchObject({ status: 429 });
    clock.advance(2_000);
    answerOf(await send(15));
    let excess = await network.client.sales(network.token, 0, 1);
    for (let call = 0; call < 60 && excess.kind === "answer"; call += 1)
      excess = await network.client.sales(network.token, 0, 1);
    if (excess.kind !== "refused" || excess.retryAfterSeconds === undefined)
      throw new Error("no Retry-After");
    answerOf(await network.client.sales(other, 0, 1));
    clock.advance(excess.retryAfterSeconds * 1000);
    answerOf(await network.client.sales(network.token, 0, 1));
    await network.close();
  });

  test("an IPv6 network that one subscriber has is one caller, however many addresses he draws from it", () => {
    expect(limitedCaller("2001:db8:1:2::1")).toBe(limitedCaller("2001:db8:1:2:ffff::9"));
    expect(limitedCaller("2001:db8:1:3::1")).not.toBe(limitedCaller("2001:db8:1:2::1"));
    expect(limitedCaller("192.0.2.7")).toBe("192.0.2.7");
  });

  test("many callers do not make the limit forget one who goes on calling", () => {
    const limit = rateLimit({ now: () => new Date(0), sleep: async () => {} }, 10_000);
    const busy = () => limit.take("busy", 1);
    for (let count = 0; count < 10_000; count += 1) {
      expect(busy()).toBe(0);
      limit.take(`caller ${count}`, 1);
      limit.take(`other ${count}`, 1);
    }
    expect(busy()).toBeGreaterThan(0);
  });
});

describe("lock-out", () => {
  test("whoever guesses at one credential locks neither another one nor a session that is open", async () => {
    const network = await startNetwork();
    await network.manager("POST", `${at}/credentials`, { userName: "second", password });
    const guess = () =>
      network.client.openSession({ institutionCode, userName: "second", password: "wrong" });
    const open = answerOf(
      await network.client.openSession({ institutionCode, userName: "second", password }),
    );
    for (let attempt = 0; attempt < 8; attempt += 1) await guess();
    expect(await guess()).toMatchObject({ status: 429 });
    answerOf(await network.client.openSession({ institutionCode, userName: "lyre", password }));
    answerOf(await network.client.sales(open.token, 0, 1));
    await network.close();
  });
});
