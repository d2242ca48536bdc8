import type { Browser, Page } from "playwright-core";
import { demoPassword } from "../dev/seed/people.ts";
import { type PageState, pageStates } from "./page-states.ts";

/** What an address with a parameter stands for in the demo season. */
export interface Places {
  performanceNumber: number;
  showNumber: number;
  allottedPerformance: number;
  blockedEvent: string;
  allotRun: string;
  recallRun: string;
  stoppedRun: string;
  forcedRecall: string;
  mail: string;
  hall: number;
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

/** The window of a show that the network does not have yet. */
async function beginNewShow(page: Page) {
  await page.getByRole("option", { name: "THEATRE" }).click();
  await page.getByRole("option", { name: "RICHARD III" }).click();
  await press(page, /Tout choisir/);
  await press(page, "Contingenter");
  await page.getByRole("button", { name: "Continuer >>>" }).waitFor();
}

/** Every page of the box office, as the demo season fills it. */
export const pageTable: readonly TableEntry[] = [
  { name: "home", route: "/", states: ["full"] },
  { name: "five-choices", route: "/ticketmaster", states: [...pageStates, "outage"] },
  { name: "allot", route: "/ticketmaster/mise-en-vente", states: [...pageStates, "outage"] },
  {
    name: "allot-chosen",
    route: "/ticketmaster/mise-en-vente",
    states: ["full"],
    prepare: async (page) => {
      await press(page, /Tout choisir/);
    },
  },
  {
    name: "allot-window",
    route: "/ticketmaster/mise-en-vente",
    states: ["full", "outage"],
    prepare: beginNewShow,
  },
  {
    name: "allot-tested",
    route: "/ticketmaster/mise-en-vente",
    states: ["full", "outage"],
    prepare: async (page) => {
      await beginNewShow(page);
      await press(page, "Tester…");
      await page
        .getByRole("dialog", { name: /RICHARD III/ })
        .getByRole("button", { name: "Tester de nouveau" })
        .waitFor();
      await page.getByText("Le réseau est interrogé").waitFor({ state: "hidden" });
    },
  },
  {
    name: "allot-known",
    route: "/ticketmaster/mise-en-vente",
    states: ["full", "outage"],
    prepare: async (page) => {
      await press(page, /Tout choisir/);
      await press(page, "Contingenter");
      await page.getByRole("dialog").getByText("Pensez à prévenir").waitFor();
    },
  },
  { name: "recall", route: "/ticketmaster/reprise", states: [...pageStates, "outage"] },
  {
    name: "recall-plan",
    route: "/ticketmaster/reprise/$performanceNumber",
    path: ({ allottedPerformance }) => `/ticketmaster/reprise/${allottedPerformance}`,
    states: ["full", "loading", "error", "large"],
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
  { name: "tools", route: "/ticketmaster/outils", states: [...pageStates, "outage"] },
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
  { name: "sales-files", route: "/ticketmaster/outils/fichiers-de-vente", initials: "support" },
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
  { name: "counter-plan", route: "/guichet", states: ["full", "large"], prepare: choosePerformance },
  { name: "holds", route: "/seances" },
  { name: "stock-rules", route: "/seances/regles", initials: "regie" },
  { name: "prices", route: "/tarifs", initials: "regie" },
  {
    name: "price-grid",
    route: "/tarifs/grilles/$showNumber",
    path: ({ showNumber }) => `/tarifs/grilles/${showNumber}`,
    states: ["full", "loading", "error"],
    initials: "regie",
  },
  { name: "holds-plan", route: "/seances", states: ["full", "large"], prepare: choosePerformance },
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
  { name: "halls", route: "/salles" },
  { name: "new-hall", route: "/salles/nouvelle", states: ["full"] },
  {
    name: "plan-editor",
    route: "/salles/$hallCode/plan",
    path: ({ hall }) => `/salles/${hall}/plan`,
    states: ["full", "loading", "error"],
  },
  { name: "halls-clerk", route: "/salles", states: ["full"], initials: "tuto" },
  {
    name: "hall",
    route: "/salles/$hallCode",
    path: ({ hall }) => `/salles/${hall}`,
    states: ["full", "loading", "error"],
  },
  {
    name: "plan-difference",
    route: "/salles/$hallCode/versions/$version",
    path: ({ hall }) => `/salles/${hall}/versions/1`,
    states: ["full", "loading", "error"],
  },
  { name: "programme", route: "/programmation", initials: "regie" },
  {
    name: "programme-show",
    route: "/programmation/$showNumber",
    path: () => "/programmation/1",
    states: ["full", "loading", "error"],
    initials: "regie",
  },
  {
    name: "programme-rule",
    route: "/programmation/$showNumber",
    path: () => "/programmation/1",
    states: ["full"],
    initials: "regie",
    prepare: async (page) => {
      await page.getByLabel("Du", { exact: true }).fill("03/03/2099");
      await page.getByLabel("Au", { exact: true }).fill("30/04/2099");
      await page.getByRole("checkbox", { name: "mardi" }).click();
      await page.getByRole("checkbox", { name: "jeudi" }).click();
      await press(page, "Voir les séances");
      await page.getByRole("button", { name: /^Créer \d+/ }).waitFor();
    },
  },
  {
    name: "programme-performance",
    route: "/programmation/seances/$performanceNumber",
    path: ({ allottedPerformance }) => `/programmation/seances/${allottedPerformance}`,
    states: ["full", "loading", "error"],
    initials: "regie",
  },
  {
    name: "programme-reschedule",
    route: "/programmation/seances/$performanceNumber",
    path: ({ allottedPerformance }) => `/programmation/seances/${allottedPerformance}`,
    states: ["full"],
    initials: "regie",
    prepare: (page) => press(page, "Reporter la séance…"),
  },
  {
    name: "programme-cancel",
    route: "/programmation/seances/$performanceNumber",
    path: ({ allottedPerformance }) => `/programmation/seances/${allottedPerformance}`,
    states: ["full"],
    initials: "regie",
    prepare: (page) => press(page, "Annuler la séance…"),
  },
  { name: "cash-journal", route: "/journal", initials: "regie" },
  { name: "cash-desks", route: "/caisses", initials: "regie" },
  { name: "cash-desks-clerk", route: "/caisses", states: ["full"], initials: "tuto" },
  {
    name: "cash-desk",
    route: "/caisses/$cashDeskNumber",
    path: () => "/caisses/1",
    states: ["full", "loading", "error"],
  },
  {
    name: "cash-desk-close",
    route: "/caisses",
    states: ["full"],
    prepare: async (page) => {
      await press(page, "Fermer la caisse");
      await page.getByLabel("Espèces").fill("12,00");
      await page.getByLabel("Motif de l’écart").waitFor();
    },
  },
  { name: "closings", route: "/clotures", initials: "regie" },
  {
    name: "closing",
    route: "/clotures/$closingNumber",
    path: () => "/clotures/1",
    states: ["full", "loading", "error"],
  },
  { name: "accounts", route: "/comptes", initials: "regie" },
  {
    name: "account",
    route: "/comptes/$customerAccountId",
    path: () => "/comptes/1",
    states: ["full", "loading", "error"],
    initials: "regie",
  },
  {
    name: "account-statement",
    route: "/comptes/$customerAccountId",
    path: () => "/comptes/1",
    states: ["full"],
    prepare: async (page) => {
      await page.getByLabel("Texte du relevé").fill("Code-barres;Montant\n02999999999999;49,00\n;1,00\n");
      await press(page, "Rapprocher");
      await page.getByRole("heading", { name: /Au relevé, sans créance ici/ }).waitFor();
    },
  },
  { name: "dashboard", route: "/tableau-de-bord", initials: "regie" },
  { name: "not-found", route: "/nulle-part", states: ["full"] },
  { name: "people", route: "/operateurs", initials: "regie", states: ["full", "loading", "error"] },
  {
    name: "people-change",
    route: "/operateurs",
    initials: "regie",
    states: ["full"],
    prepare: (page) => press(page, "Modifier tuto"),
  },
  { name: "access", route: "/mon-acces", states: ["full", "loading", "error"] },
  { name: "audit", route: "/audit", initials: "regie", states: ["full", "loading", "error"] },
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
