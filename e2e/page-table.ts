import type { Browser, Page } from "playwright-core";
import { demoPassword } from "../dev/seed/people.ts";

/** What a page may show beside what it is for. Of the last three the browser makes up the servers' answers. */
export type PageState = "full" | "loading" | "empty" | "error";
export const pageStates: readonly PageState[] = ["full", "loading", "empty", "error"];

/** What an address with a parameter stands for in the demo season. */
export interface Places {
  performanceNumber: number;
  allottedPerformance: number;
  blockedEvent: string;
  allotRun: string;
  recallRun: string;
  stoppedRun: string;
  forcedRecall: string;
  mail: string;
}

interface TableEntry {
  readonly name: string;
  /** The route as `web/boxoffice/page-paths.ts` writes it; a test sees that none is missing here. */
  readonly route: string;
  readonly path?: (places: Places) => string;
  /** What is done on the page before it is looked at. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Pages that ask the server for nothing have one state. */
  readonly states?: readonly PageState[];
  readonly initials?: "tuto" | "regie" | "support";
}

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

/** Chooses a show and a performance where the page asks for them. */
async function choosePerformance(page: Page) {
  await page.getByRole("combobox", { name: "Manifestation" }).click();
  await page.getByRole("option", { name: "ORPHEE ET EURYDICE" }).click();
  await page.getByRole("combobox", { name: "Séance" }).click();
  await page.getByRole("option").first().click();
  await page.getByRole("application").waitFor();
}

/** Every page of the box office, as the demo season fills it. */
export const pageTable: readonly TableEntry[] = [
  { name: "home", route: "/", states: ["full"] },
  { name: "five-choices", route: "/ticketmaster" },
  { name: "allot", route: "/ticketmaster/mise-en-vente" },
  {
    name: "allot-chosen",
    route: "/ticketmaster/mise-en-vente",
    states: ["full"],
    prepare: async (page) => {
      await press(page, /Tout choisir/);
    },
  },
  { name: "recall", route: "/ticketmaster/reprise" },
  {
    name: "recall-plan",
    route: "/ticketmaster/reprise/$performanceNumber",
    path: ({ allottedPerformance }) => `/ticketmaster/reprise/${allottedPerformance}`,
    states: ["full", "loading", "error"],
  },
  { name: "import", route: "/ticketmaster/ventes" },
  {
    name: "import-lines",
    route: "/ticketmaster/ventes",
    states: ["full"],
    prepare: async (page) => {
      await page
        .getByRole("option", { name: /REQUIEM/ })
        .first()
        .click();
      await press(page, "Ajouter toutes les séances");
    },
  },
  { name: "tools", route: "/ticketmaster/outils" },
  { name: "codes", route: "/ticketmaster/outils/codifications" },
  {
    name: "blocked-sale",
    route: "/ticketmaster/outils/ventes/$eventId",
    path: ({ blockedEvent }) => `/ticketmaster/outils/ventes/${blockedEvent}`,
    states: ["full", "loading", "error"],
    initials: "regie",
  },
  { name: "compare", route: "/ticketmaster/outils/comparer" },
  { name: "restore", route: "/ticketmaster/outils/restauration" },
  { name: "biographies", route: "/ticketmaster/outils/biographie" },
  {
    name: "biography",
    route: "/ticketmaster/outils/biographie/$performanceNumber/$seatCode",
    path: ({ allottedPerformance }) => `/ticketmaster/outils/biographie/${allottedPerformance}/1`,
    states: ["full", "loading", "error"],
  },
  { name: "force-recalls", route: "/ticketmaster/outils/forcer" },
  {
    name: "force-recall",
    route: "/ticketmaster/outils/forcer/$performanceNumber",
    path: ({ allottedPerformance }) => `/ticketmaster/outils/forcer/${allottedPerformance}`,
    states: ["full", "loading", "error"],
  },
  {
    name: "forced-recall",
    route: "/ticketmaster/outils/forces/$forcedRecallId",
    path: ({ forcedRecall }) => `/ticketmaster/outils/forces/${forcedRecall}`,
    states: ["full", "loading", "error"],
  },
  { name: "conflicts", route: "/ticketmaster/outils/conflits" },
  {
    name: "allot-report",
    route: "/ticketmaster/operations/$runId",
    path: ({ allotRun }) => `/ticketmaster/operations/${allotRun}`,
    states: ["full", "loading", "error"],
  },
  {
    name: "recall-report",
    route: "/ticketmaster/operations/$runId",
    path: ({ recallRun }) => `/ticketmaster/operations/${recallRun}`,
    states: ["full"],
  },
  {
    name: "price-stop",
    route: "/ticketmaster/operations/$runId",
    path: ({ stoppedRun }) => `/ticketmaster/operations/${stoppedRun}`,
    states: ["full"],
  },
  { name: "mails", route: "/ticketmaster/courrier" },
  {
    name: "mail",
    route: "/ticketmaster/courrier/$mailId",
    path: ({ mail }) => `/ticketmaster/courrier/${mail}`,
    states: ["full", "loading", "error"],
  },
  { name: "configure", route: "/ticketmaster/configurer", states: ["full", "loading", "error"] },
  { name: "configure-clerk", route: "/ticketmaster/configurer", states: ["full"], initials: "tuto" },
  { name: "counter", route: "/guichet" },
  { name: "counter-plan", route: "/guichet", states: ["full"], prepare: choosePerformance },
  { name: "holds", route: "/seances" },
  { name: "holds-plan", route: "/seances", states: ["full"], prepare: choosePerformance },
  {
    name: "sales-statement",
    route: "/seances/$performanceNumber/releve",
    path: ({ allottedPerformance }) => `/seances/${allottedPerformance}/releve`,
    states: ["full", "loading", "error"],
  },
  {
    name: "printed-plan",
    route: "/seances/$performanceNumber/plan",
    path: ({ allottedPerformance }) => `/seances/${allottedPerformance}/plan`,
    states: ["full"],
  },
  { name: "cash-journal", route: "/journal", initials: "regie" },
  { name: "dashboard", route: "/tableau-de-bord", initials: "regie" },
  { name: "not-found", route: "/nulle-part", states: ["full"] },
];

/** Signs a person of the first organizer in, in a context of their own. */
export async function pageOf(
  browser: Browser,
  url: string,
  initials: string,
  organizerId: number,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    locale: "fr-FR",
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const person = { organizerId, initials, password: demoPassword };
  await context.request.post(`${url}/api/sign-in`, { data: person });
  return page;
}

/** Answers that a state is made of; who is signed in and the head of the page stay true. */
export async function playState(page: Page, state: PageState): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  if (state === "full") return;
  await page.route("**/api/**", async (route) => {
    if (/\/api\/(me|interface\/state)$/.test(route.request().url())) return route.continue();
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
