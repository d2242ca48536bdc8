import { allot } from "../dev/seed/exchange.ts";
import { rawAllot } from "./allot.raw.ts";
import type { Pair } from "./measure.ts";
import { patientClerk } from "./patient.ts";
import { performancesPerShow } from "./side.ts";
import type { Stage } from "./stage.ts";

/**
 * 26 performances allotted by one call of the clerk, through both servers, until the run has ended; against the same
 * rows by bulk statements, three transactions a performance.
 */
export function allotPair(stage: Stage, repetition: number): Pair {
  const { product, raw } = stage;
  return {
    name: `Allot ${performancesPerShow} performances × ${product.venue.capacity} seats`,
    async product() {
      const show = product.shows[repetition];
      if (!show) throw new Error("a show is staged for each repetition");
      const { clerk, startedAt } = patientClerk(product.venue.clerk);
      const numbers = show.performances.map((performance) => performance.performanceNumber);
      const run = await allot(clerk, show.showNumber, numbers);
      return Date.parse(run.finishedAt ?? "") - startedAt();
    },
    async raw() {
      const show = raw.shows[repetition];
      if (!show) throw new Error("a show is staged for each repetition");
      const startedAt = performance.now();
      await rawAllot(stage, raw, show);
      return performance.now() - startedAt;
    },
  };
}
