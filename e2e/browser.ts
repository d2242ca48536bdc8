import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { chromiumPath } from "../dev/chromium.ts";
import { demoPassword } from "../dev/seed/people.ts";

/** Whether this machine has Chromium; where it has none, the journeys are skipped, and say how to get it. */
export const browserPath = chromiumPath(process.env);
if (!browserPath)
  console.warn(
    "SKIPPED: no Chromium on this machine. Debian: apt-get install chromium; or set CHROMIUM to its path.",
  );

/** A page as a French clerk has it; errors of the page's scripts fail the test that closes it. */
export async function openPage(browser: Browser): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: "fr-FR" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  return { page, faults };
}

/** Signs an operator of the box office in without going through the form. */
export async function signIn(page: Page, url: string, organizerId: number, initials: string): Promise<void> {
  const person = { organizerId, initials, password: demoPassword };
  const answer = await page.context().request.post(`${url}/api/sign-in`, { data: person });
  expect(answer.ok(), `sign-in as ${initials}`).toBe(true);
}

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Fails where axe finds a violation of WCAG 2.2 A or AA; keeps a picture where SCREENSHOTS names a folder. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
  // Injected as text: the page's own policy allows no script from elsewhere, and must not be loosened for a test.
  await page.evaluate(await readFile(axeSource, "utf8"));
  const violations = () =>
    page.evaluate(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')))",
    );
  // A dialog that fades in is faint for a moment; what is wrong with the page itself stays wrong.
  await expect
    .poll(violations, { message: `${name}: accessibility`, timeout: 5_000, interval: 300 })
    .toEqual([]);
}
