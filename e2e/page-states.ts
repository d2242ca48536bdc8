import type { LineProblemView } from "@allotement/boxoffice/api/interface-connection.ts";
import type { Page, Route } from "playwright-core";
import { z } from "zod";

/**
 * What a page may show beside what it is for. Of all but the first the browser makes up the servers' answers; `outage`:
 * the line does not answer; `large`: a hall of 20,300 seats in the place of one of 812.
 */
export type PageState = "full" | "loading" | "empty" | "error" | "outage" | "large";
/** Those of a page for which its table says nothing else. */
export const pageStates: readonly PageState[] = ["full", "loading", "empty", "error"];
/** What a page is for stands on it, so that something can be done there. */
export const isFilled = (state: PageState) => ["full", "outage", "large"].includes(state);

/** Answers that a state is made of; who is signed in and the head of the page stay true. */
export async function playState(page: Page, state: PageState): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  if (state === "full") return;
  await page.route("**/api/**", async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (state === "outage") return playOutage(route, path);
    if (state === "large") return playLarge(route, path);
    if (/\/api\/(me|interface\/state)$/.test(path)) return route.continue();
    if (state === "loading") return;
    if (state === "error")
      return route.fulfill({ status: 500, json: { error: "INTERNAL_ERROR", message: "The server failed." } });
    const answer = await route.fetch();
    return route.fulfill({ response: answer, json: emptied(await answer.json()) });
  });
}

/** The same answer with nothing in any of its lists. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner)]));
}

const record = z.record(z.string(), z.unknown());
const problem: LineProblemView = { kind: "timeout" };

async function playOutage(route: Route, path: string): Promise<void> {
  if (path === "/api/interface/fetch")
    return route.fulfill({ json: { outcome: "lineDown", received: 0, problem, fault: null } });
  if (path !== "/api/interface/state" && path !== "/api/interface/allot/preflight") return route.continue();
  const answer = await route.fetch();
  const json = record.parse(await answer.json());
  const line = { up: false, problem, seenAddress: null, checkedAt: new Date().toISOString() };
  const told =
    path === "/api/interface/state"
      ? { line }
      : { problem, findings: [], asked: { performances: 0, seats: 0 } };
  return route.fulfill({ response: answer, json: { ...json, ...told } });
}

const copies = 25;

/** The hall five times beside itself and five times below: every list that runs seat by seat, with zones of its own. */
async function playLarge(route: Route, path: string): Promise<void> {
  if (!/\/(plan|seats|recall\/performances\/\d+)$/.test(path)) return route.continue();
  const answer = await route.fetch();
  const json = record.parse(await answer.json());
  const seats = z.array(z.int()).safeParse(json.seatCodes).data?.length;
  const { width, height, zoneNames } = z
    .object({ width: z.number(), height: z.number(), zoneNames: z.array(z.string()) })
    .partial()
    .parse(json);
  const moved: Readonly<Record<string, (copy: number) => number>> = {
    seatCodes: (copy) => copy * 100_000,
    x: (copy) => (copy % 5) * (width ?? 0),
    y: (copy) => Math.floor(copy / 5) * (height ?? 0),
    zoneIndexes: (copy) => copy * (zoneNames?.length ?? 0),
  };
  const large = Object.entries(json).map(([name, value]): [string, unknown] => {
    if (typeof value === "number" && (name === "width" || name === "height")) return [name, value * 5];
    if (!Array.isArray(value) || (value.length !== seats && name !== "zoneNames")) return [name, value];
    const by = (copy: number) => moved[name]?.(copy) ?? 0;
    const copyOf = (copy: number) =>
      value.map((one: unknown) => (typeof one === "number" ? one + by(copy) : one));
    return [name, Array.from({ length: copies }, (_, copy) => copyOf(copy)).flat()];
  });
  return route.fulfill({ response: answer, json: Object.fromEntries(large) });
}
