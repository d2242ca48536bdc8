import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentContent } from "../../api/documents.ts";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  const { holdCode, performanceNumber, support } = season;
  await support.post(`/api/performances/${performanceNumber}/holds`, { holdCode, seatCodes: [5, 6] });
  const sold = await season.sell([1, 2, 9]);
  expect(sold.status).toBe(201);
  const { ticketId } = sold.body.tickets[0];
  expect(
    (await season.clerk.post(`/api/tickets/${ticketId}/refund`, { paymentMethodId: season.paymentMethodId }))
      .status,
  ).toBe(200);
  await sellByReseller();
});
afterAll(() => house?.close());

/** A ticket of the reseller, as receiving a sale writes it. */
async function sellByReseller() {
  const { performanceNumber, resellerPriceTypeCode } = season;
  await house.database.run(sql`
    insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id, price_type_code,
      price_type_channel, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
      reseller_fee_cents, barcode, sold_at)
    values (669, ${performanceNumber}, 6, 'reseller', 1, ${resellerPriceTypeCode}, 'reseller', 10002, 123400, 120, 180, 480,
      '02123456789012', now())`);
}

const rowsOf = (content: DocumentContent) =>
  content.blocks
    .flatMap((block) => (block.kind === "table" ? block.rows : []))
    .map(({ cells }) => cells.join(" "));

describe("the statement of a performance", () => {
  test("counts every seat once and every ticket that stands, refunded ones not", async () => {
    const { status, body } = await season.clerk.get(
      `/api/performances/${season.performanceNumber}/statement`,
    );
    expect(status).toBe(200);
    expect(rowsOf(body).map((row) => row.replace(/\s/g, " "))).toEqual([
      "CARRE OR 4 3 0 0 0 1 0",
      "CATEGORIE 1 8 5 2 0 0 1 0",
      "Total 12 8 2 0 0 2 0",
      "guichet PLEIN TARIF CARRE OR 1 48,00 € 1,00 € 49,00 €",
      "guichet PLEIN TARIF CATEGORIE 1 1 48,00 € 1,00 € 49,00 €",
      "Sous-total, guichet   2 96,00 € 2,00 € 98,00 €",
      "TICKETNET TICKETNET PLEIN TARIF CATEGORIE 1 1 1 234,00 € 3,00 € 1 237,00 €",
      "Sous-total, TICKETNET   1 1 234,00 € 3,00 € 1 237,00 €",
      "Total   3 1 330,00 € 5,00 € 1 335,00 €",
      "CARRE OR 1 2 1 1 49,00 €",
      "CATEGORIE 1 3 4 2 0 1 286,00 €",
      "Total   3 1 1 335,00 €",
      "5,50 % 1 265,40 € 69,60 € 1 335,00 €",
      "Total 1 265,40 € 69,60 € 1 335,00 €",
    ]);
  });

  test("is a PDF at the same address with its ending; there is none of a performance that does not exist", async () => {
    const pdf = await season.clerk.get(`/api/performances/${season.performanceNumber}/statement.pdf`);
    expect([pdf.status, pdf.headers["content-type"]]).toEqual([200, "application/pdf"]);
    expect(pdf.headers["content-disposition"]).toContain("Releve ORPHEE ET EURYDICE 2026-03-03");
    for (const path of ["statement", "statement.pdf"])
      expect((await season.clerk.get(`/api/performances/999/${path}`)).status).toBe(404);
  });
});
