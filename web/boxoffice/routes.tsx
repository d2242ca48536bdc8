import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { HomePage } from "./home/home-page.tsx";
import { InterfacePage } from "./home/interface-page.tsx";
import { NotFoundPage } from "./home/not-found-page.tsx";
import { Shell } from "./home/shell.tsx";
import { pagePaths } from "./page-paths.ts";

/**
 * The site map. Pages beyond the first two come when they are opened. The router is not registered with the library's
 * types, of which there is one for the whole program and two applications: `page-paths.ts` keeps links and routes equal.
 */
const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const page = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const home = createRoute({ ...page(pagePaths.home), component: HomePage });
const interfaceHome = createRoute({ ...page(pagePaths.interfaceHome), component: InterfacePage });
const allot = createRoute({
  ...page(pagePaths.allot),
  component: lazyRouteComponent(() => import("./allot/allot-page.tsx"), "AllotPage"),
});
const recall = createRoute({
  ...page(pagePaths.recall),
  component: lazyRouteComponent(() => import("./recall/recall-choice-page.tsx"), "RecallChoicePage"),
});
const recallPerformance = createRoute({
  ...page(pagePaths.recallPerformance),
  component: lazyRouteComponent(() => import("./recall/recall-page.tsx"), "RecallPage"),
});
const importSales = createRoute({
  ...page(pagePaths.importSales),
  component: lazyRouteComponent(() => import("./import-sales/import-sales-page.tsx"), "ImportSalesPage"),
});
const tools = createRoute({
  ...page(pagePaths.tools),
  component: lazyRouteComponent(() => import("./tools/tools-page.tsx"), "ToolsPage"),
});
const blockedSale = createRoute({
  ...page(pagePaths.blockedSale),
  component: lazyRouteComponent(() => import("./blocked-sales/blocked-sale-page.tsx"), "BlockedSalePage"),
});
const compare = createRoute({
  ...page(pagePaths.compare),
  component: lazyRouteComponent(() => import("./compare/compare-page.tsx"), "ComparePage"),
});
const restore = createRoute({
  ...page(pagePaths.restore),
  component: lazyRouteComponent(() => import("./restore/restore-page.tsx"), "RestorePage"),
});
const biographies = createRoute({
  ...page(pagePaths.biographies),
  component: lazyRouteComponent(() => import("./biography/find-seat-page.tsx"), "FindSeatPage"),
});
const biography = createRoute({
  ...page(pagePaths.biography),
  component: lazyRouteComponent(() => import("./biography/biography-page.tsx"), "BiographyPage"),
});
const forceRecalls = createRoute({
  ...page(pagePaths.forceRecalls),
  component: lazyRouteComponent(() => import("./force-recall/force-recalls-page.tsx"), "ForceRecallsPage"),
});
const forceRecall = createRoute({
  ...page(pagePaths.forceRecall),
  component: lazyRouteComponent(() => import("./force-recall/force-recall-page.tsx"), "ForceRecallPage"),
});
const forcedRecall = createRoute({
  ...page(pagePaths.forcedRecall),
  component: lazyRouteComponent(() => import("./force-recall/forced-recall-page.tsx"), "ForcedRecallPage"),
});
const conflicts = createRoute({
  ...page(pagePaths.conflicts),
  component: lazyRouteComponent(() => import("./conflicts/conflicts-page.tsx"), "ConflictsPage"),
});
const codes = createRoute({
  ...page(pagePaths.codes),
  component: lazyRouteComponent(() => import("./codes/codes-page.tsx"), "CodesPage"),
});
const salesFiles = createRoute({
  ...page(pagePaths.salesFiles),
  component: lazyRouteComponent(() => import("./sales-files/sales-files-page.tsx"), "SalesFilesPage"),
});
const run = createRoute({
  ...page(pagePaths.run),
  component: lazyRouteComponent(() => import("./runs/run-page.tsx"), "RunPage"),
});
const mails = createRoute({
  ...page(pagePaths.mails),
  component: lazyRouteComponent(() => import("./mail/mails-page.tsx"), "MailsPage"),
});
const mail = createRoute({
  ...page(pagePaths.mail),
  component: lazyRouteComponent(() => import("./mail/mail-page.tsx"), "MailPage"),
});
const configure = createRoute({
  ...page(pagePaths.configure),
  component: lazyRouteComponent(() => import("./configure/configure-page.tsx"), "ConfigurePage"),
});
const counter = createRoute({
  ...page(pagePaths.counter),
  component: lazyRouteComponent(() => import("./counter/counter-page.tsx"), "CounterPage"),
});
const holds = createRoute({
  ...page(pagePaths.holds),
  component: lazyRouteComponent(() => import("./holds/holds-page.tsx"), "HoldsPage"),
});
const salesStatement = createRoute({
  ...page(pagePaths.salesStatement),
  component: lazyRouteComponent(() => import("./documents/sales-statement-page.tsx"), "SalesStatementPage"),
});
const printedPlan = createRoute({
  ...page(pagePaths.printedPlan),
  component: lazyRouteComponent(() => import("./printed-plan/printed-plan-page.tsx"), "PrintedPlanPage"),
});
const halls = createRoute({
  ...page(pagePaths.halls),
  component: lazyRouteComponent(() => import("./halls/halls-page.tsx"), "HallsPage"),
});
const hall = createRoute({
  ...page(pagePaths.hall),
  component: lazyRouteComponent(() => import("./halls/hall-page.tsx"), "HallPage"),
});
const newHall = createRoute({
  ...page(pagePaths.newHall),
  component: lazyRouteComponent(() => import("./halls/plan-editor/plan-editor-page.tsx"), "NewHallPage"),
});
const editPlan = createRoute({
  ...page(pagePaths.editPlan),
  component: lazyRouteComponent(() => import("./halls/plan-editor/plan-editor-page.tsx"), "EditPlanPage"),
});
const planDifference = createRoute({
  ...page(pagePaths.planDifference),
  component: lazyRouteComponent(() => import("./halls/plan-difference-page.tsx"), "PlanDifferencePage"),
});
const stockRules = createRoute({
  ...page(pagePaths.stockRules),
  component: lazyRouteComponent(() => import("./stock-rules/stock-rules-page.tsx"), "StockRulesPage"),
});
const prices = createRoute({
  ...page(pagePaths.prices),
  component: lazyRouteComponent(() => import("./prices/prices-page.tsx"), "PricesPage"),
});
const priceGrid = createRoute({
  ...page(pagePaths.priceGrid),
  component: lazyRouteComponent(() => import("./prices/price-grid-page.tsx"), "PriceGridPage"),
});
const programme = createRoute({
  ...page(pagePaths.programme),
  component: lazyRouteComponent(() => import("./programme-shows/programme-page.tsx"), "ProgrammePage"),
});
const programmeShow = createRoute({
  ...page(pagePaths.programmeShow),
  component: lazyRouteComponent(() => import("./programme-shows/show-page.tsx"), "ShowPage"),
});
const programmePerformance = createRoute({
  ...page(pagePaths.programmePerformance),
  component: lazyRouteComponent(() => import("./programme-shows/performance-page.tsx"), "PerformancePage"),
});
const cashJournal = createRoute({
  ...page(pagePaths.cashJournal),
  component: lazyRouteComponent(() => import("./cash-journal/cash-journal-page.tsx"), "CashJournalPage"),
});
const cashDesks = createRoute({
  ...page(pagePaths.cashDesks),
  component: lazyRouteComponent(() => import("./cash-desks/cash-desks-page.tsx"), "CashDesksPage"),
});
const cashDesk = createRoute({
  ...page(pagePaths.cashDesk),
  component: lazyRouteComponent(() => import("./cash-desks/cash-desk-page.tsx"), "CashDeskPage"),
});
const closings = createRoute({
  ...page(pagePaths.closings),
  component: lazyRouteComponent(() => import("./closings/closings-page.tsx"), "ClosingsPage"),
});
const closing = createRoute({
  ...page(pagePaths.closing),
  component: lazyRouteComponent(() => import("./closings/closing-page.tsx"), "ClosingPage"),
});
const accounts = createRoute({
  ...page(pagePaths.accounts),
  component: lazyRouteComponent(() => import("./accounts/accounts-page.tsx"), "AccountsPage"),
});
const account = createRoute({
  ...page(pagePaths.account),
  component: lazyRouteComponent(() => import("./accounts/account-page.tsx"), "AccountPage"),
});

const dashboard = createRoute({
  ...page(pagePaths.dashboard),
  component: lazyRouteComponent(() => import("./dashboard/dashboard-page.tsx"), "DashboardPage"),
});

const people = createRoute({
  ...page(pagePaths.people),
  component: lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
});
const access = createRoute({
  ...page(pagePaths.access),
  component: lazyRouteComponent(() => import("./people/access-page.tsx"), "AccessPage"),
});
const audit = createRoute({
  ...page(pagePaths.audit),
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    interfaceHome,
    allot,
    recall,
    recallPerformance,
    importSales,
    tools,
    blockedSale,
    compare,
    restore,
    biographies,
    biography,
    forceRecalls,
    forceRecall,
    forcedRecall,
    conflicts,
    codes,
    salesFiles,
    run,
    mails,
    mail,
    configure,
    counter,
    holds,
    salesStatement,
    printedPlan,
    halls,
    hall,
    newHall,
    editPlan,
    planDifference,
    stockRules,
    prices,
    priceGrid,
    programme,
    programmeShow,
    programmePerformance,
    cashJournal,
    cashDesks,
    cashDesk,
    closings,
    closing,
    accounts,
    account,
    dashboard,
    people,
    access,
    audit,
  ]),
  scrollRestoration: true,
});
