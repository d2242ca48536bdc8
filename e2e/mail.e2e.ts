import { hallCodes } from "@allotement/boxoffice/api/halls.ts";
import { smtpRefusal, type TestMailServer, testMailServer } from "@allotement/platform/smtp.fixture.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

const { organizerId, institutionCode } = petiteScene;
const contact = "contact.ticketnet@example.org";

describe.skipIf(!browserPath)("the contact is told, and what would be refused is known before", () => {
  let world: World;
  let small: SmallWorld;
  let server: TestMailServer;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    server = await testMailServer({ password: "le bon" });
    world = await startWorld();
    small = await setUpSmallWorld(world, 3);
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, organizerId, "regie");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await server?.close();
  });

  const dialog = (name: string | RegExp) => page.getByRole("dialog", { name });
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const open = async (path: string, heading: string) => {
    await page.goto(world.boxofficeUrl + path);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  };
  /** What the network knows of the hall, without some kinds of codes. */
  const networkKnows = async (...unknown: string[]) => {
    const { venue, network } = small;
    const { codes } = await venue.support.get(`/api/halls/${venue.hallCode}/codes`, hallCodes);
    for (const hallCode of new Set(codes.map((one) => one.hallCode))) {
      const part = codes.filter((one) => one.hallCode === hallCode && !unknown.includes(one.kind));
      const body = { codes: part.map(({ kind, code, label }) => ({ kind, code, label })) };
      const path = `/api/institutions/${institutionCode}/codes/${hallCode}`;
      await network.manager.send("PUT", path, body, anything);
    }
  };
  const beginAllotment = async (...performances: RegExp[]) => {
    await open("/ticketmaster/mise-en-vente", "Mettre des places en vente");
    await sees(/Ventes à jour/);
    for (const [index, name] of performances.entries())
      await page.getByRole("option", { name }).click(index > 0 ? { modifiers: ["ControlOrMeta"] } : {});
    await page.getByRole("button", { name: "Contingenter" }).click();
  };

  test("without a mail server nothing is lost: the letter becomes files to download, and the screen says so", async () => {
    await open("/ticketmaster/courrier", "Courrier");
    await sees("Aucun message pour l’instant");
    await page.getByRole("button", { name: "Envoyer les tarifs et réserves" }).click();
    const letter = dialog("Tarifs et réserves");
    await letter.getByText("Aucun serveur de courrier n’est configuré").waitFor();
    expect(await letter.getByLabel("À", { exact: true }).inputValue()).toBe(contact);
    await expectAccessible(page, "mail-letter-no-server");
    await letter.getByRole("button", { name: "Préparer les fichiers" }).click();
    await letter.getByText("Le message est prêt, mais n’est pas parti").waitFor();
    await expectAccessible(page, "mail-kept");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      letter.getByRole("button", { name: "Télécharger le message (.eml)" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^Types de tarifs.*\.eml$/);
    await letter.getByRole("button", { name: "Fermer" }).last().click();
    await sees("À envoyer");
  });

  test("a manager sets the mail server up; a try tells a wrong password from the right one", async () => {
    await open("/ticketmaster/configurer", "Configurer");
    await page.getByLabel("Serveur SMTP").fill("127.0.0.1");
    await page.getByLabel("Port", { exact: true }).fill(String(server.port));
    await page.getByRole("combobox", { name: "Chiffrement" }).click();
    await page.getByRole("option", { name: "Aucun" }).click();
    const panel = page.getByRole("region", { name: "Envoi du courrier" });
    await panel.getByLabel("Nom d’utilisateur").fill("scene");
    await panel.getByLabel("Mot de passe").first().fill("le mauvais");
    await panel.getByLabel("Adresse d’expéditeur").fill("billetterie@petite-scene.example");
    await panel.getByRole("button", { name: "Enregistrer" }).click();
    await panel.getByText("Réglages enregistrés").waitFor();
    await panel.getByRole("button", { name: "Envoyer un essai" }).click();
    await panel.getByText("Identifiants refusés").waitFor();
    await expectAccessible(page, "mail-server-wrong");
    await panel.getByLabel("Mot de passe").first().fill("le bon");
    await panel.getByRole("button", { name: "Enregistrer" }).click();
    await panel.getByText("Réglages enregistrés").waitFor();
    await panel.getByRole("button", { name: "Envoyer un essai" }).click();
    await panel.getByText("Essai envoyé à billetterie@petite-scene.example").waitFor();
    expect(server.mails.map(({ recipients }) => recipients)).toEqual([["billetterie@petite-scene.example"]]);
    await panel.scrollIntoViewIfNeeded();
    await expectAccessible(page, "mail-server-right");
  });

  test("«Tester…» names every unknown code once, with its remedy, and sends nothing", async () => {
    await networkKnows("seatCategory", "priceType");
    await beginAllotment(/01\/05\/2099/, /02\/05\/2099/);
    const window = dialog(/Création d’une manifestation/);
    await window.getByRole("button", { name: "Tester…" }).click();
    const tested = dialog(/Tester avant d’envoyer/);
    await tested.getByText("2\u00a0points à régler avant d’envoyer").waitFor();
    await tested.getByText("Catégorie inconnue").waitFor();
    await tested.getByText("Type de tarif inconnu").waitFor();
    await tested.getByText("MISE EN VENTE D'UNE NOUVELLE MANIFESTATION").waitFor();
    await expectAccessible(page, "preflight-findings");
    await tested.getByText("Voir les places").first().click();
    await expectAccessible(page, "preflight-places");
    await tested.getByRole("button", { name: "Envoyer les codifications de la salle" }).click();
    const letter = dialog("Nouvelle catégorie");
    await letter.getByText(/\.zip/).waitFor();
    await expectAccessible(page, "mail-letter-codes");
    await letter.getByRole("button", { name: "Envoyer", exact: true }).click();
    await letter.getByText(`Message envoyé à ${contact}`).waitFor();
    await expectAccessible(page, "mail-sent");
    const { parsed } = server.mails.at(-1) ?? expect.fail();
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^.+ \(\d+\)\.zip$/),
    ]);
    await letter.getByRole("button", { name: "Fermer" }).last().click();
    await networkKnows();
    await tested.getByRole("button", { name: "Tester de nouveau" }).click();
    await tested.getByText("Le réseau connaît tous les codes").waitFor();
    await expectAccessible(page, "preflight-good");
    // Escape closes the window that stands above, and leaves what was typed beneath it.
    await page.keyboard.press("Escape");
    await tested.waitFor({ state: "hidden" });
    await window.getByRole("button", { name: "Continuer >>>" }).waitFor();
    const before = await page.request.get(`${world.boxofficeUrl}/api/interface/runs`);
    expect((await before.json()).runs).toEqual([]);
  });

  test("«Continuer >>>»: the report offers the letter with the on-sale document, once", async () => {
    await dialog(/Création d’une manifestation/)
      .getByRole("button", { name: "Continuer >>>" })
      .click();
    await sees("Prévenez votre contact de cette première mise en vente");
    await expectAccessible(page, "report-offers-mail");
    await page.getByRole("main").getByRole("button", { name: "Écrire au contact…" }).click();
    const letter = dialog("Première mise en vente");
    await letter.getByText(/Mise en vente LES BONNES .*\.pdf/).waitFor();
    await letter.getByLabel("Message").fill("Bonjour,\n\nÀ voir ensemble lundi.\n");
    await expectAccessible(page, "mail-letter-first");
    await letter.getByRole("button", { name: "Envoyer", exact: true }).click();
    await letter.getByText(`Message envoyé à ${contact}`).waitFor();
    const { parsed } = server.mails.at(-1) ?? expect.fail();
    expect(parsed.subject).toBe("Mise en vente d’une nouvelle manifestation\u00a0: LES BONNES");
    expect(parsed.text).toContain("À voir ensemble lundi.");
    expect(parsed.attachments[0]?.content.subarray(0, 5).toString()).toBe("%PDF-");
    await letter.getByRole("button", { name: "Fermer" }).last().click();
    await sees(/Message déjà écrit le .* par Dominique/);
    await sees("Il a été envoyé.");
    expect(await page.getByRole("button", { name: "Écrire au contact…" }).count()).toBe(0);
    await expectAccessible(page, "report-mail-written");
  });

  test("a refused recipient: the mail is given up, its files are offered, and another address gets it", async () => {
    server.instead = (step, value) =>
      step === "recipient" && value === contact ? smtpRefusal(550, "no such user here") : undefined;
    await beginAllotment(/03\/05\/2099/);
    await dialog(/Contingenter ces places/)
      .getByRole("button", { name: "Contingenter" })
      .click();
    await sees("Prévenez votre contact de ces séances ajoutées");
    await page.getByRole("main").getByRole("button", { name: "Écrire au contact…" }).click();
    const letter = dialog("Séances ajoutées");
    await letter.getByRole("button", { name: "Envoyer", exact: true }).click();
    await letter.getByText("Le message n’a pas pu être envoyé").waitFor();
    await letter.getByText(/no such user here/).waitFor();
    await expectAccessible(page, "mail-refused");
    await letter.getByRole("link", { name: "Voir le message" }).click();
    await page.getByRole("heading", { level: 1, name: "Séances ajoutées" }).waitFor();
    await expectAccessible(page, "mail-failed-page");
    await page.getByLabel("Destinataire").fill("autre@example.org");
    await page.getByRole("button", { name: "Envoyer de nouveau" }).click();
    await sees("Message envoyé à autre@example.org");
    await open("/ticketmaster/courrier", "Courrier");
    await expectAccessible(page, "mails-page");
    expect(await page.getByRole("row").count()).toBe(5);
  });

  test("no page has thrown", () => {
    expect(faults).toEqual([]);
  });
});
