import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type InstitutionView, institutionView } from "../api/institutions.ts";
import type { ShowList } from "../api/shows.ts";
import { faultOfCodes } from "../mapping/mapping.ts";
import {
  institutionCode,
  type Network,
  operation,
  password,
  putOnSale,
  sell,
  send,
  startNetwork,
} from "../network.fixture.ts";

let network: Network;
const at = `/api/institutions/${institutionCode}`;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.close());

describe("the manager's institutions", () => {
  test("a code is given once", async () => {
    const again = { institutionCode, name: "Another" };
    expect((await network.manager("POST", "/api/institutions", again)).status).toBe(409);
  });

  test("a change touches what it names, and no secret is ever shown", async () => {
    const changed = await network.manager<InstitutionView>("PATCH", at, { basketMinutes: 5 });
    expect(changed.body).toMatchObject({ name: "Théâtre de la Lyre", basketMinutes: 5, maintenance: false });
    expect(institutionView.strict().safeParse(changed.body).success).toBe(true);
    expect(JSON.stringify(changed.body)).not.toMatch(/password|argon2/i);
    expect((await network.manager("PATCH", "/api/institutions/1", { basketMinutes: 5 })).status).toBe(404);
  });

  test("an address may be written with host bits or as IPv6; nonsense is refused", async () => {
    const addresses = ["127.0.0.1/8", "192.0.2.7", "2001:db8::1/64"];
    const { body } = await network.manager<InstitutionView>("PUT", `${at}/addresses`, { addresses });
    expect(body.addresses).toEqual(["127.0.0.0/8", "192.0.2.7/32", "2001:db8::/64"]);
    const nonsense = { addresses: ["192.0.2.300"] };
    expect((await network.manager("PUT", `${at}/addresses`, nonsense)).status).toBe(422);
  });

  test("a credential needs ten characters and an institution", async () => {
    const short = { userName: "lyre", password: "short" };
    expect((await network.manager("POST", `${at}/credentials`, short)).status).toBe(422);
    const nowhere = "/api/institutions/1/credentials";
    expect((await network.manager("POST", nowhere, { userName: "lyre", password })).status).toBe(404);
  });
});

describe("the table of codes", () => {
  test("a list replaces the one before, for its hall alone", async () => {
    const codes = [{ kind: "zone", code: 12, label: "IMPAIR" }];
    expect((await network.manager("PUT", `${at}/codes/8`, { codes })).status).toBe(200);
    await network.manager("PUT", `${at}/codes/8`, { codes: [{ ...codes[0], code: 13 }] });
    const { body } = await network.manager<{ codes: { hallCode: number; code: number }[] }>(
      "GET",
      `${at}/codes`,
    );
    expect(body.codes.filter((code) => code.hallCode === 8).map((code) => code.code)).toEqual([13]);
    expect(body.codes.filter((code) => code.hallCode === 7)).toHaveLength(3);
  });

  test.each([
    [0, "zone"],
    [7, "hall"],
    [7, "priceType"],
    [7, "hold"],
  ] as const)("in the list of hall %i a %s is misplaced", (hall, kind) =>
    expect(faultOfCodes(hall, { codes: [{ kind, code: 1, label: "" }] })).toContain("does not belong"),
  );

  test("a code twice is refused", async () => {
    const code = { kind: "zone", code: 1, label: "" };
    expect((await network.manager("PUT", `${at}/codes/9`, { codes: [code, code] })).status).toBe(422);
  });
});

describe("the manager's shows", () => {
  test("a show goes from confirmed to announced to on sale, may be stopped and resumed, and skips nothing", async () => {
    await send(network, operation("allot", [1, 2, 3], 1));
    const statuses: number[] = [];
    for (const status of [
      "onSale",
      "announced",
      "confirmed",
      "announced",
      "onSale",
      "confirmed",
      "stopped",
      "onSale",
    ])
      statuses.push((await network.manager("PUT", `${at}/shows/50/status`, { status })).status);
    expect(statuses).toEqual([409, 200, 200, 200, 200, 409, 200, 200]);
    expect((await network.manager("PUT", `${at}/shows/51/status`, { status: "announced" })).status).toBe(404);
  });

  test("the list counts the seats of each performance and names the prices", async () => {
    await putOnSale(network);
    await sell(network, [1]);
    const { body } = await network.manager<ShowList>("GET", `${at}/shows`);
    expect(body.shows).toMatchObject([
      {
        showNumber: 50,
        status: "onSale",
        prices: [{ priceTypeLabel: "TICKETNET PLEIN TARIF", faceValueCents: 4800 }],
        performances: [{ offered: 2, inBasket: 0, sold: 1, withdrawn: 0 }],
      },
    ]);
  });
});
