import { readFile } from "node:fs/promises";
import { salesFileList } from "@allotement/boxoffice/api/interface-sales-files.ts";
import type { FileTicket } from "@allotement/documents/sales-files/file-ticket.ts";
import { salesFileLayouts } from "@allotement/documents/sales-files/layouts.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openBrowser } from "../dev/browser.ts";
import { allot } from "../dev/seed/exchange.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { startWorld, type World } from "../dev/world.ts";
import { buildSites } from "../web/build.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

const planRows = z.object({
  zones: z.array(
    z.object({
      rows: z.array(
        z.object({ row_number: z.string(), seats: z.array(z.object({ seat_number: z.string() })) }),
      ),
    }),
  ),
});

describe.skipIf(!browserPath)("a sales file is integrated in the browser", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let file: { name: string; mimeType: string; buffer: Buffer };

  beforeAll(async () => {
    if (browserPath) await buildSites();
    world = await startWorld();
    small = await setUpSmallWorld(world, 1);
    await allot(small.venue.clerk, small.showNumber, small.performances);
    file = await fileOfTwo();
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "support");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  /** Two sales of the first row, and a line cut short. */
  async function fileOfTwo() {
    const text = await readFile(new URL("../dev/seed/petite-scene.json", import.meta.url), "utf8");
    const row = planRows.parse(JSON.parse(text)).zones[0]?.rows[0];
    const tickets = (row?.seats ?? []).slice(0, 2).map(
      (seat, index): FileTicket => ({
        kind: "sale",
        localDate: "2099-05-01",
        localTime: "20:00",
        ticketId: `0200000000000${index + 1}`,
        priceTypeCode: String(small.venue.ticketnet.fullPrice),
        categoryCode: "",
        clientCategory: "",
        zoneCode: "PLAT",
        row: row?.row_number ?? "",
        seat: seat.seat_number,
        priceCents: 2_900,
        holder: { surname: "LEFÈVRE", firstName: "Zoë", postcode: "75011", country: "FRANCE" },
      }),
    );
    const bytes = salesFileLayouts.ticketnet.write(tickets);
    return {
      name: "VENTES_TKN.TXT",
      mimeType: "text/plain",
      buffer: Buffer.concat([bytes, Buffer.from("0200\n")]),
    };
  }

  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
  const figure = (label: string) =>
    page
      .locator("dl div", { has: page.getByText(label, { exact: true }) })
      .locator("dd")
      .innerText();
  const drop = () => page.locator("input[type=file]").setInputFiles(file);

  test("dropped, it is looked at: an unknown code is asked once, with a proposal", async () => {
    await page.goto(`${world.boxofficeUrl}/ticketmaster/outils`);
    await page.getByRole("link", { name: "Intégrer un fichier de vente" }).click();
    await page.getByRole("heading", { level: 1, name: "Intégrer un fichier de vente" }).waitFor();
    await sees("Aucun fichier lu");
    await drop();
    await page.getByRole("heading", { name: "Codes inconnus" }).waitFor();
    expect(await figure("Rejetées")).toBe("3");
    const meaning = page.getByRole("combobox", { name: /Désigne Zone PLAT/ });
    await expect.poll(() => meaning.inputValue()).not.toBe("");
    await expectAccessible(page, "sales-files-codes");
    await press("Retenir ces codes");
    await page.getByRole("heading", { name: "Codes inconnus" }).waitFor({ state: "detached" });
    await expect.poll(() => figure("À recevoir")).toBe("2");
    await sees("Longueur de ligne inattendue");
    await expectAccessible(page, "sales-files-analysis");
  });

  test("integrated, its sales wait with the others, and the file is kept with its hash", async () => {
    await press("Intégrer");
    await sees(/2.lignes reçues, en attente d’intégration/);
    await sees(/SHA-256/);
    await expectAccessible(page, "sales-files-report");
    const { files } = await small.venue.support.get("/api/interface/sales-files", salesFileList);
    expect(files).toMatchObject([{ fileName: "VENTES_TKN.TXT", result: { taken: 2, rejected: 1 } }]);
  });

  test("the same file again says so and changes nothing", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await drop();
    await sees(/Ce fichier a déjà été lu/);
    await sees(/le lire encore ne change rien/);
    await expect
      .poll(() => page.getByRole("button", { name: "Intégrer", exact: true }).isDisabled())
      .toBe(true);
    await expectAccessible(page, "sales-files-again");
    expect(faults).toEqual([]);
  });
});
