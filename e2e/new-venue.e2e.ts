import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { counterTickets } from "@allotement/boxoffice/api/counter.ts";
import { doorAnswer } from "@allotement/boxoffice/api/door.ts";
import { hallList } from "@allotement/boxoffice/api/halls.ts";
import { holdCreated } from "@allotement/boxoffice/api/holds.ts";
import { customerAccountCreated, paymentMethodCreated } from "@allotement/boxoffice/api/journal.ts";
import { performanceChanges } from "@allotement/boxoffice/api/performance-changes.ts";
import { priceTypeCreated, seatCategoryList } from "@allotement/boxoffice/api/prices.ts";
import { performanceList, showList } from "@allotement/boxoffice/api/programme.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { seatColumns } from "@allotement/reseller/api/point-of-sale.ts";
import { showList as networkShows } from "@allotement/reseller/api/shows.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { boxofficeOperator, type Client, client } from "../dev/seed/client.ts";
import {
  type Network,
  openInstitution,
  sellAtNetwork,
  setStatus,
  setUpNetwork,
} from "../dev/seed/network.ts";
import { demoPassword } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage } from "./browser.ts";

const organizerId = 731;
const institutionCode = 7310;
const planFile = fileURLToPath(new URL("../dev/seed/petite-scene.json", import.meta.url));
const credential = { userName: "atelier", password: "une-longue-phrase" };

/** The figures of docs/clicks.md: what a new venue clicks, and how many characters it types. */
const counted =
  /^\| a new venue, from its hall to its first allotment +\| (\d+) clicks \| (\d+) characters \|/m.exec(
    readFileSync(new URL("../docs/clicks.md", import.meta.url), "utf8"),
  );

