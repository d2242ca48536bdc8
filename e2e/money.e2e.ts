import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { signingKeyShown } from "@allotement/boxoffice/api/closings.ts";
import { debtList } from "@allotement/boxoffice/api/customer-accounts.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

const program = fileURLToPath(new URL("../bin/allotement", import.meta.url));

describe.skipIf(!browserPath)("a day's money, from the float to the settled debt", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "allotement-money-"));
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 1);
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "support");
    const path = `/api/performances/${small.performances[0]}/holds`;
    await small.venue.support.send("POST", path, { holdCode: null, seatCodes: [1, 2, 3] }, anything);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await rm(directory, { recursive: true, force: true });
  });

  const main = () => page.getByRole("main");
  const dialog = () => page.getByRole("dialog");
  const sell = (seatCode: number, paymentMethodId: number) =>
    small.venue.support.send(
      "POST",
      `/api/performances/${small.performances[0]}/counter-sales`,
      { seatCodes: [seatCode], priceTypeCode: small.venue.counter.fullPrice, paymentMethodId },
      anything,
    );

  test("a desk is opened, sells, and is closed with a difference and its reason", async () => {
    await page.goto(`${world.boxofficeUrl}/caisses`);
    await main().getByLabel("Fond de caisse").fill("100,00");
    await main().getByRole("button", { name: "Ouvrir une caisse" }).click();
    await main().getByRole("cell", { name: "Ouverte" }).waitFor();
    await sell(1, small.venue.cashMethod);
    await page.reload();
    await main().getByRole("cell", { name: "129,00" }).waitFor();
    await expectAccessible(page, "money-desk-open");
    await main().getByRole("button", { name: "Fermer la caisse" }).click();
    await dialog().getByLabel("Espèces").fill("127,00");
    await dialog().getByLabel("Motif de l’écart").fill("Erreur de rendu");
    await expectAccessible(page, "money-desk-count");
    await dialog().getByRole("button", { name: "Fermer la caisse" }).click();
    await main().getByRole("cell", { name: "-2,00" }).waitFor();
    await main().getByRole("link", { name: "Ticket Z" }).click();
    await main().getByText("Motif de l’écart\u202f: Erreur de rendu").waitFor();
    await expectAccessible(page, "money-desk-z");
  });

  test("the day is closed; its archive holds by the command alone, and one altered byte is named by its line", async () => {
    await page.goto(`${world.boxofficeUrl}/clotures`);
    await main().getByRole("button", { name: "Clôturer le jour" }).click();
    await dialog().getByRole("button", { name: "Clôturer le jour" }).click();
    const save = main().getByRole("button", { name: /Télécharger l’archive/ });
    await save.waitFor();
    await expectAccessible(page, "money-closings");
    const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
    const archive = join(directory, "day.archive.txt");
    await download.saveAs(archive);
    const { fingerprint } = await small.venue.support.get("/api/signing-key", signingKeyShown);
    const verify = (file: string) =>
      promisify(execFile)(program, ["journal", "verify", "--public-key", fingerprint, file]);
    expect((await verify(archive)).stdout).toContain("signed by the key given");
    const text = await readFile(archive, "utf8");
    const altered = join(directory, "altered.txt");
    await writeFile(altered, text.replace('"faceValueCents":2800', '"faceValueCents":2900'));
    await expect(verify(altered)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining("line 2"),
    });
    await main().getByRole("link", { name: "Reçu" }).click();
    await main().getByText("Journée du").first().waitFor();
    await expectAccessible(page, "money-closing-receipt");
  });

  test("the debt is settled against a statement with a gap, and what was not on it stays owed", async () => {
    for (const seatCode of [2, 3]) await sell(seatCode, small.venue.interfaceBlock.paymentMethodId);
    await page.goto(`${world.boxofficeUrl}/comptes`);
    await main().getByRole("link").click();
    await main().getByRole("heading", { level: 1 }).waitFor();
    const account = Number(new URL(page.url()).pathname.split("/").at(-1));
    const { debts } = await small.venue.support.get(`/api/customer-accounts/${account}/debts`, debtList);
    expect(debts).toHaveLength(2);
    const statement = `Code-barres;Montant\n${debts[0]?.barcode};29,00\n02999999999999;29,00\n`;
    await main().getByLabel("Texte du relevé").fill(statement);
    await main().getByRole("button", { name: "Rapprocher" }).click();
    await main().getByRole("heading", { name: "Au relevé, sans créance ici (1)" }).waitFor();
    await main().getByRole("heading", { name: "Dues ici, absentes du relevé (1)" }).waitFor();
    await expectAccessible(page, "money-statement");
    await main()
      .getByRole("button", { name: /Régler 1 ligne concordante/ })
      .click();
    await dialog()
      .getByLabel(/Référence/)
      .fill("Relevé de novembre");
    await expectAccessible(page, "money-settle");
    await dialog().getByRole("button", { name: "Enregistrer le règlement" }).click();
    await main().getByRole("button", { name: "Contre-passer" }).waitFor();
    const left = await small.venue.support.get(`/api/customer-accounts/${account}/debts`, debtList);
    expect(left.debts.map(({ barcode }) => barcode)).toEqual([debts[1]?.barcode]);
    await expectAccessible(page, "money-account");
    expect(faults).toEqual([]);
  });
});
