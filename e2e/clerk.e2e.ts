import { readFile } from "node:fs/promises";
import { runList } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { codeList } from "@allotement/reseller/api/mapping.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { freePort } from "../dev/free-port.ts";
import { allot } from "../dev/seed/exchange.ts";
import { connect, sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type MeddlingProxy, meddlingProxy } from "./meddling-proxy.ts";
import { type SmallWorld, setUpSmallWorld, smallCredential } from "./small-world.ts";

const { institutionCode, organizerId } = petiteScene;
const institution = `/api/institutions/${institutionCode}`;

/** A clerk's day as it goes wrong: the line does not answer, colleagues change the same seats, a whole hall is refused. */
describe.skipIf(!browserPath)("a clerk's day", () => {
  let world: World;
  let wire: MeddlingProxy;
  let small: SmallWorld;
  let ours: Database;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    wire = await meddlingProxy(world.resellerUrl);
    small = await setUpSmallWorld({ ...world, exchangeUrl: wire.url }, 5);
    const connectionString = world.boxofficeDatabaseUrl;
    ours = await openDatabase({ connectionString, poolSize: 2, applicationName: "a clerk's day" });
    await allot(small.venue.clerk, small.showNumber, small.performances.slice(0, 2));
    await setStatus(small.network, institutionCode, small.showNumber, "announced", "onSale");
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, organizerId, "tuto");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await ours?.close();
    await wire?.close();
    await world?.close();
  });

  const performance = (day: number) => small.performances[day - 1] ?? 0;
  const plan = () => main().getByRole("application");
  const main = (on = page) => on.getByRole("main");
  const press = (name: string | RegExp, on = page) => on.getByRole("button", { name }).first().click();
  const sees = (text: string | RegExp, on = page) => main(on).getByText(text).first().waitFor();
  const open = async (path: string, heading: string | RegExp, on = page) => {
    await on.goto(world.boxofficeUrl + path);
    await on.getByRole("heading", { level: 1, name: heading }).waitFor();
  };
  const reach = (url = wire.url, credential = smallCredential) =>
    connect(small.venue, url, institutionCode, credential);
  const network = (change: Record<string, unknown>) =>
    small.network.manager.send("PATCH", institution, change, anything);
  const addresses = (...list: string[]) =>
    small.network.manager.send("PUT", `${institution}/addresses`, { addresses: list }, anything);
  const own = async (initials: string) => {
    const opened = await openPage(browser);
    await signIn(opened.page, world.boxofficeUrl, organizerId, initials);
    return opened.page;
  };

  describe("«Configurer»", () => {
    test.each(["tuto", "regie"])(
      "shows %s both blocks as text, and who may change them",
      async (initials) => {
        const reader = await own(initials);
        await open("/ticketmaster/configurer", "Configurer", reader);
        for (const block of ["Configuration de la connexion", "Configuration de l’interface"])
          await main(reader)
            .getByRole("region", { name: block })
            .getByText("Seul le support modifie")
            .waitFor();
        const interfaceBlock = main(reader).getByRole("region", { name: "Configuration de l’interface" });
        expect(await interfaceBlock.getByRole("textbox").count()).toBe(0);
        const connection = main(reader).getByRole("region", { name: "Configuration de la connexion" });
        expect(await connection.getByRole("textbox").count()).toBe(1);
        await connection.getByText(wire.url).waitFor();
        await expectAccessible(reader, `configure-read-${initials}`);
        await reader.context().close();
      },
    );

    test("tells a working line with the address seen", async () => {
      await tried("La connexion fonctionne", "up");
      await sees(/vous voit à l’adresse 127\.0\.0\.1/);
    });

    test("tells a wrong password", async () => {
      await reach(wire.url, { ...smallCredential, password: "une-phrase-fausse" });
      await tried("Identifiants refusés", "wrong-password");
      await reach();
    });

    test("tells a refused address, shows it, and has the letter to the contact ready", async () => {
      await addresses("203.0.113.7");
      await reach();
      await tried("Adresse refusée", "address");
      await main().getByRole("alert").getByText("127.0.0.1", { exact: true }).waitFor();
      await main().getByRole("alert").getByRole("button", { name: "Écrire au contact…" }).click();
      const letter = page.getByRole("dialog");
      await expect.poll(() => letter.getByRole("textbox").last().inputValue()).toContain("127.0.0.1");
      await expectAccessible(page, "configure-address-letter");
      await addresses("127.0.0.1", "::1");
    });

    test("tells maintenance", async () => {
      await network({ maintenance: true });
      await reach();
      await tried("Serveur en maintenance", "maintenance");
      await network({ maintenance: false });
    });

    test("tells a server that is not there", async () => {
      await reach(`http://127.0.0.1:${await freePort()}`);
      await tried("Serveur introuvable", "unknown-server");
      await reach();
    });

    test("tells a time-out, with the letter to the contact", async () => {
      wire.meddle = () => "hold";
      await reach();
      await tried("Délai d’attente dépassé", "timeout");
      await main().getByRole("alert").getByRole("button", { name: "Écrire au contact…" }).waitFor();
      wire.meddle = () => "pass";
      await reach();
      await tried("La connexion fonctionne", "up-again");
    }, 90_000);

    async function tried(title: string, name: string) {
      await open("/ticketmaster/configurer", "Configurer");
      await press("Tester la connexion");
      await main().getByText(title).first().waitFor({ timeout: 60_000 });
      await expectAccessible(page, `configure-${name}`);
    }
  });

  describe("the line is slow or down", () => {
    test("the list to put on sale need not be waited for, and says what it may miss", async () => {
      wire.meddle = (call) => (call.startsWith("GET /allotment/v1/sales") ? "hold" : "pass");
      await open("/ticketmaster/mise-en-vente", "Mettre des places en vente");
      await press("Continuer sans attendre");
      await page.getByRole("option", { name: /03\/05\/2099/ }).waitFor();
      await sees(/des ventes récentes peuvent y manquer/);
      await expectAccessible(page, "allot-not-waited");
      wire.meddle = () => "pass";
      await sees(/Ventes à jour/);
      await network({ maintenance: true });
      await page.reload();
      await page.getByRole("option", { name: /03\/05\/2099/ }).waitFor();
      await sees("Serveur en maintenance");
      await sees(/des ventes récentes peuvent y manquer/);
      await expectAccessible(page, "allot-line-down");
      await network({ maintenance: false });
    });

    test("a run says since when it waits, goes on without its tab, and is found again with its report", async () => {
      wire.meddle = (call) => (call.startsWith("PUT /allotment/v1/operations/") ? "hold" : "pass");
      const tab = await own("tuto");
      await open("/ticketmaster/mise-en-vente", "Mettre des places en vente", tab);
      await sees(/Ventes à jour/, tab);
      await tab.getByRole("option", { name: /03\/05\/2099/ }).click();
      await press("Contingenter", tab);
      await tab.getByRole("dialog").getByRole("button", { name: "Contingenter" }).click();
      await main(tab)
        .getByText(/n’a pas encore répondu, depuis \d+\ss/)
        .waitFor({ timeout: 30_000 });
      await expectAccessible(tab, "run-not-answered");
      await tab.context().close();
      wire.meddle = () => "pass";
      await expect.poll(() => stateOf(3), { timeout: 60_000 }).toEqual(["allotted"]);
      await open("/ticketmaster/outils", "Outils");
      await main().getByRole("link", { name: "Contingentement", exact: true }).first().click();
      await sees("Terminé");
      await sees("Aucune place refusée");
    }, 120_000);
  });

  test("a refused hall: the report is filtered, printed, kept as PDF and as table", async () => {
    const { codes } = await small.network.manager.get(`${institution}/codes`, codeList);
    const ofHall = codes.filter(({ hallCode }) => hallCode === small.venue.hallCode);
    const known = (list: typeof ofHall) =>
      small.network.manager.send(
        "PUT",
        `${institution}/codes/${small.venue.hallCode}`,
        { codes: list.map(({ kind, code, label }) => ({ kind, code, label })) },
        anything,
      );
    await known(ofHall.filter(({ kind }) => kind !== "seatCategory"));
    const { runId } = await allot(small.venue.clerk, small.showNumber, [performance(4)]);
    await known(ofHall);
    await page.addInitScript("window.print = () => { window.printed = (window.printed ?? 0) + 1; }");
    await open(`/ticketmaster/operations/${runId}`, "Rapport de contingentement");
    const table = main().getByRole("region", { name: "Places refusées" }).last();
    const rows = () => table.getByRole("row").count();
    await expect.poll(rows).toBe(1 + small.venue.capacity);
    const filter = main().getByRole("textbox", { name: "Filtrer" });
    await filter.fill("inconnue 2");
    await expect.poll(rows).toBeLessThan(small.venue.capacity);
    const filtered = await table.getByRole("row").allTextContents();
    expect(filtered.length).toBeGreaterThan(2);
    expect(filtered.slice(1).every((text) => /CATEGORIE 2|(?<!\d)2(?!\d)/.test(text))).toBe(true);
    await expectAccessible(page, "report-filtered");
    await filter.fill("aucune telle place");
    await sees("Aucune place ne correspond au filtre.");
    await filter.fill("");
    await press("Imprimer");
    expect(await page.evaluate("window.printed")).toBe(1);
    await page.emulateMedia({ media: "print" });
    expect(await filter.isVisible()).toBe(false);
    expect(await page.getByRole("navigation").first().isVisible()).toBe(false);
    expect(await rows()).toBe(1 + small.venue.capacity);
    await page.emulateMedia({ media: "screen" });
    const [pdf] = await Promise.all([
      page.waitForEvent("download"),
      page
        .getByRole("link", { name: /PDF/ })
        .or(page.getByRole("button", { name: /PDF/ }))
        .first()
        .click(),
    ]);
    expect(pdf.suggestedFilename()).toMatch(/^Rapport de contingentement .*\.pdf$/);
    expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe("%PDF-");
    const saved = page.waitForEvent("download");
    await press("Enregistrer le tableau");
    const lines = (await readFile(await (await saved).path(), "utf8")).trim().split("\n");
    expect(lines.length).toBeGreaterThan(small.venue.capacity);
  });

  test("a report of thousands of seats shows them in portions, and prints them all", async () => {
    const { capacity } = small.venue;
    await page.route("**/api/interface/runs/*/report", async (route) => {
      const answer = await route.fetch();
      const { refusals, ...report } = await answer.json();
      const copies = Array.from({ length: 20 }, (_, copy) =>
        refusals.map((one: { seatCode: number }) => ({ ...one, seatCode: one.seatCode + copy * 100_000 })),
      );
      await route.fulfill({ json: { ...report, refusals: copies.flat() } });
    });
    await page.reload();
    const rows = () =>
      main().getByRole("region", { name: "Places refusées" }).last().getByRole("row").count();
    await expect.poll(rows).toBe(1 + 200);
    await press("Afficher la suite");
    await expect.poll(rows).toBe(1 + 1_200);
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await rows()).toBe(1 + 20 * capacity);
    await page.unroute("**/api/interface/runs/*/report");
  });

  test("two clerks: what is released and sold at the counter is seen within two seconds, on the plans and in the list to allot", async () => {
    const colleague = await own("support");
    const list = await own("tuto");
    await open("/ticketmaster/mise-en-vente", "Mettre des places en vente", list);
    const option = list.getByRole("option", { name: /05\/05\/2099/ });
    await option.waitFor();
    const before = await option.textContent();
    await choose("/guichet", 5, page);
    await choose("/seances", 5, colleague);
    await colleague.getByRole("row", { name: /^en réserve.* 148$/ }).waitFor();
    await press("Toute la réserve choisie", colleague);
    await press(/^Retirer 148/, colleague);
    await colleague.getByText(/148\splaces modifiées/).waitFor();
    // From the moment the colleague knows, the others have two seconds.
    const soon = { timeout: 2_000 };
    await Promise.all([
      main()
        .getByRole("list", { name: "Légende du plan" })
        .getByText(/ à choisir/)
        .first()
        .waitFor(soon),
      option.waitFor({ state: "detached", timeout: 2_000 }),
    ]);
    expect(before).toMatch(/CAT\.1\s\d+/);
    await plan().focus();
    for (const key of ["ArrowDown", "Space"]) await page.keyboard.press(key);
    await press(/^Vendre 1/);
    await main()
      .getByText(/^1\splace vendue pour/)
      .waitFor();
    await colleague.getByRole("row", { name: /^vendue.* 1$/ }).waitFor(soon);
    await colleague.getByRole("row", { name: /^libre.* 147$/ }).waitFor(soon);
    // Held again: the clerk at the counter loses what was chosen there, and is told.
    await plan().focus();
    for (const key of ["ArrowDown", "r"]) await page.keyboard.press(key);
    await press("Toutes les places libres", colleague);
    await press(/^Placer 147/, colleague);
    await colleague.getByText(/147\splaces modifiées/).waitFor();
    await main()
      .getByText(/ont quitté votre choix/)
      .waitFor(soon);
    await option.waitFor(soon);
    await expectAccessible(page, "counter-lost");
    await Promise.all([colleague.context().close(), list.context().close()]);
  });

  test("integrating: lines with a range beside each other, and a limit of time; the rest stays pending", async () => {
    const { clerk, ticketnet } = small.venue;
    const sell = (day: number, ...seatCodes: number[]) =>
      sellAtNetwork(
        small.network.seller,
        institutionCode,
        performance(day),
        seatCodes,
        ticketnet.fullPrice,
        null,
      );
    await sell(1, 1, 2);
    await sell(2, 1);
    await clerk.send("POST", "/api/interface/fetch", {}, anything);
    await open("/ticketmaster/ventes", "Intégrer les ventes");
    const moment = async (label: string, date: string) => {
      await main().getByRole("textbox", { name: label, exact: true }).fill(date);
      await page.keyboard.press("Tab");
    };
    const line = async (from: string, to: string) => {
      await moment("Du", from);
      await moment("Au", to);
      await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    };
    await line("01/05/2099", "01/05/2099");
    await line("03/05/2099", "04/05/2099");
    await sees("entre le 01/05/2099 à 00:00 et le 01/05/2099 à 23:59");
    await sees("entre le 03/05/2099 à 00:00 et le 04/05/2099 à 23:59");
    await main()
      .getByRole("checkbox", { name: /jusqu’à/ })
      .check();
    await moment("Date", "01/01/2020");
    await expectAccessible(page, "import-ranges-until");
    await press("Lancer");
    await sees("Aucune vente à intégrer dans ce choix.");
    await open("/ticketmaster/ventes", "Intégrer les ventes");
    await line("01/05/2099", "01/05/2099");
    await press("Lancer");
    const integrated = (count: number) =>
      main()
        .getByRole("row", { name: new RegExp(`^LES BONNES ${count} 0 `) })
        .waitFor();
    await integrated(2);
    await open("/ticketmaster/ventes", "Intégrer les ventes");
    await press("Ajouter toutes les séances");
    await press("Lancer");
    await integrated(1);
  });

  test("taking back: a rectangle of the mouse chooses, with Alt it takes out again; a past performance behind its box", async () => {
    await ours.run(sql`update performances set local_date = '2020-05-02', starts_at = '2020-05-02T18:00:00Z'
      where performance_number = ${performance(2)}`);
    await open("/ticketmaster/reprise", "Reprendre des places");
    await page.getByRole("option", { name: /01\/05\/2099/ }).waitFor();
    expect(await page.getByRole("option", { name: /2020/ }).count()).toBe(0);
    await main().getByRole("checkbox", { name: "Afficher les séances passées" }).check();
    await page.getByRole("option", { name: /02\/05\/2020/ }).click();
    await expectAccessible(page, "take-back-past");
    await press("Valider");
    await plan().waitFor();
    await sees(/^0\splace choisie$/);
    const box = await plan().boundingBox();
    if (!box) throw new Error("the plan is not on the page");
    const draw = async (share: number) => {
      await page.mouse.move(box.x + 2, box.y + 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
      await page.mouse.move(box.x + box.width - 2, box.y + box.height * share, { steps: 4 });
      await page.mouse.up();
    };
    await draw(0.99);
    await sees(/^147\splaces choisies$/);
    await expectAccessible(page, "take-back-rectangle");
    await page.keyboard.down("Alt");
    await draw(0.99);
    await page.keyboard.up("Alt");
    await sees(/^0\splace choisie$/);
  });

  /** Opens a page of the house at a day's plan. */
  async function choose(path: string, day: number, on: Page) {
    await on.goto(world.boxofficeUrl + path);
    await on.getByRole("combobox", { name: "Manifestation" }).click();
    await on.getByRole("option", { name: "LES BONNES" }).click();
    await on.getByRole("combobox", { name: "Séance" }).click();
    await on.getByRole("option", { name: new RegExp(`0${day}/05/2099`) }).click();
    await on.getByRole("application").waitFor();
  }

  const stateOf = async (day: number) =>
    (
      await ours.rows<{ state: string }>(sql`
        select distinct state from performance_seats where performance_number = ${performance(day)} order by 1`)
    ).map(({ state }) => state);

  test("no page has thrown", async () => {
    expect((await small.venue.clerk.get("/api/interface/runs", runList)).runs.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });
});
