import { poppler, textOf } from "@allotement/documents/pdf/read-pdf.fixture.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentContent } from "../../api/documents.ts";
import type { NewShowWindow } from "../../api/interface-allot.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";

let house: Awaited<ReturnType<typeof openHouseWithInterface>>;
let season: Season;

beforeAll(async () => {
  house = await openHouseWithInterface();
  season = await setUpSeason(house, 669);
  expect((await connect(season, { password: "p" })).status).toBe(200);
});
afterAll(() => house?.close());

const url = "/api/interface/allot/on-sale-document";

async function order(comment: string) {
  const window: NewShowWindow = (await season.clerk.get(`/api/interface/allot/shows/${season.showNumber}`))
    .body;
  const lines = window.lines.map(({ priceTypeCode, seatCategoryCode, ...line }) => ({
    priceTypeCode,
    seatCategoryCode,
    faceValueCents: line.faceValueCents ?? 0,
    venueFeeCents: line.venueFeeCents ?? 0,
    organizerFeeCents: line.organizerFeeCents ?? 0,
    resellerFeeCents: 525,
  }));
  return { showNumber: season.showNumber, newShow: { comment, lines } };
}

/** What the season's show must say, with what was typed into the window. */
const lines = (comment: string) => [
  "INTERFACE RODRIGUE - TICKETMASTER",
  "MISE EN VENTE D'UNE NOUVELLE MANIFESTATION",
  "05/01/2026 10:00:00",
  "Theatre 669 - Institution : 9999",
  `ORPHEE ET EURYDICE (${season.showNumber})`,
  `SALLE : PETITE SALLE JAUGE 12 (${season.hallCode})`,
  "COMMENTAIRE :",
  ...comment.split("\n"),
  "INFORMATIONS TARIFAIRES :",
  ...["CARRE OR", "CATEGORIE 1"].flatMap((category) => [
    `TICKETNET PLEIN TARIF    ${category}`,
    "MONTANT: 48.00€    FRAIS SALLE: 1.00€    FRAIS ORG: 0.00€    FRAIS TKN: 5.25€",
  ]),
  "LISTE DES CATEGORIES :",
  "10001 CARRE OR",
  "10002 CATEGORIE 1",
  "LISTE DES RESERVES :",
  "6690007 TICKETNET",
  "LISTE DES TARIFS :",
  "6690014 TICKETNET PLEIN TARIF",
];

describe("the on-sale document of a real show (R5.5)", () => {
  test("says what is typed in the window, and nothing is written for it", async () => {
    const { status, body } = await season.clerk.post(url, await order("Mentions :\nTHÉÂTRE 669 présente"));
    expect(status).toBe(200);
    const { title, blocks, fileName }: DocumentContent = body;
    const said = [title, ...blocks.map((block) => (block.kind === "table" ? "" : block.text))];
    expect(said.join("\n").split("\n")).toEqual(lines("Mentions :\nTHÉÂTRE 669 présente"));
    expect(fileName).toBe(`Mise en vente ORPHEE ET EURYDICE (${season.showNumber}).pdf`);
    const window = (await season.clerk.get(`/api/interface/allot/shows/${season.showNumber}`)).body;
    expect(window).toMatchObject({ comment: "", knownAtReseller: false });
    expect(window.lines[0].resellerFeeCents).toBe(480);
  });

  test("comes as a PDF with a safe name", poppler, async () => {
    const answer = await house.server.inject({
      method: "POST",
      url: `${url}.pdf`,
      headers: { cookie: await cookieOf("CLE") },
      payload: await order("Entrée à 19 h"),
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/pdf");
    expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="Mise en vente ORPHEE/);
    const text = textOf(answer.rawPayload, "-raw").split("\n");
    const said = lines("Entrée à 19 h").map((line) => line.replace(/ +/g, " "));
    expect(text.slice(0, said.length).map((line) => line.trim())).toEqual(said);
  });

  test("is refused as the order itself would be: a foreign price type, a changed grid, an unknown show", async () => {
    const right = await order("");
    const [line] = right.newShow.lines;
    const withLine = (change: object) => ({
      ...right,
      newShow: { comment: "", lines: [{ ...line, ...change }] },
    });
    const refusals = [
      [withLine({ priceTypeCode: season.priceTypeCode }), 422, "PRICE_TYPE_NOT_OF_INTERFACE"],
      [withLine({ seatCategoryCode: 99 }), 422, "CATEGORY_NOT_OF_HALL"],
      [withLine({ faceValueCents: 1 }), 409, "GRID_CHANGED"],
      [{ ...right, showNumber: 99 }, 404, "NOT_FOUND"],
    ] as const;
    for (const [body, status, error] of refusals)
      for (const path of [url, `${url}.pdf`])
        expect(await season.clerk.post(path, body)).toMatchObject({ status, body: { error } });
  });
});

async function cookieOf(initials: string): Promise<string> {
  const answer = await house.server.inject({
    method: "POST",
    url: "/api/sign-in",
    payload: { organizerId: 669, initials, password: "correct horse" },
  });
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
