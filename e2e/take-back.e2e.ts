import type { PerformanceSeats } from "@allotement/boxoffice/api/counter.ts";
import { runList } from "@allotement/boxoffice/api/interface-runs.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openBrowser } from "../dev/browser.ts";
import { allot, recall } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

/** «Reprendre des places» on the plan: by keys alone, by numbers, by touch; what others change is seen and told. */

const seatStates: z.ZodType<Pick<PerformanceSeats, "seatCodes" | "states">> = z.object({
  seatCodes: z.array(z.int()),
  states: z.array(z.string()),
});

describe.skipIf(!browserPath)("taking seats back on the plan", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 3);
    await allot(small.venue.clerk, small.showNumber, small.performances);
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "tuto");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const performanceNumber = (day: number) => small.performances[day - 1] ?? 0;
  const main = (on = page) => on.getByRole("main");
  const plan = (on = page) => on.getByRole("application");
  const openPlan = async (day: number, on = page) => {
    await on.goto(`${world.boxofficeUrl}/ticketmaster/reprise/${performanceNumber(day)}`);
    await plan(on).waitFor();
  };
  const sees = (text: string | RegExp, on = page) => main(on).getByText(text).first().waitFor();
  const chosen = (count: number, on = page) =>
    sees(count === 1 ? /^1\s?place choisie$/ : new RegExp(`^${count}\\s?places? choisies?$`), on);
  const field = (category: string) => main().getByRole("textbox", { name: `Décont, ${category}` });
  const statesOf = async (day: number) => {
    const path = `/api/performances/${performanceNumber(day)}/seats`;
    const { seatCodes, states } = await small.venue.clerk.get(path, seatStates);
    return new Map(seatCodes.map((code, index) => [code, states[index] ?? ""]));
  };
  const countOf = async (day: number, state: string) =>
    [...(await statesOf(day)).values()].filter((one) => one === state).length;
  /** Presses the tab key until the thing that has the focus bears that name. */
  const tabTo = async (name: RegExp) => {
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(
        "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()",
      );
      if (name.test(String(focused))) return;
    }
    throw new Error(`no tab stop is named ${name}`);
  };

  test("a number typed in the table chooses whole rows from the back, and the plan's choice is the table's number", async () => {
    await openPlan(1);
    await field("CATEGORIE 3").fill("5");
    await page.keyboard.press("Enter");
    await chosen(5);
    expect(await field("CATEGORIE 3").inputValue()).toBe("5");
    // Too many means all there are; what is no number changes nothing.
    await field("CATEGORIE 3").fill("99999");
    await page.keyboard.press("Enter");
    const all = Number(await field("CATEGORIE 3").inputValue());
    expect(all).toBeGreaterThan(5);
    await chosen(all);
    await field("CATEGORIE 3").fill("douze");
    await page.keyboard.press("Enter");
    expect(await field("CATEGORIE 3").inputValue()).toBe(String(all));
    // The way back, by the button and by the keys.
    await main().getByRole("button", { name: "Défaire" }).click();
    await chosen(5);
    await main().getByRole("button", { name: "Désélectionner" }).click();
    await chosen(0);
    await plan().focus();
    await page.keyboard.press("Control+z");
    await chosen(5);
    await page.keyboard.press("Control+z");
    await chosen(0);
    // From the plan to the table: a row by its key, once more takes it out again.
    for (const key of ["ArrowDown", "r"]) await page.keyboard.press(key);
    const row = Number(
      (
        await main()
          .getByText(/^\d+\s?places? choisies?$/)
          .first()
          .textContent()
      )?.match(/\d+/)?.[0],
    );
    expect(row).toBeGreaterThan(3);
    const numbers = await main()
      .getByRole("textbox", { name: /^Décont/ })
      .evaluateAll((fields) => fields.map((one) => Number((one as unknown as { value: string }).value)));
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(row);
    await page.keyboard.press("r");
    await chosen(0);
    await expectAccessible(page, "take-back-none");
  });

  test("the legend filters: other seats fade, and the zone's key leaves them out", async () => {
    await openPlan(1);
    const legend = main().getByRole("list", { name: "Légende du plan" });
    const category = legend.getByRole("button", { name: /^CATEGORIE 2\s*,\s*\d+ à choisir/ });
    const free = Number((await category.textContent())?.match(/(\d+) à choisir/)?.[1]);
    await category.click();
    expect(await category.getAttribute("aria-pressed")).toBe("true");
    await plan().focus();
    for (const key of ["ArrowDown", "z"]) await page.keyboard.press(key);
    await chosen(free);
    await expectAccessible(page, "take-back-filtered");
    await legend.getByRole("button", { name: "Tout afficher" }).click();
    await plan().focus();
    await page.keyboard.press("z");
    await chosen(148);
  });

  test("the table twin shows rows and seats with their states, and chooses", async () => {
    await openPlan(1);
    await main().getByRole("radiogroup", { name: "Présentation des places" }).getByText("Tableau").click();
    await main().getByRole("checkbox", { name: "Rang A, tout le rang" }).check();
    const boxes = main().getByRole("checkbox", {
      name: /^Rang A, place \d+, CATEGORIE 1, sur le réseau/,
    });
    const count = await boxes.count();
    expect(count).toBeGreaterThan(3);
    await expect.poll(() => field("CATEGORIE 1").inputValue()).toBe(String(count));
    await boxes.first().uncheck();
    await expect.poll(() => field("CATEGORIE 1").inputValue()).toBe(String(count - 1));
    await expectAccessible(page, "take-back-table");
  });

  test("a seat's biography is one key away from the plan", async () => {
    await openPlan(1);
    await plan().focus();
    await page.keyboard.press("ArrowDown");
    await tabTo(/Biographie/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/outils\/biographie\/\d+\/\d+/);
    await sees(/Rang/);
  });

  test("by keys alone: another date, some seats back, out of the hold, and into it again", async () => {
    await openPlan(2);
    await tabTo(/Autre date/);
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem").first().waitFor();
    expect(await page.getByRole("menuitem").allTextContents()).toEqual([
      expect.stringContaining("01/05/2099"),
      expect.stringContaining("03/05/2099"),
      expect.stringContaining("autre manifestation"),
    ]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/${performanceNumber(1)}$`));
    await plan().waitFor();
    await tabTo(/^Décont, CATEGORIE 1/);
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await chosen(12);
    await tabTo(/^DECONTINGENTER/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page, "take-back-confirm");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Terminé").first().waitFor({ timeout: 30_000 });
    expect(await countOf(1, "held")).toBe(12);
    await sees(/12\splaces sont encore dans la réserve/);
    await tabTo(/Retirer de la réserve/);
    await page.keyboard.press("Enter");
    await sees(/12\splaces retirées de la réserve/);
    expect(await countOf(1, "free")).toBe(12);
    await expectAccessible(page, "take-back-released");
    await tabTo(/Remettre dans la réserve/);
    await page.keyboard.press("Enter");
    await sees(/12\splaces remises dans la réserve/);
    expect(await countOf(1, "held")).toBe(12);
  });

  test("two fingers zoom the plan and a finger's touch chooses a seat", async () => {
    const context = await browser.newContext({
      viewport: { width: 820, height: 1180 },
      locale: "fr-FR",
      hasTouch: true,
    });
    const tablet = await context.newPage();
    await signIn(tablet, world.boxofficeUrl, petiteScene.organizerId, "tuto");
    await openPlan(2, tablet);
    const box = await plan(tablet).boundingBox();
    if (!box) throw new Error("the plan is not on the page");
    const cdp = await context.newCDPSession(tablet);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const fingers = (apart: number) => [
      { x: x - apart, y, id: 1 },
      { x: x + apart, y, id: 2 },
    ];
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
      cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
    await expectAccessible(tablet, "take-back-tablet");
    const pictureOf = async () => (await plan(tablet).screenshot()).toString("base64");
    const before = await pictureOf();
    await touch("touchStart", fingers(40));
    for (const apart of [60, 90, 130, 180]) await touch("touchMove", fingers(apart));
    await touch("touchEnd", []);
    await expect.poll(pictureOf).not.toBe(before);
    await chosen(0, tablet);
    await expectAccessible(tablet, "take-back-tablet-near");
    // The fingers were in the middle, where an aisle may be: one of these places is a seat.
    const one = main(tablet).getByText(/^1\s?place choisie$/);
    const isChosen = () =>
      one.waitFor({ timeout: 500 }).then(
        () => true,
        () => false,
      );
    for (let aside = 0; aside < 160; aside += 25) {
      await tablet.touchscreen.tap(x + aside, y + aside / 5);
      if (await isChosen()) break;
    }
    await chosen(1, tablet);
    await context.close();
  });

  test("two clerks on one performance: what one does the other sees within two seconds, and keeps the rest of the choice", async () => {
    const colleague = await openPage(browser);
    await signIn(colleague.page, world.boxofficeUrl, petiteScene.organizerId, "tuto");
    await openPlan(3, colleague.page);
    await openPlan(3);
    await field("CATEGORIE 1").fill("10");
    await page.keyboard.press("Enter");
    await chosen(10);
    // The colleague takes two of them back, among them none of the other categories.
    const other = colleague.page.getByRole("main");
    await other.getByRole("textbox", { name: "Décont, CATEGORIE 1" }).fill("2");
    await colleague.page.keyboard.press("Enter");
    await chosen(2, colleague.page);
    await colleague.page.getByRole("button", { name: "DECONTINGENTER" }).click();
    await colleague.page
      .getByRole("dialog")
      .getByRole("button", { name: /^Décontingenter/ })
      .click();
    await expect.poll(() => countOf(3, "allotted"), { timeout: 10_000 }).toBe(146);
    await main()
      .getByText(/2\splaces ont quitté votre choix/)
      .waitFor({ timeout: 2_000 });
    await chosen(8);
    await expectAccessible(page, "take-back-lost");
    await main().getByRole("button", { name: "Compris" }).click();
    await chosen(8);
    await colleague.page.context().close();
  });

  test("a stale take-back is refused with each seat and what became of it; the rest goes on without them", async () => {
    const stale = await openPage(browser);
    await signIn(stale.page, world.boxofficeUrl, petiteScene.organizerId, "tuto");
    await openPlan(2, stale.page);
    await stale.page.getByRole("textbox", { name: "Décont, CATEGORIE 2" }).fill("3");
    await stale.page.keyboard.press("Enter");
    await chosen(3, stale.page);
    // From here on this page hears and reads nothing more of the plan.
    await stale.page.route("**/api/interface/recall/performances/**", (route) => route.abort());
    const taken = [...(await statesOf(2))].filter(([, state]) => state === "allotted").map(([code]) => code);
    expect(taken).toHaveLength(148);
    await openPlan(2);
    await field("CATEGORIE 2").fill("2");
    await page.keyboard.press("Enter");
    await main().getByRole("button", { name: "DECONTINGENTER" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Décontingenter 2/ })
      .click();
    await page.getByText("Terminé").first().waitFor({ timeout: 30_000 });
    const runs = async () => (await small.venue.clerk.get("/api/interface/runs", runList)).runs.length;
    const before = await runs();
    await stale.page.getByRole("button", { name: "DECONTINGENTER" }).click();
    const dialog = stale.page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Décontingenter 3/ }).click();
    await dialog.getByRole("alert").filter({ hasText: "Rien n’a été repris" }).waitFor();
    const told = await dialog.getByRole("listitem").allTextContents();
    expect(told).toEqual([
      expect.stringMatching(/^Rang .+, place \d+ en réserve \(réserve .+\), depuis le /),
      expect.stringMatching(/^Rang .+, place \d+ en réserve/),
    ]);
    expect([await runs(), await countOf(2, "allotted")]).toEqual([before, 146]);
    await expectAccessible(stale.page, "take-back-stale");
    await stale.page.unroute("**/api/interface/recall/performances/**");
    await dialog.getByRole("button", { name: "Continuer sans elles" }).click();
    await dialog.getByRole("button", { name: /^Décontingenter 1/ }).click();
    await stale.page.getByText("Terminé").first().waitFor({ timeout: 30_000 });
    expect(await countOf(2, "allotted")).toBe(145);
    expect([...stale.faults, ...faults]).toEqual([]);
    await stale.page.context().close();
  });

  test("what is sold stays: it is said before, and where all is sold or taken back nothing is left to choose", async () => {
    const { institutionCode } = petiteScene;
    const { network, venue, showNumber } = small;
    await setStatus(network, institutionCode, showNumber, "announced", "onSale");
    const there = [...(await statesOf(3))].filter(([, state]) => state === "allotted").map(([code]) => code);
    const sell = async (seatCodes: number[]) => {
      const price = venue.ticketnet.fullPrice;
      for (let first = 0; first < seatCodes.length; first += 10)
        await sellAtNetwork(
          network.seller,
          institutionCode,
          performanceNumber(3),
          seatCodes.slice(first, first + 10),
          price,
          null,
        );
      await venue.clerk.send("POST", "/api/interface/fetch", {}, anything);
    };
    await openPlan(3);
    await sell(there.slice(0, 3));
    await main().getByRole("list", { name: "Légende du plan" }).getByText("vendue par le réseau").waitFor();
    await main().getByRole("button", { name: "Tout reprendre" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/3\splaces déjà vendues par le réseau ne reviennent pas/).waitFor();
    await dialog.getByRole("button", { name: `Décontingenter ${there.length - 3} places` }).waitFor();
    await expectAccessible(page, "take-back-all");
    await dialog.getByRole("button", { name: "Annuler" }).click();
    await sell(there.slice(3));
    await sees("Aucune place à reprendre sur cette séance");
    expect(await main().getByRole("button", { name: "Tout reprendre" }).isDisabled()).toBe(true);
    await expectAccessible(page, "take-back-sold-out");
    await recall(venue.clerk, performanceNumber(1), "all");
    await openPlan(1);
    await sees("Aucune place à reprendre sur cette séance");
    await main()
      .getByRole("list", { name: "Légende du plan" })
      .getByText("en réserve, pas contingentée")
      .waitFor();
    await expectAccessible(page, "take-back-empty");
  });

  test("signing out elsewhere ends the page's stream and leads to the sign-in page", async () => {
    const own = await openPage(browser);
    await signIn(own.page, world.boxofficeUrl, petiteScene.organizerId, "tuto");
    const heard = own.page.waitForResponse((response) => response.url().endsWith("/api/live"));
    await openPlan(3, own.page);
    expect((await heard).status()).toBe(200);
    // Another tab of the same browser: the same session.
    const answer = await own.page.context().request.post(`${world.boxofficeUrl}/api/sign-out`, { data: {} });
    expect(answer.status()).toBe(204);
    await own.page.getByRole("textbox", { name: "Mot de passe" }).waitFor();
    await own.page.context().close();
  });
});
