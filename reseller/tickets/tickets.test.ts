import { poppler, textOf } from "@allotement/documents/pdf/read-pdf.fixture.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  cancel,
  institutionCode,
  type Network,
  operation,
  password,
  price,
  putOnSale,
  sell,
  send,
  startNetwork,
} from "../network.fixture.ts";

let network: Network;
let cookie: string;
const at = `/api/institutions/${institutionCode}`;
const heading = {
  theatreName: "THEATRE DE LA LYRE",
  theatreAddress: "1 rue du Théâtre",
  theatreTown: "75010 PARIS",
  licence: "L-R-20-001234",
};

/** The text of each page. */
const pagesOf = (pdf: Buffer) => textOf(pdf).split("\f").slice(0, -1);

beforeAll(async () => {
  network = await startNetwork();
  const show = { title: "La Lyre", comment: "La Lyre présente", printAtHome: false, prices: [price] };
  await send(network, operation("allot", [1, 2, 3, 4, 5], 1, { show }));
  await putOnSale(network);
  await network.manager("PUT", `${at}/ticket-heading`, heading);
  const signedIn = await fetch(`${network.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userName: "seller", password }),
  });
  cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
});
afterAll(() => network.close());

async function print(orderId: string, format = "thermal") {
  const response = await fetch(`${network.url}/api/orders/${orderId}/tickets`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ institutionCode, format }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

describe("an order's tickets", poppler, () => {
  test("say of venue, show, seat, price and sale all that a ticket must, one a page", async () => {
    const order = await sell(network, [1, 2]);
    const { status, headers, bytes } = await print(order.orderId);
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toContain("Billets La Lyre");
    const pages = pagesOf(bytes);
    expect(pages).toHaveLength(2);
    for (const said of [
      ...Object.values(heading),
      "La Lyre présente",
      "MERCREDI 23 DÉCEMBRE 2026 À 19H00",
      "23/12/2026 19:00",
      "CARRE OR",
      "ORCHESTRE – PAIR",
      "TICKETNET PLEIN TARIF",
      "55,80",
      "Frais loc. inclus",
      "Paris",
      "seller",
      order.orderId,
      order.lines[0]?.barcode ?? "",
    ])
      expect(pages[0]).toContain(said);
    expect(pages[1]).toContain(order.lines[1]?.barcode);
    expect(pages.join()).not.toContain("DUPLICATA");
  });

  test("printed once more are duplicates and say so", async () => {
    const order = await sell(network, [3]);
    await print(order.orderId);
    expect(pagesOf((await print(order.orderId)).bytes)[0]).toContain("DUPLICATA");
  });

  test("of two printers at once one prints the ticket and the other a duplicate", async () => {
    const order = await sell(network, [4]);
    const sheets = await Promise.all([print(order.orderId), print(order.orderId)]);
    const duplicates = sheets.map(({ bytes }) => pagesOf(bytes).join().includes("DUPLICATA"));
    expect(duplicates.sort()).toEqual([false, true]);
  });

  test("are not printed once they are cancelled, nor at home where the venue does not allow it", async () => {
    const order = await sell(network, [5]);
    expect((await print(order.orderId, "printAtHome")).status).toBe(409);
    await cancel(network, order);
    expect((await print(order.orderId)).status).toBe(409);
    expect((await print("00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });
});

test("what tickets say of the venue is the manager's to write, and his alone", async () => {
  expect((await network.manager("GET", `${at}/ticket-heading`)).body).toEqual(heading);
  expect((await network.seller("PUT", `${at}/ticket-heading`, heading)).status).toBe(403);
  const tooLong = { ...heading, licence: "x".repeat(201) };
  expect((await network.manager("PUT", `${at}/ticket-heading`, tooLong)).status).toBe(422);
  expect((await network.manager("GET", "/api/institutions/1/ticket-heading")).status).toBe(404);
});
