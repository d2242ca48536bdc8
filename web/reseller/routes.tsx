import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { HomePage } from "./home/home-page.tsx";
import { NotFoundPage } from "./home/not-found-page.tsx";
import { Shell } from "./home/shell.tsx";

/** The site map. What a manager or a seller sees first comes at once, other pages when they are opened. */
const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const page = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const home = createRoute({ ...page("/"), component: HomePage });
const institution = createRoute({
  ...page("/institutions/$institutionCode"),
  component: lazyRouteComponent(() => import("./shows/shows-page.tsx"), "ShowsPage"),
});
const line = createRoute({
  ...page("/institutions/$institutionCode/liaison"),
  component: lazyRouteComponent(() => import("./institutions/line-page.tsx"), "LinePage"),
});
const codes = createRoute({
  ...page("/institutions/$institutionCode/codes"),
  component: lazyRouteComponent(() => import("./codes/codes-page.tsx"), "CodesPage"),
});
const importCodes = createRoute({
  ...page("/institutions/$institutionCode/codes/import"),
  component: lazyRouteComponent(() => import("./codes/import-codes-page.tsx"), "ImportCodesPage"),
});
const show = createRoute({
  ...page("/institutions/$institutionCode/manifestations/$showNumber"),
  component: lazyRouteComponent(() => import("./shows/show-page.tsx"), "ShowPage"),
});
const performance = createRoute({
  ...page("/vente/$institutionCode/$performanceNumber"),
  component: lazyRouteComponent(() => import("./sale/performance-page.tsx"), "PerformancePage"),
});
const orders = createRoute({
  ...page("/commandes"),
  component: lazyRouteComponent(() => import("./orders/orders-page.tsx"), "OrdersPage"),
});
const order = createRoute({
  ...page("/commandes/$institutionCode/$orderId"),
  component: lazyRouteComponent(() => import("./orders/order-page.tsx"), "OrderPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    institution,
    line,
    codes,
    importCodes,
    show,
    performance,
    orders,
    order,
  ]),
  scrollRestoration: true,
});
