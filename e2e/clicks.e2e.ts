import { readFileSync } from "node:fs";
import { runList } from "@allotement/boxoffice/api/interface-runs.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { boxofficeOperator } from "../dev/seed/client.ts";
import { demoPassword, empire } from "../dev/seed/people.ts";
import { seedSeason } from "../dev/seed/season.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, openPage, signIn } from "./browser.ts";

/** The figures of docs/clicks.md: journey → clicks here. */
const table = new Map(
  [
    ...readFileSync(new URL("../docs/clicks.md", import.meta.url), "utf8").matchAll(
      /^\| (.+?) +\| (\d+) +\| (\d+) +\|$/gm,
    ),
  ].map(([, journey = "", , here]) => [journey, Number(here)] as const),
);

describe.skipIf(!browserPath)("clicks of each journey, from the home page", () => {
  let world: World;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    await seedSeason({ ...world, now: new Date() }, () => {});
    ({ page } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, empire.organizerId, "tuto");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  let clicks = 0;
  const click = async (
    role: "link" | "button" | "option" | "combobox" | "textbox",
    name: string | RegExp,
  ) => {
    clicks += 1;
    await page.getByRole(role, { name }).first().click();
  };
  const home = async () => {
    clicks = 0;
    await page.goto(world.boxofficeUrl);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };

  const journeys: Record<string, () => Promise<unknown>> = {
    "open the interface": async () => {
      await home();
      await click("link", /^Vue d’ensemble/);
      await page.getByRole("heading", { level: 1, name: "Ticketmaster France" }).waitFor();
    },
    "put every performance of a new show on sale": async () => {
      await home();
      await click("link", /^Mettre des places en vente/);
      await click("option", "THEATRE");
      await click("option", "RICHARD III");
      await click("button", "Tout choisir");
      await click("button", "Contingenter");
      await click("button", "Continuer >>>");
      await page.getByText("Terminé").first().waitFor({ timeout: 60_000 });
    },
    "integrate every sale of a show": async () => {
      await home();
      await click("link", /^Intégrer les ventes/);
      await click("combobox", /groupe/i);
      await click("option", "MUSIQUE");
      await click("option", /REQUIEM DE MOZART/);
      await click("button", "Ajouter toutes les séances");
      await click("button", "Lancer");
      await page.getByText(/l’intégration s’est arrêtée/).waitFor({ timeout: 30_000 });
    },
    "go on with an import that a price had stopped, once settled": async () => {
      const clerk = await boxofficeOperator(world.boxofficeUrl, empire.organizerId, "tuto", demoPassword);
      const before = (await clerk.get("/api/interface/runs", runList)).runs.length;
      clicks = 0;
      await click("button", "Reprendre l’intégration");
      const runs = async () => (await clerk.get("/api/interface/runs", runList)).runs.length;
      await expect.poll(runs, { timeout: 20_000 }).toBe(before + 1);
    },
    "change the contact's mail address": async () => {
      await home();
      await click("link", /^Configurer/);
      await click("textbox", /Adresse mail du contact/);
      await page.keyboard.press("Control+A");
      await page.keyboard.type("contact@reseau.example");
      await click("button", "Enregistrer");
      await page
        .getByRole("status")
        .filter({ hasText: /enregistrée/i })
        .first()
        .waitFor();
    },
  };

  test("docs/clicks.md counts every journey that is played here, and no other", () => {
    expect([...table.keys()].sort()).toEqual(Object.keys(journeys).sort());
  });

  test.each(Object.entries(journeys))("%s", async (journey, play) => {
    await play();
    expect(clicks).toBe(table.get(journey));
  });
});
