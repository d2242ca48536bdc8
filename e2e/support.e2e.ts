import { readFile } from "node:fs/promises";
import { runStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { openInstitution } from "../dev/seed/network.ts";
import { empire, petiteScene } from "../dev/seed/people.ts";
import { anything, setUpVenue } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld, smallCredential } from "./small-world.ts";

describe.skipIf(!browserPath)("support, in the browser", () => {
  let world: World;
  let small: SmallWorld;
  let ours: Database;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 1);
    ours = await openDatabase({
      connectionString: world.boxofficeDatabaseUrl,
      poolSize: 2,
      applicationName: "support",
    });
    ({ page, faults } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await ours?.close();
    await world?.close();
  });

  const main = () => page.getByRole("main");
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();
  // The mail server below has a form of its own, with a user and a password too, and may be there first.
  const connection = () => main().locator("form", { has: page.getByLabel("Code institution") });
  const save = () => connection().getByRole("button", { name: "Enregistrer" }).click();
  const open = (path: string) => page.goto(world.boxofficeUrl + path);
  const choose = async (label: string, option: string | RegExp) => {
    await main().getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: option }).click();
  };
  const maintenance = (on: boolean) =>
    small.network.manager.send(
      "PATCH",
      `/api/institutions/${petiteScene.institutionCode}`,
      { maintenance: on },
      anything,
    );

  test("a new organizer is connected from empty fields, and nothing is saved before all are filled", async () => {
    const plan = await readFile(new URL("../dev/seed/petite-scene.json", import.meta.url), "utf8");
    const venue = await setUpVenue(world.boxofficeUrl, world.setupToken, empire, plan);
    await openInstitution(small.network, venue, empire, { ...smallCredential, userName: "empire" });
    await signIn(page, world.boxofficeUrl, empire.organizerId, "support");
    await open("/ticketmaster/configurer");
    await main().getByText("L’interface n’est pas encore configurée").waitFor();
    await save();
    await main().getByText("Remplissez tous les champs avant d’enregistrer.").waitFor();
    await expectAccessible(page, "first-set-up");
    await connection().getByLabel("Code institution").fill(String(empire.institutionCode));
    await connection().getByLabel("Adresse du serveur").fill(world.resellerUrl);
    await connection().getByLabel("Nom d’utilisateur").fill("empire");
    await connection().getByLabel("Mot de passe", { exact: true }).fill(smallCredential.password);
    await choose("Opérateur", "TICKETNET");
    await choose("Réserve", /^TICKETNET/);
    await choose("Mode de règlement", "Facture TicketNet");
    await choose("Filière", "TICKETNET");
    await main()
      .getByRole("checkbox", { name: /TICKETNET PLEIN TARIF/ })
      .check();
    await save();
    await main().getByText("Configuration enregistrée").waitFor();
    await press("Tester la connexion");
    await main().getByText("La connexion fonctionne").waitFor();
    await expectAccessible(page, "connected");
  });

  test("the venue changes the contact's address, and nothing else of the connection", async () => {
    await signIn(page, world.boxofficeUrl, empire.organizerId, "tuto");
    await open("/ticketmaster/configurer");
    await main().getByLabel("Adresse mail du contact").fill("contact@");
    await main()
      .getByText(/Adresse mail attendue/)
      .waitFor();
    await main().getByLabel("Adresse mail du contact").fill("contact@example.org");
    await main().getByRole("button", { name: "Enregistrer" }).first().click();
    await main().getByText("Adresse du contact enregistrée").waitFor();
    await main().getByText("Nom d’utilisateur", { exact: true }).waitFor();
    expect(await main().getByRole("textbox", { name: "Nom d’utilisateur" }).count()).toBe(0);
  });

  test("an operation in doubt is shown to all with its locked seats, and given up by support alone", async () => {
    await maintenance(true);
    const performanceNumbers = small.performances;
    await small.venue.clerk.send("POST", "/api/interface/allot", firstOrder(), runStarted);
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "tuto");
    await open("/ticketmaster/outils");
    const row = main().getByRole("row", { name: /Contingentement.*LES BONNES.*148/ });
    await row.getByText("Serveur en maintenance").waitFor();
    expect(await page.getByRole("button", { name: "Abandonner…" }).count()).toBe(0);
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "support");
    await page.reload();
    await expectAccessible(page, "in-doubt");
    await press("Abandonner…");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/rien n’est libéré avant sa réponse/).waitFor();
    await expectAccessible(page, "give-up");
    await dialog.getByRole("button", { name: "Demander l’abandon" }).click();
    await row.getByText("Abandon demandé").waitFor();
    await maintenance(false);
    await ours.run(sql`update operations set next_attempt_at = now() where state = 'voiding'`);
    await main().getByText("Résultats inconnus").waitFor({ state: "detached", timeout: 40_000 });
    const [seat] = await ours.rows<{ state: string }>(sql`
      select distinct state from performance_seats where performance_number = ${performanceNumbers[0] ?? 0}`);
    expect(seat).toEqual({ state: "held" });
  });

  test("every page speaks English once asked to", async () => {
    await open("/");
    await page.getByText("EN", { exact: true }).click();
    for (const [path, heading] of [
      ["/ticketmaster", "Ticketmaster France"],
      ["/ticketmaster/mise-en-vente", "Put seats on sale"],
      ["/ticketmaster/reprise", "Take seats back"],
      ["/ticketmaster/ventes", "Integrate sales"],
      ["/ticketmaster/outils", "Tools"],
      ["/ticketmaster/configurer", "Configure"],
      ["/guichet", "Counter"],
      ["/seances", "Performance set-up"],
      ["/journal", "Cash journal"],
    ] as const) {
      await open(path);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await expectAccessible(page, `en-${heading}`);
    }
    expect(faults).toEqual([]);
  });

  /** «Contingenter» of the small hall for the first time, at the amounts of its grid. */
  function firstOrder() {
    const lines = [...small.venue.categories.values()].map((seatCategoryCode) => ({
      priceTypeCode: small.venue.ticketnet.fullPrice,
      seatCategoryCode,
      faceValueCents: 2800,
      venueFeeCents: 100,
      organizerFeeCents: 0,
      resellerFeeCents: 280,
    }));
    const { showNumber, performances } = small;
    return { showNumber, performanceNumbers: performances, newShow: { comment: "", lines } };
  }
});
