import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CodeList } from "@allotement/reseller/api/mapping.ts";
import { unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openBrowser } from "../dev/browser.ts";
import { drawNetworkHall, networkDrawing } from "../dev/seed/network-plans.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

const { institutionCode, organizerId } = petiteScene;

describe.skipIf(!browserPath)("a hall's codes go from the clerk's screen to the manager's", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let folder: string;
  let archive: string;

  beforeAll(async () => {
    // First: a server that starts without pages serves none.
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 1);
    folder = await mkdtemp(join(tmpdir(), "allotement-codes-"));
    const plan = await readFile(new URL("../dev/seed/petite-scene.json", import.meta.url), "utf8");
    const { manager } = small.network;
    const drawing = networkDrawing(plan, "Petite scène (réseau)");
    // Row A is numbered from the other end, and two seats of the last row were never drawn.
    const last = Math.max(
      ...drawing.seats.filter(({ row }) => row === "Rang A").map(({ number }) => Number(number)),
    );
    const seats = drawing.seats
      .slice(0, -2)
      .map((seat) =>
        seat.row === "Rang A" ? { ...seat, number: String(last + 1 - Number(seat.number)) } : seat,
      );
    await drawNetworkHall(manager, institutionCode, 1, { ...drawing, seats });
    await drawNetworkHall(manager, institutionCode, 2, { name: "Studio", seats: drawing.seats.slice(0, 20) });
    await manager.send(
      "PUT",
      `/api/institutions/${institutionCode}/codes/${small.venue.hallCode}`,
      { codes: [] },
      z.unknown(),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  test("the clerk exports the plan from «Outils», reads where it is kept, and takes the folder along", async () => {
    const { page, faults } = await openPage(browser);
    await signIn(page, world.boxofficeUrl, organizerId, "tuto");
    await page.goto(`${world.boxofficeUrl}/ticketmaster/outils`);
    await page.getByRole("link", { name: "Génération des codifications" }).click();
    await page.getByRole("button", { name: /^Exporter plans de/ }).waitFor();
    await expectAccessible(page, "codes-halls");
    await page.getByRole("button", { name: /^Exporter plans de/ }).click();
    await page.getByText("LIEU_712_10001_PLACES.TXT").waitFor();
    await page.getByText("organizers/712/TICKETNET_CLIENT/CODIF/").waitFor();
    await expectAccessible(page, "codes-exported");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Télécharger le dossier" }).click(),
    ]);
    archive = join(folder, download.suggestedFilename());
    await download.saveAs(archive);
    expect(download.suggestedFilename()).toMatch(/ \(10001\)\.zip$/);
    expect(Object.keys(unzipSync(await readFile(archive)))).toHaveLength(7);
    expect(faults).toEqual([]);
  });

  describe("the manager", () => {
    let page: Page;
    let faults: string[];
    beforeAll(async () => {
      ({ page, faults } = await openPage(browser));
      const person = { userName: "gestion", password: demoPassword };
      await page.context().request.post(`${world.resellerUrl}/api/session`, { data: person });
      await page.goto(`${world.resellerUrl}/institutions/${institutionCode}/codes`);
    });
    const choose = (files: string | { name: string; mimeType: string; buffer: Buffer }[]) =>
      page.locator("input[type=file]").first().setInputFiles(files);
    const known = async (): Promise<CodeList["codes"]> => {
      const answer = await page
        .context()
        .request.get(`${world.resellerUrl}/api/institutions/${institutionCode}/codes`);
      const list: CodeList = await answer.json();
      return list.codes.filter(({ hallCode }) => hallCode === small.venue.hallCode);
    };

    test("finds no import yet, and the way to one", async () => {
      await page.getByText("Aucun import").waitFor();
      await expectAccessible(page, "network-codes-no-import");
      await page.getByRole("link", { name: "Importer des codifications" }).click();
      await page.getByText("Déposez ici le dossier").waitFor();
      await expectAccessible(page, "network-import-empty");
    });

    test("is told in plain words why files are refused, and can try again at once", async () => {
      const files = Object.entries(unzipSync(await readFile(archive))).map(([path, bytes]) => ({
        name: path.split("/").at(-1) ?? "",
        mimeType: "application/octet-stream",
        buffer: Buffer.from(bytes),
      }));
      await choose(files.slice(0, 6));
      const alert = page.getByRole("alert").filter({ hasText: "Fichiers refusés" });
      await alert.getByText("Il manque un fichier.").waitFor();
      await alert.getByText("Fichier plan_712_10001.bmp").waitFor();
      await expectAccessible(page, "network-import-refused");
      await choose(files);
      await page.getByText(/^Salle jumelle à/).waitFor();
      await alert.waitFor({ state: "detached" });
    });

    test("drops the zip as it came, sees the plan, the twin and what differs, in light and dark", async () => {
      await choose(archive);
      await page.getByRole("img", { name: /^Plan de .* envoyé par le lieu/ }).waitFor();
      await page.getByRole("heading", { name: "Places à vérifier" }).waitFor();
      await page.getByText("Même libellé, autre emplacement").first().waitFor();
      await expectAccessible(page, "network-import-proposal");
      await page.emulateMedia({ colorScheme: "dark" });
      await expectAccessible(page, "network-import-proposal-dark");
      await page.emulateMedia({ colorScheme: "light" });
      await page.getByText("Suivre l’emplacement sur le plan").click();
      await page.getByText("Même emplacement, autre libellé").first().waitFor();
      await expectAccessible(page, "network-import-by-place");
      expect(await known()).toEqual([]);
    });

    test("confirms, and the codes are known", async () => {
      await page.getByRole("button", { name: /^Importer / }).click();
      const dialog = page.getByRole("dialog");
      await expectAccessible(page, "network-import-confirm");
      await dialog.getByRole("button", { name: /^Importer / }).click();
      await page.getByText(/ est importée$/).waitFor();
      await expectAccessible(page, "network-import-done");
      expect((await known()).length).toBeGreaterThan(3);
      await page.getByRole("link", { name: "Voir les codes" }).click();
      await page.getByText("En vigueur").waitFor();
      await expectAccessible(page, "network-codes-imported");
    });

    test("imports again, and brings the first version back", async () => {
      await page.getByRole("link", { name: "Importer des codifications" }).click();
      await choose(archive);
      await page.getByText("Aucun code nouveau, renommé ou disparu.").waitFor();
      await page.getByRole("button", { name: /^Importer / }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Importer / })
        .click();
      await page.getByRole("link", { name: "Voir les codes" }).click();
      await page.getByRole("button", { name: /^Remettre en vigueur la version 1/ }).click();
      await expectAccessible(page, "network-codes-restore");
      await page.getByRole("dialog").getByRole("button", { name: "Remettre en vigueur" }).click();
      await page.getByText("Reprise de la version 1").waitFor();
      await expectAccessible(page, "network-codes-restored");
      expect(faults).toEqual([]);
    });
  });
});
