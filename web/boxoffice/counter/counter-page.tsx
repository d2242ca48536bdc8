import { PageHead } from "../../ui/page-head.tsx";
import { PerformanceChooser } from "../programme/performance-chooser.tsx";
import { useStrings } from "../strings.ts";
import { CounterPlan } from "./counter-plan.tsx";

/** Selling at the venue's own counter, on the plan. */
export function CounterPage() {
  const { counter: words } = useStrings();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <PerformanceChooser>{(open) => <CounterPlan open={open} />}</PerformanceChooser>
    </>
  );
}
