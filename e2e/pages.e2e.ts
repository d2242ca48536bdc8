import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { cashDeskOpened } from "@allotement/boxoffice/api/cash-desks.ts";
import { closingList, closingsMade } from "@allotement/boxoffice/api/closings.ts";
import { hallList } from "@allotement/boxoffice/api/halls.ts";
import { forceRecallDone } from "@allotement/boxoffice/api/interface-force-recall.ts";
import { waitingSales } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { mailQueued } from "@allotement/boxoffice/api/interface-mail.ts";
import { recallChoices } from "@allotement/boxoffice/api/interface-recall.ts";
import { runList } from "@allotement/boxoffice/api/interface-runs.ts";
import { salesChannelList } from "@allotement/boxoffice/api/journal.ts";
import { planApplied } from "@allotement/boxoffice/api/plans.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openBrowser } from "../dev/browser.ts";
import { boxofficeOperator, type Client } from "../dev/seed/client.ts";
import { demoPassword, empire } from "../dev/seed/people.ts";
import { seedSeason } from "../dev/seed/season.ts";
import { startWorld, type World } from "../dev/world.ts";
import { browserPath, expectAccessible } from "./browser.ts";
import { isFilled, pageStates, playState } from "./page-states.ts";
import { type Places, pageOf, pageTable } from "./page-table.ts";

const { organizerId } = empire;
const anySeat = z.looseObject({ position: z.object({ x: z.number(), y: z.number() }) });
const anyPlan = z.looseObject({
  zones: z.array(z.looseObject({ rows: z.array(z.looseObject({ seats: z.array(anySeat) })) })),
});

