import { readFile } from "node:fs/promises";
import { documentContent } from "@allotement/boxoffice/api/documents.ts";
import { newShowWindow } from "@allotement/boxoffice/api/interface-allot.ts";
import { runList } from "@allotement/boxoffice/api/interface-runs.ts";
import { priceTypeCreated } from "@allotement/boxoffice/api/prices.ts";
import { performanceList, showList } from "@allotement/boxoffice/api/programme.ts";
import { poppler, textOf } from "@allotement/documents/pdf/read-pdf.fixture.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { boxofficeOperator, type Client } from "../dev/seed/client.ts";
import { demoPassword, empire } from "../dev/seed/people.ts";
import { seedSeason } from "../dev/seed/season.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";

const { organizerId } = empire;
const bare = (text: string) => text.replace(/\s+/g, " ");

describe.skipIf(!browserPath || poppler.skip)(
  "a clerk reads and keeps every document of the demo season",
  () => {
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
      await signIn(page, world.boxofficeUrl, organizerId, "tuto");
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      await world?.close();
    });

    const open = async (path: string, heading: string | RegExp) => {
      await page.goto(world.boxofficeUrl + path);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    };
    /** Presses the button and reads the file that the browser keeps. */
    const kept = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: button }).first().click(),
      ]);
      return {
        name: download.suggestedFilename(),
        text: bare(textOf(await readFile(await download.path()), "-layout")),
      };
    };
    const firstPerformance = async () => {
      const { shows } = await clerk.get("/api/shows", showList);
      const show = shows.find(({ title }) => title === "ORPHEE ET EURYDICE");
      const { performances } = await clerk.get(
        `/api/shows/${show?.showNumber}/performances`,
        performanceList,
      );
      return { show, performanceNumber: performances[0]?.performanceNumber };
    };

    test("the report of an allotment, from its page", async () => {
      const { runs } = await clerk.get("/api/interface/runs", runList);
      for (const kind of ["allot", "recall", "import"] as const) {
        const run = runs.find((one) => one.kind === kind);
        if (!run) throw new Error(`the season has no run of kind ${kind}`);
        await open(`/ticketmaster/operations/${run.runId}`, /^Rapport/);
        const { name, text } = await kept("Enregistrer en PDF");
        expect(name).toMatch(/^Rapport d.*\d\d-\d\d-\d\d \d\dh\d\d\.pdf$/);
        expect(text).toContain(`Lancé par ${run.operatorName}`);
        expect(text).toMatch(/Page 1 \/ \d/);
        if (kind === "allot") expect(text).toMatch(/Total \d+ séances? [\d ]+ 0/);
      }
    });

    test("price types and holds, among the codifications", async () => {
      await open("/ticketmaster/outils/codifications", "Génération des codifications");
      await page.getByRole("article").getByText("6690014").waitFor();
      await expectAccessible(page, "codes-documents");
      const { name, text } = await kept("Enregistrer en PDF");
      expect(name).toMatch(/^Tarifs et réserves \(669\)/);
      expect(text).toContain("6690014 TICKETNET PLEIN TARIF");
      expect(text).toContain("6690007 TICKETNET");
    });

    test("the statement of a performance", async () => {
      const { performanceNumber } = await firstPerformance();
      await open(`/seances/${performanceNumber}/releve`, "Relevé de la séance");
      await page.getByRole("article").getByText("Places par catégorie").waitFor();
      await expectAccessible(page, "sales-statement");
      expect((await kept("Enregistrer en PDF")).text).toMatch(/Total 812 /);
    });

    test("the graphic plan, whose preview is drawn again when it is asked for", async () => {
      const { performanceNumber } = await firstPerformance();
      await open(`/seances/${performanceNumber}/plan`, "Plan graphique");
      const frame = () => page.locator("iframe").getAttribute("src");
      expect(await frame()).toContain("columns=1&rows=1");
      await page.getByRole("combobox", { name: "Feuilles en largeur" }).click();
      await page.getByRole("option", { name: "2" }).click();
      await page.getByLabel("Plan vierge").check();
      await page.getByText("L’aperçu montre la mise en page précédente.").waitFor();
      expect(await frame()).toContain("columns=1&rows=1");
      await page.getByRole("button", { name: "Actualiser l’aperçu" }).click();
      expect(await frame()).toContain("columns=2&rows=1&orientation=landscape&blank=yes");
      // The viewer takes its time; nothing but the picture that a person looks at waits for it.
      if (process.env.SCREENSHOTS) await page.waitForTimeout(4_000);
      await expectAccessible(page, "printed-plan");
      const { text } = await kept("Enregistrer le PDF");
      expect(text).toContain("Plan vierge – ");
      expect(text).toContain("feuille 2 sur 2");
    });

    test("the on-sale document says what the screen says", async () => {
      const { show } = await firstPerformance();
      const showNumber = show?.showNumber ?? 0;
      const window = await clerk.get(`/api/interface/allot/shows/${showNumber}`, newShowWindow);
      const lines = window.lines.flatMap((line) =>
        line.faceValueCents === null
          ? []
          : [
              {
                priceTypeCode: line.priceTypeCode,
                seatCategoryCode: line.seatCategoryCode,
                faceValueCents: line.faceValueCents,
                venueFeeCents: line.venueFeeCents ?? 0,
                organizerFeeCents: line.organizerFeeCents ?? 0,
                resellerFeeCents: line.resellerFeeCents ?? 200,
              },
            ],
      );
      const order = { showNumber, newShow: { comment: "Mentions : l’œuvre présente", lines } };
      const content = await clerk.send(
        "POST",
        "/api/interface/allot/on-sale-document",
        order,
        documentContent,
      );
      const answer = await page
        .context()
        .request.post(`${world.boxofficeUrl}/api/interface/allot/on-sale-document.pdf`, { data: order });
      const text = bare(textOf(await answer.body(), "-layout"));
      expect(text).toContain(content.title);
      // Each is printed at a second of its own.
      const isMoment = (line: string) => /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/.test(line);
      const texts = content.blocks.flatMap((block) =>
        block.kind === "table" ? [] : [bare(block.text).trim()],
      );
      expect(texts.filter(isMoment)).toHaveLength(1);
      for (const line of texts) if (!isMoment(line)) expect(text).toContain(line);
    });

    test("a new price type that meets allotted shows is warned of, with the way to the codes (R11.2)", async () => {
      const manager = await boxofficeOperator(world.boxofficeUrl, organizerId, "regie", demoPassword);
      const priceType = { name: "TICKETNET SENIOR", channelKind: "reseller" };
      await manager.send("POST", "/api/price-types", priceType, priceTypeCreated);
      await signIn(page, world.boxofficeUrl, organizerId, "support");
      await open("/ticketmaster/configurer", "Configurer");
      const notice = page.getByText(/Nouveau type de tarif/);
      expect(await notice.count()).toBe(0);
      await page.getByRole("checkbox", { name: /TICKETNET SENIOR/ }).check();
      await notice.waitFor();
      await page.getByText(/Déjà sur le réseau.*ORPHEE ET EURYDICE/).waitFor();
      await expectAccessible(page, "new-price-type");
      await page.getByRole("link", { name: /Envoyez d’abord les tarifs et réserves/ }).click();
      await page.getByRole("article").getByText("TICKETNET SENIOR").waitFor();
    });

    test("no page has thrown", () => expect(faults).toEqual([]));
  },
);
