import { runList } from "@allotement/boxoffice/api/interface-runs.ts";
import { priceGridList, priceTypeList } from "@allotement/boxoffice/api/prices.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { allot } from "../dev/seed/exchange.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

/** Prices and the rules of a show, as a manager sets them up: one world, one browser. */
describe.skipIf(!browserPath)("prices, holds by rule and the rules of a show, in the browser", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 3);
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "regie");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const main = () => page.getByRole("main");
  const open = async (path: string) => {
    await page.goto(world.boxofficeUrl + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  const choose = async (field: string, option: string | RegExp) => {
    await main().getByRole("combobox", { name: field }).click();
    await page.getByRole("option", { name: option }).first().click();
  };
  const cell = (column: string, type: string, category: string) =>
    main().getByRole("textbox", { name: `${column}, ${type}, ${category}` });

  test("a counter price is duplicated for the network and the web", async () => {
    await open("/tarifs");
    await main().getByRole("textbox", { name: "Nouveau type de tarif" }).fill("SCOLAIRE");
    await main().getByRole("button", { name: "Créer le type de tarif" }).click();
    await main().getByRole("button", { name: "Dupliquer SCOLAIRE", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expectAccessible(page, "prices-duplicate");
    await dialog.getByRole("button", { name: "Dupliquer", exact: true }).click();
    await dialog.getByText("2 types de tarif créés", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Fermer" }).last().click();
    await main().getByRole("cell", { name: "TICKETNET SCOLAIRE", exact: true }).waitFor();
    const { priceTypes } = await small.venue.support.get("/api/price-types", priceTypeList);
    expect(
      priceTypes.filter(({ name }) => name.endsWith("SCOLAIRE")).map(({ channelKind }) => channelKind),
    ).toEqual(["counter", "reseller", "web"]);
    await expectAccessible(page, "prices");
  });

  test("a grid is typed by the keys and pasted, says what it changes, and begins when it is told to", async () => {
    await open(`/tarifs/grilles/${small.showNumber}`);
    await choose("Ajouter un type de tarif", "SCOLAIRE");
    const [first = ""] = small.venue.categories.keys();
    await cell("MONTANT", "SCOLAIRE", first).focus();
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await page.keyboard.type("8,5");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => cell("MONTANT", "SCOLAIRE", first).inputValue()).toBe("12");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("7");
    await page.keyboard.press("Escape");
    await expect.poll(() => cell("FRAIS SALLE", "SCOLAIRE", first).inputValue()).toBe("");
    await page.evaluate(
      "document.activeElement.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData: (() => { const data = new DataTransfer(); data.setData('text', '1,00 €\\t0,50\\n0,80\\tgratuit\\n'); return data; })() }))",
    );
    await main().getByText("3 montants collés", { exact: false }).waitFor();
    await main().getByText("montants ajoutés", { exact: false }).first().waitFor();
    await expectAccessible(page, "price-grid");
    await main().getByRole("button", { name: "Enregistrer la grille" }).click();
    await main().getByText("La grille est enregistrée.").waitFor();
    const { priceGrids } = await small.venue.support.get(
      `/api/shows/${small.showNumber}/price-grids`,
      priceGridList,
    );
    expect(priceGrids).toHaveLength(2);
    expect(priceGrids.at(-1)?.lines.filter(({ faceValueCents }) => faceValueCents < 2_000)).toMatchObject([
      { faceValueCents: 1_200, venueFeeCents: 100, organizerFeeCents: 50 },
      { faceValueCents: 850, venueFeeCents: 80, organizerFeeCents: 0 },
    ]);
  });

  test("a rule holds seats of three performances at once, after a look at what each gives", async () => {
    for (const number of small.performances)
      await small.venue.support.send(
        "POST",
        `/api/performances/${number}/holds`,
        { holdCode: null, seatCodes: "all" },
        anything,
      );
    await open("/seances");
    await choose("Manifestation", "LES BONNES");
    await choose("Séance", /01\/05\/2099/);
    await page.getByRole("application").waitFor();
    await main().getByRole("button", { name: "Plusieurs séances, par règle…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Toutes", exact: true }).click();
    await dialog.getByRole("combobox", { name: "Rangs" }).click();
    await page.getByRole("option").first().click();
    await dialog.getByText("Quelles places").click();
    await dialog.getByRole("button", { name: "Aperçu" }).click();
    await dialog.getByRole("table", { name: "Aperçu" }).waitFor();
    await expectAccessible(page, "hold-series");
    await dialog.getByRole("button", { name: "Appliquer à 3 séances" }).click();
    await dialog.getByText("places modifiées.", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Fermer" }).last().click();
  });

  test("a refill is rehearsed, switched on, and acts by itself through a run that says whose it is", async () => {
    const { venue, performances, showNumber } = small;
    const [performanceNumber = 0] = performances;
    await allot(venue.support, showNumber, [performanceNumber]);
    await open("/seances/regles");
    await choose("Manifestation", "LES BONNES");
    const card = main().getByRole("region", { name: "Appoint" });
    await card.getByRole("textbox", { name: "Quand il en reste moins de" }).fill("200");
    await card.getByRole("textbox", { name: "Places envoyées à chaque fois" }).fill("3");
    await card.getByRole("button", { name: "Enregistrer" }).click();
    await card.getByText("À répéter avant de l’allumer.").waitFor();
    expect(await card.getByRole("button", { name: "Allumer" }).isEnabled()).toBe(false);
    await card.getByRole("button", { name: "Répéter sur les ventes passées" }).click();
    await card.getByRole("table", { name: "Répéter sur les ventes passées" }).waitFor();
    await card.getByRole("button", { name: "Allumer" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Allumer" }).click();
    await card.getByText("allumée", { exact: true }).waitFor();
    const link = main()
      .getByRole("link", { name: /Règle.: appoint/ })
      .first();
    await link.waitFor({ timeout: 60_000 });
    await expectAccessible(page, "stock-rules");
    await card.getByRole("button", { name: "Éteindre" }).click();
    await card.getByText("éteinte", { exact: true }).waitFor();
    await link.click();
    await main()
      .getByText(/Règle.: appoint/)
      .first()
      .waitFor();
    const { runs } = await venue.support.get("/api/interface/runs", runList);
    expect(runs.filter(({ rule }) => rule === "refill").length).toBeGreaterThan(0);
  });

  test("no page has thrown", () => {
    expect(faults).toEqual([]);
  });
});
