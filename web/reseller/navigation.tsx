import {
  type RouteIds,
  Link as RouterLink,
  useRouter as useAnyRouter,
  useParams as useRouterParams,
} from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { router } from "./routes.tsx";

/**
 * Links and addresses held to this application's own site map. The router's library takes one site map for a whole
 * program, and the box office's pages are compiled in the same one: so it is named here.
 */
type Router = typeof router;

/** A link to a page: `<Link {...pages.orders}>`. */
export function Link<const To extends string>(
  props: Parameters<typeof RouterLink<Router, string, To>>[0],
): ReactNode {
  return <RouterLink<Router, string, To> {...props} />;
}

/** What stands in the address of a page, by its path in the site map. */
export function useParams<const From extends RouteIds<Router["routeTree"]>>(from: From) {
  return useRouterParams<Router, From>({ from });
}

export function useRouter() {
  return useAnyRouter<Router>();
}
