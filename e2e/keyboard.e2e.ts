import { runList } from "@allotement/boxoffice/api/interface-runs.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { boxofficeOperator } from "../dev/seed/client.ts";
import { demoPassword, empire } from "../dev/seed/people.ts";
import { seedSeason } from "../dev/seed/season.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, openPage } from "./browser.ts";

/**
 * No mouse: whatever is pressed is reached by Tab, arrows and letters, as somebody who uses no pointer reaches it. What is
 * taken back by the keys stands in take-back.e2e.ts, what is accepted by them in blocked-sales.e2e.ts.
 */
describe.skipIf(!browserPath)("the manual's chapters by the keys alone", () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    await seedSeason({ ...world, now: new Date() }, () => {});
    ({ page, faults } = await openPage(browser));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  /** The name of what has the focus, as a screen reader would say it. */
  const focused = async () =>
    String(
      await page.evaluate(
        "(() => { const at = document.activeElement; return (at?.getAttribute('aria-label') ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? '').trim(); })()",
      ),
    );
  /** Goes on to what bears the name. */
  const tabTo = async (name: RegExp) => {
    const passed: string[] = [];
    for (let step = 0; step < 60; step++) {
      const at = await focused();
      if (name.test(at)) return;
      passed.push(at.slice(0, 40));
      await keys("Tab");
    }
    throw new Error(`no tab stop is named ${name}; these are: ${[...new Set(passed)].join(" | ")}`);
  };
  /** Opens the select that has the focus, and goes down it to an entry. */
  const pick = async (name: RegExp) => {
    await keys("ArrowDown");
    await page.getByRole("option", { name }).waitFor();
    const active = async () =>
      String(
        await page.evaluate(
          "document.getElementById(document.activeElement?.getAttribute('aria-activedescendant'))?.textContent ?? ''",
        ),
      );
    for (let step = 0; step < 10 && !name.test(await active()); step++) await keys("ArrowDown");
    expect(await active()).toMatch(name);
    await keys("Enter");
  };
  const title = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
  /** The option of a list that the arrows stand on, and whether it is the one. */
  const chosenOption = (list: string, name: string | RegExp) =>
    page.getByRole("listbox", { name: list }).getByRole("option", { name, selected: true }).waitFor();
  const latestRun = async () => {
    const clerk = await boxofficeOperator(world.boxofficeUrl, empire.organizerId, "tuto", demoPassword);
    return (await clerk.get("/api/interface/runs", runList)).runs[0];
  };

  test("opening: signs in and comes to the five choices", async () => {
    await page.goto(world.boxofficeUrl);
    await title("Connexion");
    await tabTo(/^Structure/);
    await pick(/^SOCIETE D'EXPLOITATION/);
    await tabTo(/^Initiales/);
    await page.keyboard.type("tuto");
    await tabTo(/^Mot de passe/);
    await page.keyboard.type(demoPassword);
    await keys("Enter");
    await page.getByRole("link", { name: /TICKETMASTER FRANCE/ }).waitFor();
    await tabTo(/^TICKETMASTER FRANCE/);
    await keys("Enter");
    await title("Ticketmaster France");
  });

  test("putting on sale: a range of performances by Shift and the arrows, the new-show window, the report", async () => {
    await tabTo(/^Mettre des places en vente/);
    await keys("Enter");
    await title("Mettre des places en vente");
    await page.getByRole("option", { name: "THEATRE" }).waitFor();
    await tabTo(/^Groupe de manifestations$/);
    await keys("End");
    await chosenOption("Groupe de manifestations", "THEATRE");
    await tabTo(/^Manifestation$/);
    await keys("End");
    await chosenOption("Manifestation", "RICHARD III");
    await tabTo(/^Séances à contingenter/);
    await keys("Home", "Space", "Shift+ArrowDown");
    await page.getByText(/^2\sséances,/).waitFor();
    await tabTo(/^Contingenter$/);
    await keys("Enter");
    await page.getByRole("button", { name: "Continuer >>>" }).waitFor();
    // Nothing is left to complete: the focus stands where the clerk goes on.
    await expect.poll(focused).toBe("Continuer >>>");
    await keys("Enter");
    await page.getByText("Terminé").first().waitFor({ timeout: 60_000 });
    const run = await latestRun();
    expect(run).toMatchObject({
      kind: "allot",
      steps: { total: 2, planned: 2 },
      seats: { refused: 0, waiting: 0 },
    });
    expect(run?.seats.accepted).toBeGreaterThan(0);
  });

  test("integrating: group and show, all its performances into the list, the run up to its price stop", async () => {
    await tabTo(/^Intégrer les ventes/);
    await keys("Enter");
    await title("Intégrer les ventes");
    await page.getByRole("combobox", { name: "Groupe de manifestations" }).waitFor();
    await tabTo(/^Groupe de manifestations$/);
    await pick(/^MUSIQUE/);
    await page.getByRole("option", { name: /REQUIEM DE MOZART/ }).waitFor();
    await tabTo(/^Manifestation$/);
    await keys("End");
    await chosenOption("Manifestation", /REQUIEM DE MOZART/);
    await tabTo(/^Ajouter toutes les séances$/);
    await keys("Enter");
    await tabTo(/^Lancer$/);
    await keys("Enter");
    await page.getByText(/l’intégration s’est arrêtée/).waitFor({ timeout: 30_000 });
    expect((await latestRun())?.import?.shows).toMatchObject([{ showTitle: "REQUIEM DE MOZART" }]);
  });

  test("tools: a blocked sale is opened, a performance compared, a seat looked for", async () => {
    const tools = async () => {
      await tabTo(/^Outils\d*$/);
      await keys("Enter");
      await title("Outils");
    };
    await tools();
    await page.getByRole("link", { name: "Expliquer et régler" }).waitFor();
    await tabTo(/^Expliquer et régler/);
    await keys("Enter");
    await page.getByRole("link", { name: "Outils" }).last().waitFor();
    await page.waitForURL(/outils\/ventes\//);
    await tools();
    await tabTo(/^Comparer et réparer$/);
    await keys("Enter");
    await title("Comparer avec le réseau");
    await page
      .getByRole("button", { name: /^Comparer – / })
      .first()
      .waitFor();
    await tabTo(/^Comparer – /);
    await keys("Enter");
    await page
      .getByText(/places comparées/)
      .first()
      .waitFor();
    await tools();
    await tabTo(/^Biographie d’une place$/);
    await keys("Enter");
    await page.getByRole("combobox", { name: "Manifestation" }).waitFor();
    await tabTo(/^Manifestation$/);
    await pick(/^LE CID/);
    await tabTo(/^Séance$/);
    await keys("ArrowDown");
    await page.getByRole("option").first().waitFor();
    await keys("ArrowDown", "Enter");
    await tabTo(/^Rang/);
    await page.keyboard.type("A");
    await tabTo(/^Place/);
    await page.keyboard.type("1");
    await keys("Enter");
    // One seat of this name leads to its movements at once, several are offered.
    await page
      .getByRole("heading", { name: "Mouvements" })
      .or(page.getByText("Plusieurs places portent ce numéro"))
      .first()
      .waitFor();
  });

  test("configuring: the line is tried", async () => {
    await tabTo(/^Configurer/);
    await keys("Enter");
    await title("Configurer");
    await page.getByRole("button", { name: "Tester la connexion" }).waitFor();
    await tabTo(/^Tester la connexion$/);
    await keys("Enter");
    await page.getByText("La connexion fonctionne").waitFor();
    expect(faults).toEqual([]);
  });
});
