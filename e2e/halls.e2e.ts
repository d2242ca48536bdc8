import { hallList } from "@allotement/boxoffice/api/halls.ts";
import { planVersions } from "@allotement/boxoffice/api/plans.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openBrowser } from "../dev/browser.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

const drawing = z.object({
  plan: z.object({
    seats: z.array(
      z.object({
        rowLabel: z.string(),
        seatNumber: z.string(),
        categoryIndex: z.int(),
        x: z.number(),
        y: z.number(),
      }),
    ),
    categories: z.array(z.object({ name: z.string() })),
  }),
});

describe.skipIf(!browserPath)("halls and plans, in the browser", () => {
  let world: World;
  let small: SmallWorld;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    small = await setUpSmallWorld(world, 1);
    ({ page, faults } = await openPage(browser));
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "regie");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  const sees = (text: string | RegExp) => page.getByRole("main").getByText(text).first().waitFor();
  const open = (path: string) => page.goto(world.boxofficeUrl + path);
  const halls = async () => (await small.venue.clerk.get("/api/halls", hallList)).halls;
  const newestHall = async () => (await halls()).at(-1)?.hallCode ?? 0;
  const planOf = async (hallCode: number) =>
    (await small.venue.clerk.get(`/api/halls/${hallCode}/drawing`, drawing)).plan;
  const drop = (name: string, text: string) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const tool = (name: string) => page.getByRole("radiogroup", { name: "Outil" }).getByText(name).click();
  /** Drags on the plan between two places, as shares of its width and height. */
  const drag = async (from: [number, number], to: [number, number]) => {
    const box = await page.getByRole("application").boundingBox();
    if (!box) throw new Error("there is no plan");
    const at = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await page.mouse.move(...at(to));
    await page.mouse.up();
  };

  test("a file with a fault is refused by line, and once it is right makes the hall", async () => {
    const before = (await halls()).length;
    await open("/salles");
    const head = "zone;rang;place;x;y;categorie";
    await drop("studio.csv", `${head}\nP;A;1;10;10;C1\nP;A;2;loin;10;C1`);
    await sees("studio.csv : 1 erreur, rien n’a été enregistré");
    await sees("Ligne 3");
    await expectAccessible(page, "halls-fault");
    await drop("studio.csv", `${head}\nP;A;1;10;10;C1\nP;A;2;40;10;C1`);
    await page.getByRole("application").waitFor();
    await field("Nom de la salle").fill("STUDIO");
    expect(await halls()).toHaveLength(before);
    await press("Créer la salle");
    await page.getByRole("heading", { name: "STUDIO", level: 1 }).waitFor();
    expect((await planOf(await newestHall())).seats).toHaveLength(2);
  });

  test("a drawing with a fault is refused by its element, and once it is right makes the hall", async () => {
    const svg = (seats: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">\n${seats}\n</svg>`;
    const first = '<circle id="P-A-1" cx="20" cy="20" r="8" fill="#cc0000"/>';
    await open("/salles");
    await drop("cave.svg", svg(`${first}\n<path id="P-A-2" d="M0 0h9"/>`));
    await sees("cave.svg : 1 erreur, rien n’a été enregistré");
    await sees("path#P-A-2");
    await drop("cave.svg", svg(`${first}\n<circle id="P-A-2" cx="45" cy="20" r="8" fill="#cc0000"/>`));
    await page.getByRole("application").waitFor();
    await field("Nom de la salle").fill("LA CAVE");
    await press("Créer la salle");
    await page.getByRole("heading", { name: "LA CAVE", level: 1 }).waitFor();
  });

  test("a hall is drawn with the mouse and with the keys, painted, undone, and saved", async () => {
    await open("/salles");
    await page.getByRole("link", { name: "Dessiner une salle" }).click();
    await page.getByRole("application").waitFor();
    await drag([0.25, 0.4], [0.75, 0.4]);
    await drag([0.5, 0.4], [0.5, 0.3]);
    await field("Nombre de places").fill("12");
    await field("Rangées").fill("3");
    await press("Ajouter 3 rangées");
    await sees("36 places, 1 étage, 1 zone, 1 catégorie");
    // The next row by keys alone: its ends, its label and its odd numbers are fields.
    for (const [name, value] of [
      ["Début x", "300"],
      ["Début y", "600"],
      ["Fin x", "700"],
      ["Fin y", "600"],
      ["Nombre de places", "4"],
      ["Courbure", "0"],
      ["Rangées", "1"],
    ] as const) {
      await field(name).focus();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(value);
    }
    await page.getByRole("radiogroup", { name: "Numérotation" }).getByText("Impairs").click();
    await field("Dénomination").focus();
    await page.keyboard.press("Enter");
    await sees("40 places, 1 étage, 1 zone, 1 catégorie");
    await field("Nouvelle catégorie").fill("CATEGORIE 2");
    await page.keyboard.press("Enter");
    await sees("40 places, 1 étage, 1 zone, 2 catégories");
    await expectAccessible(page, "halls-editor");
    // Chosen in the table, by the box of a row, and painted.
    await tool("Choisir");
    await page.getByText("Tableau", { exact: true }).click();
    await page.getByRole("checkbox", { name: "Rang B, tout le rang" }).focus();
    await page.keyboard.press("Space");
    await sees("12 places choisies");
    await page.getByRole("combobox", { name: "Catégorie" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("option", { name: "CATEGORIE 2" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Rétablir" }).isDisabled()).toBe(true);
    await press("Supprimer 12 places");
    await sees("28 places,");
    await press("Annuler l’action");
    await sees("40 places,");
    await press("Enregistrer la salle");
    await field("Nom de la salle").fill("SALLE DESSINEE");
    await press("Créer la salle");
    await page.getByRole("heading", { name: "SALLE DESSINEE", level: 1 }).waitFor();
    const { seats, categories } = await planOf(await newestHall());
    const numbers = (row: string) =>
      seats.filter(({ rowLabel }) => rowLabel === row).map((one) => one.seatNumber);
    expect(numbers("A")).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)));
    expect(numbers("D")).toEqual(["1", "3", "5", "7"]);
    const painted = seats.filter(({ categoryIndex }) => categories[categoryIndex]?.name === "CATEGORIE 2");
    expect(new Set(painted.map(({ rowLabel }) => rowLabel))).toEqual(new Set(["B"]));
    const bent = seats.filter(({ rowLabel }) => rowLabel === "A").map(({ y }) => y);
    expect(Math.max(...bent) - Math.min(...bent)).toBeGreaterThan(20);
  });

  test("a version that would lose a sold seat is refused by name; without it, it is shown and comes into force", async () => {
    const { clerk, counter, cashMethod, hallCode } = small.venue;
    const [performanceNumber = 0] = small.performances;
    const order = { holdCode: null, seatCodes: [1] };
    await clerk.send("POST", `/api/performances/${performanceNumber}/holds`, order, anything);
    const sale = { seatCodes: [1], priceTypeCode: counter.fullPrice, paymentMethodId: cashMethod };
    await clerk.send("POST", `/api/performances/${performanceNumber}/counter-sales`, sale, anything);
    const [sold] = (await planOf(hallCode)).seats;
    await open(`/salles/${hallCode}`);
    await page.getByRole("link", { name: "Modifier le plan" }).click();
    await page.getByRole("application").waitFor();
    await page.getByText("Tableau", { exact: true }).click();
    await page.getByRole("checkbox", { name: `Rang ${sold?.rowLabel}, tout le rang` }).click();
    await press(/^Supprimer \d+\splaces/);
    await press("Enregistrer une version");
    await sees(/^Refusé\s: .* dans une séance à venir/);
    await sees("vendue au guichet");
    await sees("en réserve");
    await expectAccessible(page, "halls-refused");
    expect(await page.getByRole("button", { name: "Mettre en vigueur la version 2" }).isDisabled()).toBe(
      true,
    );
    await page
      .getByRole("region", { name: "Version proposée" })
      .getByRole("button", { name: "Annuler" })
      .click();
    await press("Annuler l’action");
    await page.getByRole("checkbox", { name: `Rang ${sold?.rowLabel}, tout le rang` }).click();
    // What no ticket prints may change: the whole row is marked, and moved a little.
    await page.getByRole("checkbox", { name: "Visibilité réduite" }).click();
    await tool("Déplacer");
    await field("Décalage y").fill("-5");
    await page.getByRole("button", { name: "Déplacer", exact: true }).click();
    await press("Enregistrer une version");
    await sees(/\d+\schangements d’attributs/);
    await expectAccessible(page, "halls-difference");
    await press("Mettre en vigueur la version 2");
    await page.getByRole("link", { name: "Exporter plans et prévenir le réseau" }).waitFor();
    await page.getByRole("link", { name: "Différences de la version 1 à la version 2" }).click();
    await sees(/attributs\s: aucun → visibilité réduite/);
    const { planVersion } = await clerk.get(`/api/halls/${hallCode}/versions`, planVersions);
    expect(planVersion).toBe(2);
    expect(faults).toEqual([]);
  });
});
