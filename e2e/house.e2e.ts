import type { PerformanceSeats } from "@allotement/boxoffice/api/counter.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openBrowser } from "../dev/browser.ts";
import { allot } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

const seatStates: z.ZodType<Pick<PerformanceSeats, "seatCodes" | "states">> = z.object({
  seatCodes: z.array(z.int()),
  states: z.array(z.string()),
});

const namedSeats = z.object({
  seatCodes: z.array(z.int()),
  rowLabels: z.array(z.string()),
  seatNumbers: z.array(z.string()),
});

describe.skipIf(!browserPath)("the house's own pages, in the browser", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 3);
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "tuto");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const main = () => page.getByRole("main");
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();
  const sees = (text: string | RegExp) => main().getByText(text).first().waitFor();
  const performanceNumber = (day: number) => small.performances[day - 1] ?? 0;
  const statesOf = async (day: number) => {
    const path = `/api/performances/${performanceNumber(day)}/seats`;
    const { seatCodes, states } = await small.venue.clerk.get(path, seatStates);
    return new Map(seatCodes.map((code, index) => [code, states[index]]));
  };
  const hold = (day: number, holdCode: number | null, seatCodes: number[] | "all") =>
    small.venue.clerk.send(
      "POST",
      `/api/performances/${performanceNumber(day)}/holds`,
      { holdCode, seatCodes },
      anything,
    );
  /** Opens a page with a plan and chooses the show and the performance of that day of May, by keys alone. */
  const openPlan = async (path: string, day: number) => {
    await page.goto(world.boxofficeUrl + path);
    for (const [label, typed] of [
      ["Manifestation", "BONNES"],
      ["Séance", `0${day}/05/2099`],
    ] as const) {
      const field = main().getByRole("combobox", { name: label });
      await expect.poll(() => field.isEnabled()).toBe(true);
      await field.focus();
      await page.keyboard.type(typed);
      await page.getByRole("option", { name: typed }).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    }
    await page.getByRole("application").waitFor();
  };
  /** Chooses that many seats on the plan, by keys alone. */
  const chooseOnPlan = async (count: number) => {
    await page.getByRole("application").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    for (let chosen = 0; chosen < count; chosen += 1) {
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowRight");
    }
    await main()
      .getByText(count === 1 ? /1\s?place choisie/ : new RegExp(`${count}\\s?places choisies`))
      .waitFor();
  };

  test("seats leave a hold and enter another on the plan, by keys alone", async () => {
    await openPlan("/seances", 1);
    await press("Toute la réserve choisie");
    await press(/^Retirer 148/);
    await sees(/148\splaces modifiées/);
    expect(new Set((await statesOf(1)).values())).toEqual(new Set(["free"]));
    await page.getByRole("combobox", { name: "Réserve" }).focus();
    for (const key of ["Enter", "Home", "Enter"]) await page.keyboard.press(key);
    await chooseOnPlan(3);
    await press(/^Placer 3/);
    await sees(/3\splaces modifiées/);
    await main()
      .getByRole("row", { name: /en réserve \(.+\) 3$/ })
      .waitFor();
    await main().getByRole("list", { name: "Légende du plan" }).getByText("en réserve").waitFor();
    await expectAccessible(page, "holds");
  });

  test("free seats are sold at the counter, and the cash journal has them", async () => {
    await openPlan("/guichet", 1);
    await page.getByRole("application").focus();
    for (const key of ["ArrowDown", "End"]) await page.keyboard.press(key);
    for (const key of ["Space", "ArrowLeft", "Space"]) await page.keyboard.press(key);
    await main().getByLabel("Nom (facultatif)").fill("MARTIN");
    await expectAccessible(page, "counter-choice");
    await press(/^Vendre 2/);
    await sees(/2\splaces vendues pour 58,00/);
    expect([...(await statesOf(1)).values()].filter((state) => state === "soldAtCounter")).toHaveLength(2);
    await expectAccessible(page, "counter-sold");
    await page.goto(`${world.boxofficeUrl}/journal`);
    await main()
      .getByRole("row", { name: /ESPECES.* 29,00/ })
      .nth(1)
      .waitFor();
  });

  test("a held or allotted seat is refused at the counter, told who holds it, and nothing is sold", async () => {
    await hold(2, null, "all");
    await openPlan("/guichet", 2);
    await main().getByRole("radiogroup", { name: "Présentation des places" }).getByText("Tableau").click();
    for (const number of ["1", "3", "5"])
      await main()
        .getByRole("checkbox", { name: new RegExp(`^Rang A, place ${number},`) })
        .check();
    // Meanwhile others take them: one goes to the network, one stands in the hold for invitations.
    const [sent, invited] = await Promise.all([seatOf("A", "1"), seatOf("A", "3")]);
    await hold(2, small.venue.interfaceBlock.holdCode, [sent]);
    await allot(small.venue.clerk, small.showNumber, [performanceNumber(2)]);
    await hold(2, small.venue.invitationsHold, [invited]);
    await press(/^Vendre 3/);
    const refusal = page.getByRole("alert").filter({ hasText: "Aucune place n’a été vendue" });
    await refusal.waitFor();
    const told = await refusal.getByRole("listitem").allTextContents();
    expect(told.sort()).toEqual([
      expect.stringMatching(/^Rang A, place 1 contingentée chez TICKETMASTER FRANCE, depuis le /),
      expect.stringMatching(/^Rang A, place 3 en réserve \(réserve INVITATIONS\)/),
    ]);
    expect([...(await statesOf(2)).values()]).not.toContain("soldAtCounter");
    await expectAccessible(page, "counter-refused");
    await press("Retirer ces places du choix");
    await press(/^Vendre 1/);
    await sees(/1\splace vendue pour 29,00/);
  });

  test("the journal's totals and entries are cut by typed days", async () => {
    await page.goto(`${world.boxofficeUrl}/journal`);
    await main().getByRole("textbox", { name: "Au" }).fill("09/05/2020");
    await page.keyboard.press("Tab");
    await main().getByText("Aucune écriture").nth(1).waitFor();
    await main().getByRole("textbox", { name: "Au" }).fill("");
    await main().getByRole("textbox", { name: "Du" }).fill("09/05/2020");
    await page.keyboard.press("Tab");
    await main()
      .getByRole("row", { name: /^Total 3 87,00/ })
      .waitFor();
    await expectAccessible(page, "journal-days");
  });

  test("a sold ticket is found again by its customer, printed, and exchanged for another seat", async () => {
    await openPlan("/guichet", 1);
    await main().getByLabel("Nom, code-barre ou n° de commande").fill("martin");
    const rows = main().getByRole("row", { name: /MARTIN/ });
    await rows.nth(1).waitFor();
    await rows.first().getByRole("checkbox").check();
    const printed = page.waitForEvent("download");
    await press("Imprimer les billets");
    expect((await printed).suggestedFilename()).toMatch(/^Billets LES BONNES .*\.pdf$/);
    await press("Échanger ce billet");
    await main().getByRole("radiogroup", { name: "Présentation des places" }).getByText("Tableau").click();
    await main()
      .getByRole("checkbox", { name: /^Rang B, place 2,/ })
      .check();
    await sees("Sans différence");
    await expectAccessible(page, "counter-exchange");
    await press(/^Échanger$/);
    await sees(/^Échange fait, commande \d+$/);
    await expectAccessible(page, "counter-exchanged");
    await press("Revenir à la vente");
    await rows.filter({ hasText: "échangé" }).waitFor();
    expect((await statesOf(1)).get(await seatOf("B", "2"))).toBe("soldAtCounter");
  });

  test("tickets are refunded together: their seats are free again", async () => {
    const valid = main()
      .getByRole("row", { name: /MARTIN/ })
      .filter({ hasText: "valable" });
    await expect.poll(() => valid.count()).toBe(2);
    for (const row of await valid.all()) await row.getByRole("checkbox").check();
    await press("Rembourser 2 billets");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/58,00/).waitFor();
    await expectAccessible(page, "counter-refund");
    await dialog.getByRole("button", { name: "Rembourser 2 billets" }).click();
    await expect.poll(() => valid.count()).toBe(0);
    expect([...(await statesOf(1)).values()]).not.toContain("soldAtCounter");
  });

  test("only the sales of the performances between two typed dates are integrated", async () => {
    await hold(3, small.venue.interfaceBlock.holdCode, "all");
    await allot(small.venue.clerk, small.showNumber, [performanceNumber(3)]);
    const { institutionCode } = petiteScene;
    await setStatus(small.network, institutionCode, small.showNumber, "announced", "onSale");
    const [sent = 0] = [...(await statesOf(2))]
      .filter(([, state]) => state === "allotted")
      .map(([code]) => code);
    const price = small.venue.ticketnet.fullPrice;
    await sellAtNetwork(small.network.seller, institutionCode, performanceNumber(2), [sent], price, null);
    await sellAtNetwork(small.network.seller, institutionCode, performanceNumber(3), [sent], price, null);
    await page.goto(`${world.boxofficeUrl}/ticketmaster/ventes`);
    await sees(/LES BONNES/);
    await main().getByRole("textbox", { name: "Du" }).fill("31/02/2099");
    await page.keyboard.press("Tab");
    await sees("Date attendue");
    expect(await main().getByRole("button", { name: "Ajouter", exact: true }).isDisabled()).toBe(true);
    await main().getByRole("textbox", { name: "Du" }).fill("03/05/2099");
    await main().getByRole("textbox", { name: "Au" }).fill("3/5/2099");
    await main().getByRole("button", { name: "Ajouter", exact: true }).click();
    await sees("entre le 03/05/2099 à 00:00 et le 03/05/2099 à 23:59");
    await press("Lancer");
    await page.getByText("Terminé").first().waitFor();
    const row = page.getByRole("row", { name: /LES BONNES/ });
    expect((await row.getByRole("cell").allTextContents()).slice(0, 2)).toEqual(["LES BONNES", "1"]);
    expect(faults).toEqual([]);
  });

  async function seatOf(row: string, number: string): Promise<number> {
    const plan = await small.venue.clerk.get(`/api/halls/${small.venue.hallCode}/plan`, namedSeats);
    const at = plan.seatNumbers.findIndex((one, index) => one === number && plan.rowLabels[index] === row);
    return plan.seatCodes[at] ?? 0;
  }
});
