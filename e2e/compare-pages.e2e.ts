import { runStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { allot } from "../dev/seed/exchange.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type MeddlingProxy, meddlingProxy } from "./meddling-proxy.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

describe.skipIf(!browserPath)("compare, repair, biography and restore in the browser", () => {
  let world: World;
  let wire: MeddlingProxy;
  let small: SmallWorld;
  let ours: Database;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    // First: a server that starts without pages serves none.
    browser = await openBrowser();
    world = await startWorld();
    wire = await meddlingProxy(world.resellerUrl);
    small = await setUpSmallWorld({ ...world, resellerUrl: wire.url }, 2);
    const connectionString = world.boxofficeDatabaseUrl;
    ours = await openDatabase({ connectionString, poolSize: 2, applicationName: "compare pages" });
    await allot(small.venue.clerk, small.showNumber, small.performances.slice(0, 1));
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "support");
  });
  afterAll(async () => {
    await browser?.close();
    await ours?.close();
    await wire?.close();
    await world?.close();
  });

  test("support compares, sees what a repair would change, repairs, and nothing differs any more", async () => {
    wire.meddle = (call) => (call.startsWith("PUT /allotment/v1/operations/") ? "loseAnswer" : "pass");
    const [performanceNumber] = small.performances;
    const order = { performanceNumber, seatCodes: [1, 2, 3] };
    const { runId } = await small.venue.clerk.send("POST", "/api/interface/recall", order, runStarted);
    const attempts = () => ours.first(sql`select from operations where run_id = ${runId} and attempts > 0`);
    await expect.poll(attempts, { timeout: 20_000 }).toBeDefined();
    await page.goto(`${world.boxofficeUrl}/ticketmaster/outils`);
    await page.getByRole("link", { name: "Comparer et réparer" }).click();
    await page.getByRole("button", { name: /^Comparer – LES BONNES/ }).click();
    await page.getByRole("heading", { name: /La réponse à la reprise manque/ }).waitFor();
    await page.getByRole("button", { name: "Essai à blanc" }).click();
    await page.getByRole("heading", { name: "Ce qui changerait" }).waitFor();
    await expectAccessible(page, "compare-differences");
    await page.getByRole("button", { name: "Considérer comme rendue" }).click();
    await page.getByRole("button", { name: /^Réparer 3/ }).click();
    await page.getByRole("heading", { name: "Ce qui a été réparé" }).waitFor();
    await page.getByText("148 places comparées, identiques des deux côtés.").waitFor();
    await expectAccessible(page, "compare-repaired");
    wire.meddle = () => "pass";
  });

  test("a seat is found by its row and number; its biography says who held it", async () => {
    await page.goto(`${world.boxofficeUrl}/ticketmaster/outils/biographie`);
    await page.getByRole("combobox", { name: "Manifestation" }).click();
    await page.getByRole("option", { name: "LES BONNES" }).click();
    await page.getByRole("combobox", { name: "Séance" }).click();
    await page.getByRole("option").first().click();
    const place = await ours.first<{ row: string; number: string }>(
      sql`select row_label as row, seat_number as number from seats where seat_code = 1 limit 1`,
    );
    await page.getByLabel("Rang").fill(place?.row ?? "");
    await page.getByLabel("Place", { exact: true }).fill(place?.number ?? "");
    await expectAccessible(page, "biography-find");
    await page.getByRole("button", { name: "Chercher" }).click();
    await page.getByRole("heading", { name: "Mouvements" }).waitFor();
    await page.getByLabel("Date").fill("01/01/2099");
    await page.getByLabel("Heure").fill("14:32");
    await page.getByRole("button", { name: "Demander" }).click();
    await page.getByText("La billetterie", { exact: true }).waitFor();
    await expectAccessible(page, "biography");
  });

  test("after a restore: nothing is lost, and counters are taken by two people alone", async () => {
    await page.goto(`${world.boxofficeUrl}/ticketmaster/outils/restauration`);
    await page.getByText("Rien à rendre").waitFor();
    await expectAccessible(page, "restore");
    await page.getByRole("button", { name: "Reprendre les compteurs" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Motif/).fill("Essai");
    await dialog.getByLabel(/^Ses initiales/).fill("support");
    await dialog.getByLabel(/^Son mot de passe/).fill("theatre-demo");
    await expectAccessible(page, "restore-two-people");
    await dialog.getByRole("button", { name: "Reprendre les compteurs" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel(/^Ses initiales/).fill("regie");
    await dialog.getByRole("button", { name: "Reprendre les compteurs" }).click();
    await page.getByText(/^0\scompteur repris/).waitFor();
    expect(faults).toEqual([]);
  });
});
