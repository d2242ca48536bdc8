import { interfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import { recallChoices } from "@allotement/boxoffice/api/interface-recall.ts";
import { seatColumns } from "@allotement/reseller/api/point-of-sale.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { boxofficeOperator, type Client, resellerStaff } from "../dev/seed/client.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { demoPassword, empire } from "../dev/seed/people.ts";
import { seedSeason } from "../dev/seed/season.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage } from "./browser.ts";

const { institutionCode, organizerId } = empire;
const fullPrice = 6690014;

describe.skipIf(!browserPath)("a clerk does the main job in the browser", () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let clerk: Client;

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    await seedSeason({ ...world, now: new Date() }, () => {});
    ({ page, faults } = await openPage(browser));
    clerk = await boxofficeOperator(world.boxofficeUrl, organizerId, "tuto", demoPassword);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const choose = async (name: string | RegExp) => page.getByRole("link", { name }).first().click();
  const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 15_000 });
  const open = async (path: string, heading: string) => {
    await page.goto(world.boxofficeUrl + path);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  };

  test("signs in: a wrong password is told, the right one opens the home page", async () => {
    await page.goto(world.boxofficeUrl);
    await page.getByRole("combobox", { name: "Structure" }).click();
    await page.getByRole("option", { name: empire.name }).click();
    await page.getByLabel("Initiales").fill("tuto");
    await page.getByLabel("Mot de passe").first().fill("faux");
    await page.keyboard.press("Enter");
    await sees(/mot de passe/i);
    await page.getByRole("alert").filter({ hasText: /./ }).waitFor();
    await expectAccessible(page, "sign-in");
    await page.getByLabel("Mot de passe").first().fill(demoPassword);
    await page.keyboard.press("Enter");
    await page
      .getByRole("link", { name: /ticketmaster france/i })
      .first()
      .waitFor();
    await expectAccessible(page, "home");
  });

  test("finds the five choices, with what needs attention", async () => {
    await open("/ticketmaster", "Ticketmaster France");
    for (const label of [
      "Mettre des places en vente",
      "Reprendre des places",
      "Intégrer les ventes",
      "Outils",
      "Configurer",
    ])
      await page.getByRole("main").getByRole("link", { name: label }).waitFor();
    await sees(/ventes? bloquées?/);
    await expectAccessible(page, "five-choices");
  });

  test("puts a new show on sale: sales fetched first, prices completed, progress, report", async () => {
    await open("/ticketmaster/mise-en-vente", "Mettre des places en vente");
    await sees(/Ventes à jour/);
    await page.getByRole("option", { name: "THEATRE" }).click();
    await page.getByRole("option", { name: "RICHARD III" }).click();
    await press("Tout choisir");
    await expectAccessible(page, "put-on-sale");
    await press("Contingenter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("columnheader", { name: "MONTANT" }).waitFor();
    const fields = await dialog.getByRole("textbox", { name: /FRAIS TKN/ }).all();
    const fees = await Promise.all(fields.map((field) => field.inputValue()));
    expect(fees.slice(0, 5)).toEqual(["4,80", "3,80", "2,80", "2,00", "2,00"]);
    await expectAccessible(page, "new-show");
    await dialog.getByRole("button", { name: "Continuer >>>" }).click();
    await page.getByText("Terminé").first().waitFor({ timeout: 60_000 });
    await sees("Aucune place refusée");
    await expectAccessible(page, "allot-report");
    const { groups } = await clerk.get("/api/interface/recall/choices", recallChoices);
    const show = groups.flatMap((group) => group.shows).find((one) => one.title === "RICHARD III");
    expect(show?.performances.map(({ allotted }) => allotted)).toEqual([554, 554, 554, 554]);
  });

  test("brings the network's sales home", async () => {
    const { showNumber, performanceNumber } = await soldAtNetwork("RICHARD III", 4);
    expect(showNumber).toBeGreaterThan(0);
    await open("/ticketmaster/ventes", "Intégrer les ventes");
    await page.getByRole("combobox", { name: /groupe/i }).click();
    await page.getByRole("option", { name: "THEATRE" }).click();
    await page.getByRole("option", { name: /RICHARD III/ }).click();
    await press("Ajouter toutes les séances");
    await expectAccessible(page, "integrate");
    await press("Lancer");
    await page.getByText("Terminé").first().waitFor({ timeout: 30_000 });
    const row = page.getByRole("row", { name: /RICHARD III/ });
    await row.waitFor();
    const cells = await row.getByRole("cell").allTextContents();
    expect(cells.slice(0, 4)).toEqual(["RICHARD III", "4", "0", expect.stringMatching(/^\d+,00\s€$/)]);
    await expectAccessible(page, "integration-report");
    expect(performanceNumber).toBeGreaterThan(0);
  });

  test("takes unsold seats back on the plan, and is reminded that they are still in the hold", async () => {
    await open("/ticketmaster/reprise", "Reprendre des places");
    await expectAccessible(page, "take-back-choice");
    await page.getByRole("option", { name: "THEATRE" }).click();
    await page.getByRole("option", { name: "RICHARD III" }).click();
    await page.getByRole("option", { name: /550 places · 4 vendues/ }).click();
    await press("Valider");
    const plan = page.getByRole("application");
    await plan.waitFor();
    await expectAccessible(page, "take-back-plan");
    await plan.focus();
    // The keyboard alone: to a seat, choose it, and the next ones of its row.
    for (const key of ["ArrowDown", "ArrowDown", "Space", "ArrowRight", "Space", "ArrowRight", "Space"])
      await page.keyboard.press(key);
    await press("Tout reprendre");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Décontingenter/ })
      .click();
    await page.getByText("Terminé").first().waitFor({ timeout: 30_000 });
    await sees(/encore dans la réserve/);
    await expectAccessible(page, "take-back-report");
    await page.reload();
    await press("Retirer de la réserve");
    await sees(/en vente libre/);
  });

  test("is stopped at a price that differs, with both figures, and loses nothing", async () => {
    const before = await clerk.get("/api/interface/state", interfaceState);
    await open("/ticketmaster/ventes", "Intégrer les ventes");
    await page.getByRole("option", { name: /REQUIEM DE MOZART/ }).click();
    await press("Ajouter toutes les séances");
    await press("Lancer");
    await sees(/l’intégration s’est arrêtée/);
    const text = await page.getByRole("main").textContent();
    expect(text).toMatch(/38,00\s€/);
    expect(text).toMatch(/39,00\s€/);
    expect(text).toMatch(/rien n’est perdu/);
    await expectAccessible(page, "price-stop");
    const after = await clerk.get("/api/interface/state", interfaceState);
    expect(after.pendingSales + after.blockedSales).toBe(before.pendingSales + before.blockedSales);
  });

  test("finds the blocked sales in the tools, and the configuration readable", async () => {
    await open("/ticketmaster/outils", "Outils");
    await sees("Prix différent de la grille");
    await expectAccessible(page, "tools");
    await open("/ticketmaster/configurer", "Configurer");
    await press("Tester la connexion");
    await sees("La connexion fonctionne");
    await expectAccessible(page, "configure");
  });

  // The network is asked again a minute after it would not say: while the season was still being filled, for one.
  test("is told of shows that were sent and that nobody can buy", { timeout: 150_000 }, async () => {
    await open("/ticketmaster", "Ticketmaster France");
    // Of others too, as long as the network was last asked before they went on sale.
    const alarm = page.getByRole("status").filter({ hasText: "pas en vente sur le réseau" });
    await alarm
      .getByRole("row", { name: /^LE CID / })
      .getByText("aujourd’hui")
      .waitFor({ timeout: 120_000 });
  });

  test("sees the counter, the holds and the cash journal", async () => {
    for (const [path, heading] of [
      ["/guichet", "Guichet"],
      ["/seances", "Configuration des séances"],
      ["/journal", "Journal de caisse"],
    ] as const) {
      await open(path, heading);
      await expectAccessible(page, heading);
    }
    await choose("Guichet");
    expect(faults).toEqual([]);
  });

  /** The network puts a show on sale and sells so many seats of its first performance. */
  async function soldAtNetwork(title: string, count: number) {
    const { groups } = await clerk.get("/api/interface/recall/choices", recallChoices);
    const show = groups.flatMap((group) => group.shows).find((one) => one.title === title);
    const performanceNumber = show?.performances[0]?.performanceNumber ?? 0;
    const showNumber = show?.showNumber ?? 0;
    const manager = await resellerStaff(world.resellerUrl, "gestion", demoPassword);
    const seller = await resellerStaff(world.resellerUrl, "vente", demoPassword);
    await setStatus({ manager, seller }, institutionCode, showNumber, "announced", "onSale");
    const path = `/api/institutions/${institutionCode}/performances/${performanceNumber}/seats`;
    const { seatCodes } = await seller.get(path, seatColumns);
    await sellAtNetwork(
      seller,
      institutionCode,
      performanceNumber,
      seatCodes.slice(0, count),
      fullPrice,
      null,
    );
    return { showNumber, performanceNumber };
  }
});
