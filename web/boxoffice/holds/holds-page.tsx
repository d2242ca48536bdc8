import { Link } from "@tanstack/react-router";
import { PageHead } from "../../ui/page-head.tsx";
import { pages } from "../page-paths.ts";
import { PerformanceChooser } from "../programme/performance-chooser.tsx";
import { useStrings } from "../strings.ts";
import { HoldsPlan } from "./holds-plan.tsx";

/** «Configuration des séances»: which seats stand in which hold (R1.1). */
export function HoldsPage() {
  const { holds: words, stockRules } = useStrings();
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <Link {...pages.stockRules}>{stockRules.open}</Link>
      </PageHead>
      <PerformanceChooser>{(open) => <HoldsPlan open={open} />}</PerformanceChooser>
    </>
  );
}
