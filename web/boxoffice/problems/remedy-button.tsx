import type { RemedyAction } from "@allotement/protocol/catalogue/catalogue.ts";
import { Button } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { type PlainPage, pages } from "../page-paths.ts";

/** Where the remedy of an error begins (R12). */
const remedyPages: Readonly<Record<Exclude<RemedyAction, "writeToContact">, PlainPage>> = {
  sendHallCodes: pages.codes,
  sendPriceTypes: pages.codes,
  compare: pages.compare,
  configure: pages.configure,
  openHolds: pages.holds,
};

/** The button of an error's remedy; nothing where there is nothing to press. */
export function RemedyButton({ action }: { readonly action: RemedyAction | null | undefined }) {
  const { actions } = useUi().errors.catalogue;
  const { pathname } = useLocation();
  // Which letter it is depends on the page: it offers it itself.
  if (action === null || action === undefined || action === "writeToContact") return null;
  // On the very page that it opens it would do nothing.
  if (remedyPages[action].to === pathname) return null;
  return (
    <Button size="xs" variant="default" mt="xs" component={Link} {...remedyPages[action]}>
      {actions[action]}
    </Button>
  );
}
