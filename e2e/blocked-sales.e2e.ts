import { interfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import { journalPage } from "@allotement/boxoffice/api/journal.ts";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { allot } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { buildSites } from "../web/build.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

describe.skipIf(!browserPath)("a blocked sale is settled in the browser", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    // A server looks for its pages when it starts.
    if (browserPath) await buildSites();
    world = await startWorld();
    small = await setUpSmallWorld(world, 1);
    const { venue, network, showNumber, performances } = small;
    await allot(venue.clerk, showNumber, performances);
    await setStatus(network, petiteScene.institutionCode, showNumber, "announced", "onSale");
    // The venue's prices rise, and nobody tells the network.
    const lines = [...venue.categories.values()].map((seatCategoryCode) => ({
      priceTypeCode: venue.ticketnet.fullPrice,
      seatCategoryCode,
      faceValueCents: 3200,
      venueFeeCents: 100,
      organizerFeeCents: 0,
    }));
    const validFrom = new Date(Date.now() - 60_000).toISOString();
    await venue.support.send(
      "POST",
      `/api/shows/${showNumber}/price-grids`,
      { validFrom, lines },
      priceGridCreated,
    );
    const holder = { surname: "MARTIN", firstName: "Claire" };
    const [performance = 0] = performances;
    for (const seat of [1, 2])
      await sellAtNetwork(
        network.seller,
        petiteScene.institutionCode,
        performance,
        [seat],
        venue.ticketnet.fullPrice,
        holder,
      );
    await venue.clerk.send("POST", "/api/interface/fetch", {}, anything);
    await venue.clerk.send("POST", "/api/interface/import-sales", { lines: [{ showNumber }] }, anything);
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "support");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();

  test("it is explained: the old price, the column that differs, whom to call", async () => {
    const blocked = async () =>
      (await small.venue.clerk.get("/api/interface/state", interfaceState)).blockedSales;
    await expect.poll(blocked, { timeout: 15_000 }).toBe(1);
    await page.goto(`${world.boxofficeUrl}/ticketmaster/outils`);
    await page
      .getByRole("link", { name: /expliquer et régler/i })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "Vente bloquée" }).waitFor();
    await sees(/vendue à l’ancien tarif/i);
    await sees(/le montant diffère/);
    await sees(/contact\.ticketnet@example\.org/);
    await expectAccessible(page, "blocked-sale");
  });

  test("tried again before it is settled it stays blocked, and says so", async () => {
    await press("Réessayer cette vente");
    await sees("Toujours bloquée");
  });

  test("it is accepted with the keys alone, once the second person's password is right", async () => {
    await page.getByRole("button", { name: /accepter au prix du réseau/i }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page, "blocked-sale-override");
    await page.keyboard.type("Accord de Mme Roux au téléphone");
    await page.keyboard.press("Tab");
    await page.keyboard.type("regie");
    await page.keyboard.press("Tab");
    await page.keyboard.type("faux");
    await page.keyboard.press("Enter");
    await sees("Seconde personne non reconnue");
    await page.getByLabel(/^Son mot de passe/).fill(demoPassword);
    await page.keyboard.press("Enter");
    await sees(/prix accepté par/i);
    await sees("Accord de Mme Roux au téléphone");
    await expectAccessible(page, "blocked-sale-accepted");
    const { entries } = await small.venue.clerk.get("/api/cash-journal", journalPage);
    expect(entries.slice(-2)).toMatchObject([
      { kind: "sale", amountCents: 3300 },
      { kind: "priceOverride", amountCents: -400 },
    ]);
    await page.goto(`${world.boxofficeUrl}/journal`);
    await sees("Écart accepté");
    expect(faults).toEqual([]);
  });
});
