import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { HomePage } from "./home/home-page.tsx";
import { InterfacePage } from "./home/interface-page.tsx";
import { NotFoundPage } from "./home/not-found-page.tsx";
import { Shell } from "./home/shell.tsx";

/** The site map. Pages beyond the first two come when they are opened. */
const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const page = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const home = createRoute({ ...page("/"), component: HomePage });
const interfaceHome = createRoute({ ...page("/ticketmaster"), component: InterfacePage });
const allot = createRoute({
  ...page("/ticketmaster/mise-en-vente"),
  component: lazyRouteComponent(() => import("./allot/allot-page.tsx"), "AllotPage"),
});
const recall = createRoute({
  ...page("/ticketmaster/reprise"),
  component: lazyRouteComponent(() => import("./recall/recall-choice-page.tsx"), "RecallChoicePage"),
});
const recallPerformance = createRoute({
  ...page("/ticketmaster/reprise/$performanceNumber"),
  component: lazyRouteComponent(() => import("./recall/recall-page.tsx"), "RecallPage"),
});
const importSales = createRoute({
  ...page("/ticketmaster/ventes"),
  component: lazyRouteComponent(() => import("./import-sales/import-sales-page.tsx"), "ImportSalesPage"),
});
const tools = createRoute({
  ...page("/ticketmaster/outils"),
  component: lazyRouteComponent(() => import("./tools/tools-page.tsx"), "ToolsPage"),
});
const run = createRoute({
  ...page("/ticketmaster/operations/$runId"),
  component: lazyRouteComponent(() => import("./runs/run-page.tsx"), "RunPage"),
});
const configure = createRoute({
  ...page("/ticketmaster/configurer"),
  component: lazyRouteComponent(() => import("./configure/configure-page.tsx"), "ConfigurePage"),
});
const counter = createRoute({
  ...page("/guichet"),
  component: lazyRouteComponent(() => import("./counter/counter-page.tsx"), "CounterPage"),
});
const holds = createRoute({
  ...page("/seances"),
  component: lazyRouteComponent(() => import("./holds/holds-page.tsx"), "HoldsPage"),
});
const cashJournal = createRoute({
  ...page("/journal"),
  component: lazyRouteComponent(() => import("./cash-journal/cash-journal-page.tsx"), "CashJournalPage"),
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
    run,
    configure,
    counter,
    holds,
    cashJournal,
  ]),
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
