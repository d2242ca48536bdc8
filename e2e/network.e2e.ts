import { connectionTest } from "@allotement/boxoffice/api/interface-connection.ts";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { systemNetwork } from "@allotement/platform/ports.system.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { seatColumns } from "@allotement/reseller/api/point-of-sale.ts";
import { showList } from "@allotement/reseller/api/shows.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { allot } from "../dev/seed/exchange.ts";
import { sellAtNetwork } from "../dev/seed/network.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld, smallCredential } from "./small-world.ts";

const { institutionCode } = petiteScene;
const firstDate = "Vendredi 01/05/2099 à 20:00";
const secondDate = "Samedi 02/05/2099 à 20:00";

describe.skipIf(!browserPath)("the network's people work in the browser", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 2);
    await offerMembersPrice(small);
    await allot(small.venue.clerk, small.showNumber, small.performances);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  describe("the manager", () => {
    let page: Page;
    let faults: string[];
    beforeAll(async () => {
      ({ page, faults } = await openPage(browser));
    });
    const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
    const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
    const confirm = async (name: string, dialogName: string) => {
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name }).waitFor();
      await expectAccessible(page, dialogName);
      await dialog.getByRole("button", { name }).click();
      await dialog.waitFor({ state: "hidden" });
    };

    test("signs in: a wrong password is told, the right one opens the list of institutions", async () => {
      await page.goto(world.resellerUrl);
      await signIn(page, "gestion", "faux");
      await page.getByRole("alert").filter({ hasText: "incorrect" }).waitFor();
      await expectAccessible(page, "network-sign-in");
      await signIn(page, "gestion", demoPassword);
      const row = page.getByRole("row", { name: petiteScene.name });
      await row.getByText("1 arrivée à traiter").waitFor();
      await row.getByText("Ouverte").waitFor();
      await expectAccessible(page, "network-institutions");
    });

    test("moves a show that arrived «Confirmé» through «À l'affiche» to «En vente»", async () => {
      await page.getByRole("link", { name: petiteScene.name }).click();
      await sees("1 manifestation vient d’arriver");
      const row = page.getByRole("row", { name: /LES BONNES/ });
      await row.getByText("Confirmé", { exact: true }).waitFor();
      await expectAccessible(page, "network-shows");
      await row.getByRole("button", { name: /^Mettre à l’affiche/ }).click();
      await confirm("Mettre à l’affiche", "network-announce");
      await row.getByText("À l’affiche", { exact: true }).waitFor();
      expect(await status()).toBe("announced");

      await row.getByRole("link", { name: "LES BONNES" }).click();
      await page.getByRole("heading", { level: 1, name: "LES BONNES" }).waitFor();
      await page.getByRole("row", { name: firstDate }).waitFor();
      await sees("Aucun BAT");
      await expectAccessible(page, "network-show");
    });

    test("makes the proof of a real sale before anybody can buy, and hears the venue's verdict", async () => {
      await press("Faire une maquette");
      await page
        .getByRole("row", { name: /Maquette/ })
        .getByText("À envoyer")
        .waitFor();
      await page.getByRole("link", { name: "Vendre une place pour le BAT…" }).click();
      await page.getByRole("button", { name: /^Rang H, place 1, / }).click();
      await press("Mettre au panier");
      await press(/^Vendre · /);
      await sees("1 place vendue");
      const orderId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      await press("Faire le BAT de ce billet");
      await sees("BAT fait");
      await expectAccessible(page, "network-order-proof");
      await page.getByRole("link", { name: "Voir la manifestation" }).click();
      const row = page.getByRole("row", { name: /Vente réelle/ });
      await row.getByRole("button", { name: "Envoyer au lieu" }).click();
      await row.getByText(/attend la validation du lieu/).waitFor();
      await approveAsVenue();
      await row.getByText(/^Validé par le lieu le/).waitFor();
      await expectAccessible(page, "network-proof");
      const cancellation = { institutionCode, lineIds: [1] };
      await small.network.manager.send("POST", `/api/orders/${orderId}/cancellation`, cancellation, anything);
    });

    test("puts it on sale, knowing that the proof was validated", async () => {
      await press("Mettre en vente");
      await page
        .getByRole("dialog")
        .getByText(/^Le lieu a validé le BAT le/)
        .waitFor();
      await confirm("Mettre en vente", "network-put-on-sale");
      await sees("Les points de vente la vendent.");
      expect(await status()).toBe("onSale");
    });

    test("is warned before changing a price", async () => {
      const row = page.getByRole("row", { name: /TICKETNET PLEIN TARIF CATEGORIE 3/ });
      await row.getByRole("button", { name: /^Modifier/ }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Les ventes à un autre prix bloqueront l’intégration").waitFor();
      await dialog.getByLabel("Montant").fill("trente");
      expect(await dialog.getByRole("button", { name: "Enregistrer ce prix" }).isDisabled()).toBe(true);
      await dialog.getByLabel("Montant").fill("30");
      // 30,00 with the venue's 1,00 and the network's 2,80.
      await dialog.getByText(/33,80\s€/).waitFor();
      await expectAccessible(page, "network-price");
      await dialog.getByRole("button", { name: "Enregistrer ce prix" }).click();
      await dialog.waitFor({ state: "hidden" });
      await row.getByRole("cell", { name: /^30,00\s€$/ }).waitFor();
    });

    test("puts the line to a venue into maintenance, and takes it out again", async () => {
      await page.getByRole("link", { name: petiteScene.name }).click();
      await page.getByRole("link", { name: "Liaison" }).click();
      await page.getByRole("heading", { name: "Adresses autorisées" }).waitFor();
      await sees("Ouverte");
      await expectAccessible(page, "network-line");
      const maintenance = page.getByRole("switch", { name: "Maintenance" });
      await maintenance.press("Space");
      await confirm("Passer en maintenance", "network-maintenance-asked");
      await sees("En maintenance");
      await expectAccessible(page, "network-maintenance");
      expect(await lineOfVenue()).toMatchObject({ up: false, problem: { kind: "maintenance" } });
      await maintenance.press("Space");
      await sees("Ouverte");
      expect(await lineOfVenue()).toMatchObject({ up: true, problem: null });
    });

    test("reads the venue's codes", async () => {
      await page.getByRole("link", { name: "Codes" }).click();
      await page.getByRole("row", { name: /TICKETNET ADHERENT/ }).waitFor();
      await expectAccessible(page, "network-codes");
      expect(faults).toEqual([]);
    });
  });

  describe("the seller", () => {
    let page: Page;
    let faults: string[];
    beforeAll(async () => {
      ({ page, faults } = await openPage(browser));
    });
    const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
    const seat = (row: string, number: number) =>
      page.getByRole("button", { name: new RegExp(`^Rang ${row}, place ${number}, `) });
    const choose = async (date: string) => {
      await page.getByRole("link", { name: `Choisir des places pour LES BONNES, ${date}` }).click();
      await seat("A", 1).waitFor();
    };

    test("finds the performances on sale", async () => {
      await page.goto(world.resellerUrl);
      await signIn(page, "vente", demoPassword);
      await page.getByRole("row", { name: firstDate }).getByText("148").waitFor();
      await page.getByRole("row", { name: secondDate }).waitFor();
      await expectAccessible(page, "sale-performances");
      await page.getByLabel("Chercher une manifestation").fill("phèdre");
      await page.getByText("Aucune manifestation de ce nom").waitFor();
      await expectAccessible(page, "sale-nothing-found");
      await page.getByLabel("Chercher une manifestation").fill("bonnes");
    });

    test("chooses seats, with the keys too, and has them held while the timer runs", async () => {
      await choose(firstDate);
      await expectAccessible(page, "sale-seats");
      await seat("A", 1).click();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Space");
      await seat("H", 1).click();
      const choice = page.getByRole("list", { name: "Choix" }).getByRole("listitem");
      await choice.nth(2).waitFor();
      expect(await choice.allTextContents()).toEqual([
        expect.stringContaining("Rang A, place 1"),
        expect.stringContaining("Rang A, place 2"),
        expect.stringContaining("Rang H, place 1"),
      ]);
      await expectAccessible(page, "sale-choice");
      await press("Mettre au panier");
      await page
        .getByRole("timer")
        .filter({ hasText: /^(10:00|9:\d\d)$/ })
        .waitFor();
      expect(await stateOf(0, "A", "1")).toBe("inBasket");
      await page.getByRole("timer").filter({ hasText: /^9:/ }).waitFor();
    });

    test("finds the basket again after the page was loaded anew, and on every page", async () => {
      await page.reload();
      await page.getByRole("timer").waitFor();
      await page.getByRole("link", { name: "Commandes" }).click();
      await page.getByText("Aucune commande").waitFor();
      await expectAccessible(page, "orders-none");
      await page.getByRole("link", { name: /^Panier : 3 places/ }).click();
      await page.getByRole("timer").waitFor();
    });

    test("sells: a price type a seat, the customer's name, barcodes of 14 digits that begin with 02", async () => {
      const member = String(small.venue.ticketnet.member);
      await page.getByLabel("Tarif du rang A, place 2").selectOption(member);
      await page.getByLabel("Prénom").fill("Zoë");
      await page.getByText("Indiquez aussi le nom").waitFor();
      await expectAccessible(page, "sale-basket");
      await page.getByLabel("Nom", { exact: true }).fill("D'ÉTÉ <b>");
      // 28,00 + 1,00 + 2,80; 20,00 + 1,00 + 2,00; 30,00 + 1,00 + 2,80.
      await press(/^Vendre · 88,60\s€$/);
      await page.getByText("3 places vendues").waitFor();
      await page.getByText("D'ÉTÉ <b> Zoë").waitFor();
      const barcodes = await page.getByRole("row").locator("code").allTextContents();
      expect(barcodes).toHaveLength(3);
      for (const barcode of barcodes) expect(barcode).toMatch(/^02\d{12}$/);
      await page.getByRole("row", { name: /Rang A, place 2 .* TICKETNET ADHERENT/ }).waitFor();
      await expectAccessible(page, "order");
      expect(await stateOf(0, "A", "2")).toBe("sold");
    });

    test("cancels one line: that seat is on sale again, the others stay sold", async () => {
      await page.getByRole("checkbox", { name: "Choisir Rang A, place 2" }).click();
      await press("Annuler 1 billet");
      const dialog = page.getByRole("dialog");
      await dialog.getByText(/À rendre au client\s:\s23,00\s€/).waitFor();
      await expectAccessible(page, "order-cancellation");
      await dialog.getByRole("button", { name: "Annuler 1 billet" }).click();
      await page.getByText("2 places vendues").waitFor();
      await page
        .getByRole("row", { name: /Rang A, place 2/ })
        .getByText(/^Annulé le/)
        .waitFor();
      await expectAccessible(page, "order-cancelled");
      expect(await stateOf(0, "A", "2")).toBe("offered");
      expect(await stateOf(0, "A", "1")).toBe("sold");
    });

    test("finds the order again by a barcode of it", async () => {
      const [barcode = ""] = await page.getByRole("row").locator("code").allTextContents();
      await page.getByRole("link", { name: "Commandes" }).first().click();
      await page
        .getByRole("row", { name: /LES BONNES/ })
        .getByText("1 annulée")
        .waitFor();
      await expectAccessible(page, "orders");
      await page.getByLabel("Code-barre d’un billet").fill("02000000000000");
      await press("Chercher");
      await page.getByText("Aucun billet de ce code-barre").waitFor();
      await page.getByLabel("Code-barre d’un billet").fill(barcode);
      await press("Chercher");
      await page.getByText(`Commande du billet ${barcode}.`).waitFor();
      await page.getByRole("link", { name: /^Ouvrir la commande LES BONNES/ }).click();
      await page.getByText(barcode).waitFor();
    });

    test("is refused by name the seat that another has just taken; the rest of the choice stands", async () => {
      await page.getByRole("link", { name: "Nouvelle vente" }).click();
      await choose(secondDate);
      for (const number of [1, 2, 3]) await seat("B", number).click();
      await page.route("**/api/baskets", async (route) => {
        await sellElsewhere(1, "B", "2");
        await route.continue();
      });
      await press("Mettre au panier");
      const problem = page.getByRole("alert").filter({ hasText: "Places prises entre-temps" });
      await problem.getByText("Rang B, place 2", { exact: true }).waitFor();
      await page.unroute("**/api/baskets");
      const choice = page.getByRole("list", { name: "Choix" }).getByRole("listitem");
      await choice.filter({ hasText: "Rang B, place 2" }).waitFor({ state: "detached" });
      expect(await choice.allTextContents()).toEqual([
        expect.stringContaining("Rang B, place 1"),
        expect.stringContaining("Rang B, place 3"),
      ]);
      await page.getByRole("button", { name: /^Rang B, place 2, .*, prise$/ }).waitFor();
      expect(await stateOf(1, "B", "1")).toBe("offered");
      await expectAccessible(page, "sale-refused");
    });

    test("is told of a chosen seat that others took meanwhile, before asking for it", async () => {
      await sellElsewhere(1, "B", "3");
      const notice = page.getByRole("status").filter({ hasText: "1 place n’est plus libre" });
      await notice.getByText("Rang B, place 3").waitFor();
      await expectAccessible(page, "sale-lost");
      await press("Mettre au panier");
      await page.getByRole("timer").waitFor();
      await press(/^Vendre · /);
      await page.getByText("1 place vendue").waitFor();
      expect(await stateOf(1, "B", "1")).toBe("sold");
    });

    test("is told when a basket's time is over, and of which seats", async () => {
      await page.getByRole("link", { name: "Nouvelle vente" }).click();
      await choose(secondDate);
      await seat("C", 1).click();
      await press("Mettre au panier");
      await page.getByRole("timer").waitFor();
      await page.clock.install();
      await page.clock.fastForward("10:01");
      const expired = page.getByRole("alert").filter({ hasText: "Panier expiré" });
      await expired.getByText("Rang C, place 1").waitFor();
      await page.clock.resume();
      await expectAccessible(page, "sale-expired");
      expect(faults).toEqual([]);
    });
  });

  async function signIn(page: Page, userName: string, password: string): Promise<void> {
    await page.getByLabel("Nom d’utilisateur").fill(userName);
    await page.getByLabel("Mot de passe", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Se connecter" }).click();
  }

  /** The venue reads the latest proof over the exchange, and validates it. */
  async function approveAsVenue(): Promise<void> {
    const client = allotmentClient(systemNetwork, world.resellerUrl, 10_000);
    const session = await client.openSession({ institutionCode, ...smallCredential });
    const token = session.kind === "answer" ? session.answer.token : "";
    const sent = await client.latestProof(token, small.showNumber);
    const proofId = sent.kind === "answer" ? (sent.answer.proof?.proofId ?? "") : "";
    const decided = await client.decideProof(token, proofId, { verdict: "approved", remark: "" });
    expect(decided).toMatchObject({ kind: "answer", answer: { verdict: "approved", kind: "sale" } });
  }

  /** The first show's status, as the network's server has it. */
  async function status(): Promise<string | undefined> {
    const { shows } = await small.network.manager.get(`/api/institutions/${institutionCode}/shows`, showList);
    return shows[0]?.status;
  }

  /** What the venue meets when it tries its line to the network. */
  function lineOfVenue() {
    return small.venue.support.send("POST", "/api/interface/connection/test", {}, connectionTest);
  }

  /** A seat of one of the two performances at the network. */
  async function seatAt(place: number, row: string, number: string) {
    const performanceNumber = small.performances[place] ?? 0;
    const path = `/api/institutions/${institutionCode}/performances/${performanceNumber}/seats`;
    const columns = await small.network.seller.get(path, seatColumns);
    const index = columns.rows.findIndex((one, at) => one === row && columns.numbers[at] === number);
    return { performanceNumber, seatCode: columns.seatCodes[index] ?? 0, state: columns.states[index] };
  }

  async function stateOf(place: number, row: string, number: string) {
    return (await seatAt(place, row, number)).state;
  }

  async function sellElsewhere(place: number, row: string, number: string): Promise<void> {
    const { performanceNumber, seatCode } = await seatAt(place, row, number);
    const { fullPrice } = small.venue.ticketnet;
    await sellAtNetwork(
      small.network.seller,
      institutionCode,
      performanceNumber,
      [seatCode],
      fullPrice,
      null,
    );
  }
});

/** A second price type for every category, so that a seller has something to choose. */
async function offerMembersPrice({ venue, showNumber }: SmallWorld): Promise<void> {
  const { fullPrice, member } = venue.ticketnet;
  const amounts = [
    { priceTypeCode: fullPrice, faceValueCents: 2800 },
    { priceTypeCode: member, faceValueCents: 2000 },
  ];
  const lines = amounts.flatMap((amount) =>
    [...venue.categories.values()].map((seatCategoryCode) => ({
      ...amount,
      seatCategoryCode,
      venueFeeCents: 100,
      organizerFeeCents: 0,
    })),
  );
  const grid = { validFrom: "2020-01-02T00:00:00.000Z", lines };
  await venue.support.send("POST", `/api/shows/${showNumber}/price-grids`, grid, priceGridCreated);
}