describe.skipIf(!browserPath)("every page in every state", () => {
  let world: World;
  let browser: Browser;
  let places: Places;
  const open = new Map<string, Page>();
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startWorld();
    await seedSeason({ ...world, now: new Date() }, () => {});
    places = await findPlaces();
    for (const initials of ["tuto", "regie", "support"]) {
      const page = await pageOf(browser, world.boxofficeUrl, initials, organizerId);
      page.on("pageerror", (error) => faults.push(String(error)));
      open.set(initials, page);
    }
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test("none is missing from the table", () => {
    const text = readFileSync(new URL("../web/boxoffice/page-paths.ts", import.meta.url), "utf8");
    const [paths = ""] = /pagePaths = \{[^}]*\}/.exec(text) ?? [];
    const routes = [...paths.matchAll(/"(\/[^"]*)"/g)].map(([, route]) => route);
    expect(routes.length).toBeGreaterThan(20);
    const tabled = new Set(pageTable.map(({ route }) => route));
    expect(routes.filter((route) => route !== undefined && !tabled.has(route))).toEqual([]);
  });

  test("what loads before any page is under 300 kB gzipped", () => {
    const dist = new URL("../web/dist/boxoffice/", import.meta.url);
    const index = readFileSync(new URL("index.html", dist), "utf8");
    const files = [...index.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path = ""]) => path);
    expect(files.length).toBeGreaterThan(0);
    const weights = files.map((path) => gzipSync(readFileSync(new URL(path, dist))).length);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(300_000);
  });

  describe.each(pageTable)("$name", ({ name, route, path, prepare, initials = "support", states }) => {
    test.each(states ?? pageStates)(
      "%s: axe finds nothing, and where the page is full nothing in English and dark either",
      async (state) => {
        const page = open.get(initials);
        if (page === undefined) throw new Error(`nobody signed in as ${initials}`);
        await playState(page, state);
        // Whatever a page before has left, had it failed halfway.
        if (page.url() !== "about:blank") await page.evaluate("localStorage.clear()");
        await page.goto(world.boxofficeUrl + (path?.(places) ?? route));
        await settled(page, state);
        if (isFilled(state)) await prepare?.(page);
        await expectAccessible(page, `${name}-${state}-fr-light`);
        if (state === "full") await expectNoSidewaysScroll(page, name, route);
        // The same components stand in every state; more pairs of language and scheme only where pictures are taken.
        const isPictured = process.env.SCREENSHOTS !== undefined;
        if (state !== "full" && !isPictured) return;
        const everyPair = state === "full" && isPictured;
        await press(page, "Passer en sombre");
        if (everyPair) await expectAccessible(page, `${name}-${state}-fr-dark`);
        await page.getByText("EN", { exact: true }).dispatchEvent("click");
        await expectAccessible(page, `${name}-${state}-en-dark`);
        await press(page, "Switch to light");
        if (everyPair) await expectAccessible(page, `${name}-${state}-en-light`);
        await page.getByText("FR", { exact: true }).dispatchEvent("click");
      },
      // Hundreds of rows take axe half a minute, and longer where the machine is busy elsewhere.
      180_000,
    );
  });

  test("no page has thrown", () => {
    expect(faults).toEqual([]);
  });

  /** Presses what stands in the head of the page, also behind an open dialog. */
  const press = (page: Page, name: string) =>
    page.getByRole("button", { name, exact: true, includeHidden: true }).dispatchEvent("click");

  /** Waits until the page shows what it is to show: no grey bars, but where they are what is looked at. */
  async function settled(page: Page, state: string) {
    await page.getByRole("heading", { level: 1 }).waitFor();
    const bars = page.getByRole("status", { name: "Chargement…" });
    if (state !== "loading") await expect.poll(() => bars.count(), { timeout: 20_000 }).toBe(0);
  }

  /**
   * At 1280 × 720, on tablets in both directions, and at 200 % of the first. There a table may scroll in its own frame;
   * on the others neither a page of the interface nor anything in it. The books' widest tables keep their frame anywhere.
   */
  async function expectNoSidewaysScroll(page: Page, name: string, route: string) {
    for (const [width, height] of [
      [1024, 768],
      [820, 1180],
      [768, 1024],
      [640, 360],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      const wide = () => page.evaluate(width === 640 || !mayNotScroll.test(route) ? widePage : wideParts);
      await expect.poll(wide, { message: `${name} at ${width} × ${height}`, timeout: 3_000 }).toEqual([]);
    }
  }
  const mayNotScroll = /^\/(ticketmaster|tableau-de-bord|$)/;
  const widePage =
    "[document.documentElement, document.querySelector('main')].filter((one) => one.scrollWidth - one.clientWidth > 1).map((one) => one.tagName)";
  const wideParts =
    "[...document.querySelectorAll('html, main, main *, [role=dialog], [role=dialog] *')].filter((one) => one.scrollWidth - one.clientWidth > 1 && one.clientWidth > 0 && (one.tagName === 'HTML' || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))).map((one) => [one.tagName, one.className, one.scrollWidth, 'in', one.clientWidth].join(' '))";

  /** A seat moved a little on the drawing: another version, at which no performance takes offence. */
  async function hallOfTwoVersions(support: Client): Promise<number> {
    const hallCode = (await support.get("/api/halls", hallList)).halls[0]?.hallCode ?? 0;
    const plan = await support.get(`/api/halls/${hallCode}/export`, anyPlan);
    const [seat] = plan.zones[0]?.rows[0]?.seats ?? [];
    if (seat) seat.position.y += 4;
    const body = { plan: JSON.stringify(plan), planVersion: 1 };
    await support.send("PUT", `/api/halls/${hallCode}/plan`, body, planApplied);
    return hallCode;
  }

  /** A desk that is open, and the season's first day closed. */
  async function oneDeskAndOneClosing(support: Client): Promise<void> {
    const { salesChannels } = await support.get("/api/sales-channels", salesChannelList);
    const channel = salesChannels.find(({ kind }) => kind === "counter");
    const desk = { salesChannelId: channel?.salesChannelId ?? 0, floatCents: 15_000 };
    await support.send("POST", "/api/cash-desks", desk, cashDeskOpened);
    const { open } = await support.get("/api/closings", closingList);
    const through = open?.day.period ?? "";
    await support.send("POST", "/api/closings", { kind: "day", through }, closingsMade);
  }

  async function findPlaces(): Promise<Places> {
    const support = await boxofficeOperator(world.boxofficeUrl, organizerId, "support", demoPassword);
    const { groups } = await support.get("/api/interface/recall/choices", recallChoices);
    const performances = groups.flatMap(({ shows }) => shows.flatMap((show) => show.performances));
    const allotted = performances.find(({ sold, allotted: seats }) => sold > 0 && seats > 0);
    const { sales } = await support.get("/api/interface/waiting-sales?status=blocked", waitingSales);
    const { runs } = await support.get("/api/interface/runs", runList);
    const runOf = (kind: string, stopped = false) =>
      runs.find(
        (run) =>
          run.kind === kind && (!stopped || run.import?.shows.some(({ blocked }) => blocked.length > 0)),
      )?.runId ?? "";
    const performanceNumber = allotted?.performanceNumber ?? 0;
    const order = {
      performanceNumber: performances.at(-1)?.performanceNumber ?? 0,
      seatCodes: "all",
      reason: "La ligne est coupée depuis ce matin",
      confirmation: "FORCER LE DECONTINGEMENT",
      secondPerson: { initials: "regie", password: demoPassword },
    };
    const { forcedRecallId } = await support.send(
      "POST",
      "/api/interface/force-recall",
      order,
      forceRecallDone,
    );
    const letter = {
      about: { kind: "newPriceType" },
      recipients: ["contact.ticketnet@example.org"],
      subject: "Types de tarifs et réserves\u00a0: mise à jour des codes",
      text: "Bonjour,\n\nVous trouverez ci-joint la liste à jour.\n",
      attachments: ["priceTypes"],
    };
    await oneDeskAndOneClosing(support);
    const { mailId } = await support.send("POST", "/api/interface/mails", letter, mailQueued);
    return {
      performanceNumber,
      showNumber: groups[0]?.shows[0]?.showNumber ?? 0,
      allottedPerformance: performanceNumber,
      blockedEvent: sales[0]?.eventId ?? "",
      allotRun: runOf("allot"),
      recallRun: runOf("recall"),
      stoppedRun: runOf("import", true),
      forcedRecall: forcedRecallId,
      mail: mailId,
      hall: await hallOfTwoVersions(support),
    };
  }
});
