import { useState } from "react";
import { PageHead } from "../../ui/page-head.tsx";
import { PerformanceChooser } from "../programme/performance-chooser.tsx";
import { useStrings } from "../strings.ts";
import { CounterPlan } from "./counter-plan.tsx";
import type { Exchange } from "./exchange-panel.tsx";

/** Selling at the venue's own counter, on the plan; and what becomes of what was sold. */
export function CounterPage() {
  const { counter: words } = useStrings();
  const [exchange, setExchange] = useState<Exchange>();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <PerformanceChooser>
        {(open) => <CounterPlan open={open} exchange={exchange} onExchange={setExchange} />}
      </PerformanceChooser>
    </>
  );
}
