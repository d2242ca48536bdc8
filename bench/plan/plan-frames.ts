import type { Browser, CDPSession, Page } from "playwright-core";
import { z } from "zod";
import { openBrowser } from "../../dev/browser.ts";
import { demoPassword } from "../../dev/seed/people.ts";
import { machineOf } from "../table.ts";
import { bigHall } from "./big-hall.ts";
import { openPlanStage, type PlanStage } from "./plan-stage.ts";

/** What one scenario cost, in milliseconds of processor time for each painted frame. */
interface Frames {
  readonly name: string;
  readonly frames: number;
  readonly milliseconds: number;
}

const steps = 60;
const processes = z.object({ processInfo: z.array(z.object({ cpuTime: z.number() })) });

/**
 * Opens the take-back plan of a hall of so many seats in Chromium without a graphics card, moves it, and prints what each
 * frame cost and how many bytes a change costs. Everything it started has ended when it answers.
 */
export async function planCommand(seatCount: number): Promise<void> {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const stage = await openPlanStage(bigHall(seatCount), tell);
  let browser: Browser | undefined;
  try {
    browser = await openBrowser();
    const page = await openPlan(browser, stage);
    const measured = await measureFrames(browser, page);
    const rows = measured.map(
      ({ name, frames, milliseconds }) => `| ${name} | ${frames} | ${milliseconds.toFixed(1)} |`,
    );
    const head = ["| what | frames | ms of processor time a frame |", "| --- | --- | --- |"];
    const bytes = await measureBytes(page, stage);
    process.stdout.write(`\n${stage.venue.capacity} seats\n${[...head, ...rows, "", ...bytes].join("\n")}\n`);
    process.stdout.write(`\n${machineOf()}\n`);
  } finally {
    await browser?.close();
    await stage.close();
  }
}

async function openPlan(
  browser: Browser,
  { boxofficeUrl, venue, performanceNumber }: PlanStage,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "fr-FR" });
  const page = await context.newPage();
  const person = { organizerId: venue.organizerId, initials: "tuto", password: demoPassword };
  await context.request.post(`${boxofficeUrl}/api/sign-in`, { data: person });
  await page.addInitScript(`
    window.painted = 0;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (paint) => ask((time) => { window.painted += 1; paint(time); });
  `);
  await page.goto(`${boxofficeUrl}/ticketmaster/reprise/${performanceNumber}`);
  await page.getByRole("application").waitFor();
  await page.waitForTimeout(2_000);
  return page;
}

async function measureFrames(browser: Browser, page: Page): Promise<Frames[]> {
  const plan = page.getByRole("application");
  const box = await plan.boundingBox();
  if (!box) throw new Error("the plan is not on the page");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const chromium = await browser.newBrowserCDPSession();
  const measure = async (name: string, act: () => Promise<void>): Promise<Frames> => {
    await page.waitForTimeout(500);
    const before = await spent(page, chromium);
    await act();
    await page.waitForTimeout(300);
    const after = await spent(page, chromium);
    const frames = after.painted - before.painted;
    return { name, frames, milliseconds: (after.milliseconds - before.milliseconds) / frames };
  };
  const wheel = (delta: number) => async () => {
    await page.mouse.move(x, y);
    for (let step = 0; step < steps; step++) {
      await page.mouse.wheel(0, delta);
      await page.waitForTimeout(30);
    }
  };
  const drag = async () => {
    await page.mouse.move(x, y);
    await page.mouse.down({ button: "middle" });
    for (let step = 1; step <= steps; step++) {
      await page.mouse.move(x + (step % 20) * 8, y + (step % 20) * 5);
      await page.waitForTimeout(30);
    }
    await page.mouse.up({ button: "middle" });
  };
  return [
    await measure("whole hall in sight, moved", drag),
    await measure("zoom from the whole hall to a few rows", wheel(-60)),
    await measure("a few rows in sight, moved", drag),
    await measure("zoom back to the whole hall", wheel(60)),
    await measure("all seats chosen, moved", async () => {
      await plan.focus();
      await page.getByRole("button", { name: "Voir toute la salle" }).click();
      await page.mouse.move(box.x + 4, box.y + 4);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4, { steps: 10 });
      await page.mouse.up();
      await drag();
    }),
  ];
}

/** Frames painted so far, and processor time of all of Chromium's processes: what a machine without a graphics card pays. */
async function spent(page: Page, chromium: CDPSession) {
  const painted = Number(await page.evaluate("window.painted"));
  const { processInfo } = processes.parse(await chromium.send("SystemInfo.getProcessInfo"));
  return { painted, milliseconds: 1_000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) };
}

/** What a plan weighs on the wire: whole, unchanged, and after one seat has moved. */
async function measureBytes(page: Page, { venue, performanceNumber }: PlanStage): Promise<string[]> {
  const weigh = async (path: string) =>
    Number(
      await page.evaluate(
        `fetch(${JSON.stringify(path)}, { cache: "no-store" }).then((r) => r.text()).then((t) => t.length)`,
      ),
    );
  const seats = `/api/interface/recall/performances/${performanceNumber}`;
  const again = await page.evaluate(`(async () => {
    await fetch(${JSON.stringify(seats)}).then((r) => r.text());
    performance.clearResourceTimings();
    await fetch(${JSON.stringify(seats)}).then((r) => r.text());
    return performance.getEntriesByType("resource").find((one) => one.name.endsWith(${JSON.stringify(seats)})).transferSize;
  })()`);
  return [
    `the hall's drawing, once: ${await weigh(`/api/halls/${venue.hallCode}/plan`)} bytes`,
    `the seats' states, whole: ${await weigh(seats)} bytes`,
    `the same asked again, unchanged: ${again} bytes with headers`,
    `after one seat has moved: ${await weigh(`${seats}?seats=1`)} bytes, and the message of about 120`,
  ];
}
