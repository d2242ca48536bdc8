import { PageHead } from "../../ui/page-head.tsx";
import { PerformanceChooser } from "../programme/performance-chooser.tsx";
import { useStrings } from "../strings.ts";
import { HoldsPlan } from "./holds-plan.tsx";

/** «Configuration des séances»: which seats stand in which hold (R1.1). */
export function HoldsPage() {
  const { holds: words } = useStrings();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <PerformanceChooser>{(open) => <HoldsPlan open={open} />}</PerformanceChooser>
    </>
  );
}