describe.skipIf(!browserPath)("a new venue, in the browser", () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let support: Client;
  let network: Network;
  let hallCode = 0;
  let fullPrice = 0;
  let networkPrice = 0;
  let cashMethod = 0;
  let performances: { performanceNumber: number; localDate: string }[] = [];
  let clicks = 0;
  let characters = 0;

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    ({ page, faults } = await openPage(browser));
    page.setDefaultTimeout(40_000);
    network = await setUpNetwork(world.resellerUrl, world.setupToken);
    const operator = { initials: "dir", name: "Direction", password: demoPassword };
    const founder = client(world.boxofficeUrl, world.setupToken);
    const organizer = { organizerId, name: "L’ATELIER NEUF", operator };
    await founder.send("POST", "/api/organizers", organizer, anything);
    support = await boxofficeOperator(world.boxofficeUrl, organizerId, "dir", demoPassword);
    await page.emulateMedia({ reducedMotion: "reduce" });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  type Role = "button" | "link" | "option" | "combobox" | "checkbox" | "radio";
  const click = async (role: Role, name: string | RegExp) => {
    clicks += 1;
    await page.getByRole(role, { name }).first().click();
  };
  const type = async (label: string | RegExp, text: string) => {
    characters += text.length;
    const field = page.getByLabel(label).first();
    await field.fill(text);
    await field.press("Tab");
  };
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const home = async () => {
    await page.goto(world.boxofficeUrl);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };

  test("signs in and is told what is missing, in order", async () => {
    await page.goto(world.boxofficeUrl);
    await page.getByRole("combobox", { name: "Structure" }).click();
    await page.getByRole("option", { name: "L’ATELIER NEUF" }).click();
    await page.getByLabel("Initiales").fill("dir");
    await page.getByLabel("Mot de passe").first().fill(demoPassword);
    await page.keyboard.press("Enter");
    await sees("Avant la première mise en vente");
    expect(await page.getByLabel("à faire").count()).toBe(11);
    await expectAccessible(page, "new-venue-home");
  });

  test("imports its hall", async () => {
    await click("link", "Une salle et son plan");
    clicks += 1;
    await page.locator('input[type="file"]').first().setInputFiles(planFile);
    await click("button", "Créer la salle");
    await expect
      .poll(async () => (await support.get("/api/halls", hallList)).halls.length, { timeout: 40_000 })
      .toBe(1);
    const [hall] = (await support.get("/api/halls", hallList)).halls;
    hallCode = hall?.hallCode ?? 0;
  });

  test("has price types, a hold and the elements of R3.5", async () => {
    const make = { name: "PLEIN TARIF", channelKind: "counter" };
    fullPrice = (await support.send("POST", "/api/price-types", make, priceTypeCreated)).priceTypeCode;
    const copy = { name: "TICKETNET PLEIN TARIF", channelKind: "reseller" };
    networkPrice = (await support.send("POST", "/api/price-types", copy, priceTypeCreated)).priceTypeCode;
    await support.send("POST", "/api/holds", { name: "TICKETNET" }, holdCreated);
    const connector = { initials: "TKN", name: "TICKETNET", role: "system" };
    await support.send("POST", "/api/operators", connector, anything);
    await support.send("POST", "/api/sales-channels", { name: "GUICHET", kind: "counter" }, anything);
    await support.send("POST", "/api/sales-channels", { name: "TICKETNET", kind: "reseller" }, anything);
    const cash = { name: "ESPECES", kind: "cash" };
    cashMethod = (await support.send("POST", "/api/payment-methods", cash, paymentMethodCreated))
      .paymentMethodId;
    const account = { name: "TICKETNET" };
    const { customerAccountId } = await support.send(
      "POST",
      "/api/customer-accounts",
      account,
      customerAccountCreated,
    );
    const invoice = { name: "Facture TicketNet", kind: "invoice", customerAccountId };
    await support.send("POST", "/api/payment-methods", invoice, anything);
  });

  test("creates a group, a show, and its performances by a rule that it sees first", async () => {
    await home();
    await click("link", "Une manifestation dans un groupe");
    await expectAccessible(page, "new-venue-programme-empty");
    await click("button", "Nouveau groupe");
    await type("Nom du groupe", "SAISON");
    await click("button", "Créer");
    await page.getByRole("heading", { name: "SAISON" }).waitFor();
    await click("button", "Nouvelle manifestation");
    await page.getByRole("dialog").getByLabel("Titre", { exact: true }).waitFor();
    await type(/^Titre/, "LES BONNES");
    await type(/^Sous-titre/, "de Jean Genet");
    await expectAccessible(page, "new-venue-show");
    await click("button", /^Créer$/);
    await page.getByRole("heading", { level: 1, name: "LES BONNES" }).waitFor();
    await type(/^Du$/, "03/03/2099");
    await type(/^Au$/, "30/04/2099");
    for (const day of ["mardi", "jeudi"]) await click("checkbox", day);
    await type("Sauf le", "14/04/2099");
    await click("button", "Ajouter cette date");
    await click("button", "Voir les séances");
    await page.getByRole("button", { name: /^Créer \d+/ }).waitFor();
    await expectAccessible(page, "new-venue-rule");
    await click("button", /^Créer \d+/);
    await sees(/séances créées/);
    const { shows } = await support.get("/api/shows", showList);
    const showNumber = shows[0]?.showNumber ?? 0;
    const list = await support.get(`/api/shows/${showNumber}/performances`, performanceList);
    performances = list.performances;
    expect(performances).toHaveLength(17);
    expect(performances.map(({ localDate }) => localDate)).not.toContain("2099-04-14");
    const { seatCategories } = await support.get("/api/seat-categories", seatCategoryList);
    const lines = [fullPrice, networkPrice].flatMap((priceTypeCode) =>
      seatCategories.map(({ seatCategoryCode }) => ({
        ...{
          priceTypeCode,
          seatCategoryCode,
          faceValueCents: 2800,
          venueFeeCents: 100,
          organizerFeeCents: 0,
        },
      })),
    );
    const grid = { validFrom: "2020-01-01T00:00:00.000Z", lines };
    await support.send("POST", `/api/shows/${showNumber}/price-grids`, grid, anything);
    await openInstitution(
      network,
      { support, hallCode },
      { institutionCode, name: "L’ATELIER NEUF" },
      credential,
    );
  });

  test("connects to the network, paints its hold and allots, and the list of what is missing goes", async () => {
    await home();
    expect(await page.getByLabel("à faire").count()).toBe(3);
    await click("link", "La connexion au réseau (Configurer)");
    await type("Nom du réseau", "TICKETMASTER FRANCE");
    await type("Code institution", String(institutionCode));
    await type("Adresse du serveur", world.resellerUrl);
    await type("Nom d’utilisateur", credential.userName);
    await type(/^Mot de passe/, credential.password);
    for (const [label, option] of [
      ["Opérateur", "TICKETNET"],
      ["Réserve", "TICKETNET"],
      ["Mode de règlement", "Facture TicketNet"],
      ["Filière", "TICKETNET"],
    ] as const) {
      await click("combobox", label);
      await click("option", option);
    }
    await click("checkbox", /TICKETNET PLEIN TARIF/);
    clicks += 1;
    await page.getByRole("button", { name: "Enregistrer" }).first().click();
    await sees("Configuration enregistrée");
    await home();
    await click("link", "Des places dans la réserve du réseau");
    await click("combobox", "Manifestation");
    await click("option", "LES BONNES");
    await click("combobox", "Séance");
    await click("option", /03\/03\/2099/);
    await click("button", "Toutes les places libres");
    await click("button", /^Placer/);
    await sees(/places? (modifiée|placée)/);
    await home();
    await click("link", "La première mise en vente");
    await click("option", "SAISON");
    await click("option", "LES BONNES");
    await click("button", /Tout choisir/);
    await click("button", "Contingenter");
    await click("button", "Continuer >>>");
    await page.getByText("Terminé").first().waitFor({ timeout: 90_000 });
    await home();
    await page
      .getByRole("main")
      .getByRole("link", { name: /^Guichet/ })
      .waitFor();
    await expect.poll(() => page.getByText("Avant la première mise en vente").count()).toBe(0);
    expect([String(clicks), String(characters)]).toEqual([counted?.[1], counted?.[2]]);
    // A click every three seconds and three characters a second: far below the fifteen minutes asked for.
    expect(clicks * 3 + characters / 3).toBeLessThan(15 * 60);
  });

  const first = () => performances[0]?.performanceNumber ?? 0;
  const changes = () => support.get(`/api/performances/${first()}/changes`, performanceChanges);
  const thereIsPerformance = async () => {
    const { shows } = await network.manager.get(`/api/institutions/${institutionCode}/shows`, networkShows);
    return shows[0]?.performances.find((one) => one.performanceNumber === first());
  };

  test("another date is asked of the network, and the phases are seen; the barcode sold before stays good", async () => {
    const [show] = (await network.manager.get(`/api/institutions/${institutionCode}/shows`, networkShows))
      .shows;
    await setStatus(network, institutionCode, show?.showNumber ?? 0, "announced", "onSale");
    const path = `/api/institutions/${institutionCode}/performances/${first()}/seats`;
    const { seatCodes } = await network.seller.get(path, seatColumns);
    const sold = await sellAtNetwork(
      network.seller,
      institutionCode,
      first(),
      seatCodes.slice(0, 1),
      networkPrice,
      { surname: "MARTIN", firstName: "Claire" },
    );
    await page.goto(`${world.boxofficeUrl}/programmation/seances/${first()}`);
    await page.getByRole("heading", { level: 1, name: /03\/03\/2099/ }).waitFor();
    await sees(/MARTIN Claire/);
    await page.getByRole("button", { name: "Reporter la séance…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Nouvelle date/).fill("12/05/2099");
    await dialog.getByLabel(/^Nouvelle date/).press("Tab");
    await dialog.getByLabel("Motif").fill("Décor en retard");
    await expectAccessible(page, "new-venue-reschedule");
    await dialog.getByRole("button", { name: "Reporter", exact: true }).click();
    await dialog.getByText("Confirmé par le réseau").waitFor();
    await dialog.locator("li[data-done]", { hasText: "Déplacé ici" }).waitFor({ timeout: 60_000 });
    await expectAccessible(page, "new-venue-phases");
    await dialog.getByRole("button", { name: "Fermer" }).last().click();
    await page.getByRole("heading", { level: 1, name: /12\/05\/2099/ }).waitFor();
    expect(await thereIsPerformance()).toMatchObject({ localDate: "2099-05-12", localTime: "20:30" });
    const scan = {
      ...{ scanId: systemIds.uuid(), performanceNumber: first(), gate: "A", direction: "entry" },
      barcode: sold.lines[0]?.barcode,
    };
    expect(await support.send("POST", "/api/door/scans", scan, doorAnswer)).toMatchObject({ accepted: true });
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, "new-venue-performance-dark");
    await page.emulateMedia({ colorScheme: "light" });
  });

  test("a performance is cancelled: typed, taken back, refunded together, and the network's sale is listed", async () => {
    const other = performances[1]?.performanceNumber ?? 0;
    const sale = { seatCodes: [1, 2], priceTypeCode: fullPrice, paymentMethodId: cashMethod };
    await support.send("POST", `/api/performances/${other}/counter-sales`, sale, counterTickets);
    await page.getByRole("button", { name: "Annuler la séance…" }).click();
    const dialog = page.getByRole("dialog");
    const confirm = dialog.getByRole("button", { name: "Confirmer l’annulation" });
    await dialog.getByLabel("Motif").fill("Relâche");
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel("Confirmation").fill("ANNULER LA SEANCE");
    await expectAccessible(page, "new-venue-cancel");
    await confirm.click();
    await sees("Séance annulée");
    await sees(/1\svente du réseau/);
    await expect.poll(async () => (await changes()).seats.atReseller, { timeout: 60_000 }).toBe(0);
    await expectAccessible(page, "new-venue-cancelled");
    await page.goto(`${world.boxofficeUrl}/programmation/seances/${other}`);
    await page.getByRole("button", { name: "Annuler la séance…" }).click();
    await dialog.getByLabel("Motif").fill("Relâche");
    await dialog.getByLabel("Confirmation").fill("ANNULER LA SEANCE");
    await confirm.click();
    await page.getByRole("button", { name: /^Rembourser 2\sbillets/ }).click();
    await expectAccessible(page, "new-venue-refund");
    await dialog.getByRole("button", { name: /^Rembourser 2\sbillets/ }).click();
    await sees("Tous les billets du guichet sont remboursés.");
    await sees(/2\sbillets remboursés, 58,00/);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, "new-venue-cancelled-dark");
    expect(faults).toEqual([]);
  });
});
