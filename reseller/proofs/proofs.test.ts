import { poppler, textOf } from "@allotement/documents/pdf/read-pdf.fixture.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Basket, Order } from "../api/point-of-sale.ts";
import type { ProofList, ProofView } from "../api/proofs.ts";
import {
  addInstitution,
  answerOf,
  institutionCode,
  type Network,
  openSession,
  operation,
  performanceNumber,
  price,
  send,
  startNetwork,
} from "../network.fixture.ts";

let network: Network;
const at = `/api/institutions/${institutionCode}`;
const proofs = `${at}/shows/50/proofs`;

/** The text of each page. */
const pagesOf = (pdf: Buffer) => textOf(pdf).split("\f").slice(0, -1);

beforeAll(async () => {
  network = await startNetwork();
  await send(network, operation("allot", [1, 2, 3], 1));
  await network.manager("PUT", `${at}/shows/50/status`, { status: "announced" });
});
afterAll(() => network.close());

const latest = async () => answerOf(await network.client.latestProof(network.token, 50)).proof;
const make = async (body: unknown) => network.manager<ProofView>("POST", proofs, body);
const send_ = (proofId: string) => network.manager<ProofView>("POST", `${at}/proofs/${proofId}/sending`);
const pages = async () => pagesOf(Buffer.from((await latest())?.pdf ?? "", "base64"));

/** What a manager buys to make a proof of. */
async function buy(seatCode: number, sell = network.manager) {
  const seats = { institutionCode, performanceNumber, seatCodes: [seatCode] };
  const basket = await sell<Basket>("POST", "/api/baskets", seats);
  if (basket.status !== 201) return undefined;
  const lines = [{ seatCode, priceTypeCode: price.priceTypeCode }];
  return (await sell<Order>("POST", `/api/baskets/${basket.body.basketId}/sale`, { holder: null, lines }))
    .body;
}

describe("a proof", poppler, () => {
  test("of a mock-up opens no door: it bears no barcode, and says that it is a mock-up", async () => {
    expect(await latest()).toBeNull();
    const { status, body } = await make({ kind: "mockUp" });
    expect(status).toBe(201);
    expect(await latest()).toBeNull();
    await send_(body.proofId);
    expect(await latest()).toMatchObject({ proofId: body.proofId, kind: "mockUp", verdict: null });
    const [page = ""] = await pages();
    expect(page).toContain("MAQUETTE – SANS VALEUR");
    expect(page).not.toMatch(/\b02\d{12}\b/);
  });

  test("of a real sale is that sale's ticket, which a manager makes while the show is only announced", async () => {
    expect(await buy(1, network.seller)).toBeUndefined();
    const order = await buy(1);
    if (!order) throw new Error("the manager could not buy");
    const { body } = await make({ kind: "sale", orderId: order.orderId, lineId: 1 });
    await send_(body.proofId);
    expect(await latest()).toMatchObject({ proofId: body.proofId, kind: "sale" });
    const [page = ""] = await pages();
    expect(page).toContain(order.lines[0]?.barcode);
    expect(page).not.toContain("MAQUETTE");
  });

  test("stays as it was made, whatever the show says since", async () => {
    const before = (await latest())?.pdf;
    await network.manager("PUT", `${at}/ticket-heading`, {
      ...{ theatreName: "AUTRE", theatreAddress: "", theatreTown: "", licence: "" },
    });
    expect((await latest())?.pdf).toBe(before);
  });

  test("gets one verdict: the first stands, however often it is sent", async () => {
    const sent = await latest();
    if (!sent) throw new Error("no proof was sent");
    const decide = async (verdict: "approved" | "rejected", remark: string) =>
      answerOf(await network.client.decideProof(network.token, sent.proofId, { verdict, remark }));
    const first = await decide("approved", "");
    expect(first).toMatchObject({ verdict: "approved", proofId: sent.proofId });
    expect(await decide("approved", "")).toEqual(first);
    expect(await decide("rejected", "too late")).toEqual(first);
    const { body } = await network.manager<ProofList>("GET", proofs);
    expect(body.proofs[0]).toMatchObject({ verdict: "approved", kind: "sale" });
  });

  test("is made of this show's valid sales only, and by a manager alone", async () => {
    const order = await buy(2);
    if (!order) throw new Error("the manager could not buy");
    await network.manager("POST", `/api/orders/${order.orderId}/cancellation`, {
      institutionCode,
      lineIds: [1],
    });
    const of = (orderId: string, lineId = 1) => make({ kind: "sale", orderId, lineId });
    expect((await of(order.orderId)).status).toBe(409);
    expect((await of(order.orderId, 2)).status).toBe(404);
    expect((await of("00000000-0000-4000-8000-000000000000")).status).toBe(404);
    expect((await network.seller("POST", proofs, { kind: "mockUp" })).status).toBe(403);
  });

  test("of another venue cannot be read or decided", async () => {
    await addInstitution(network.manager, 8888);
    const token = await openSession(network.url, 8888);
    const proofId = (await latest())?.proofId ?? "";
    expect(await network.client.latestProof(token, 50)).toMatchObject({ kind: "refused", status: 404 });
    const request = { verdict: "approved", remark: "" } as const;
    expect(await network.client.decideProof(token, proofId, request)).toMatchObject({ status: 404 });
  });

  test("that was not sent is nobody's to decide", async () => {
    const { body } = await make({ kind: "mockUp" });
    const request = { verdict: "approved", remark: "" } as const;
    const outcome = await network.client.decideProof(network.token, body.proofId, request);
    expect(outcome).toMatchObject({ kind: "refused", status: 404 });
    expect((await latest())?.proofId).not.toBe(body.proofId);
  });
});
