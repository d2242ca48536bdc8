import { type Database, sql } from "@allotement/platform/database/database.ts";
import { importSales } from "../dev/seed/exchange.ts";
import { rawImport } from "./import.raw.ts";
import type { Pair } from "./measure.ts";
import { patientClerk } from "./patient.ts";
import { salesPerRepetition } from "./sale.bench.ts";
import type { Stage } from "./stage.ts";

/**
 * The sales of this repetition brought home by the clerk's one call, fetched, received and integrated until the run has
 * ended; against the same rows by plain statements, one transaction a page and one a sale.
 */
export function importPair(stage: Stage, repetition: number): Pair {
  const { product, raw } = stage;
  return {
    name: `Import ${salesPerRepetition} sales`,
    async product() {
      const show = product.shows[repetition];
      if (!show) throw new Error("a show is staged for each repetition");
      const { clerk, startedAt } = patientClerk(product.venue.clerk);
      const run = await importSales(clerk, [{ showNumber: show.showNumber }]);
      return Date.parse(run.finishedAt ?? "") - startedAt();
    },
    async raw() {
      const startedAt = performance.now();
      await rawImport(stage, raw);
      return performance.now() - startedAt;
    },
  };
}

/** Closes the network to the box office, so that the sales wait there until they are to be imported; or opens it. */
export async function setMaintenance(reseller: Database, maintenance: boolean): Promise<void> {
  await reseller.run(sql`update institutions set maintenance = ${maintenance}`);
}

/** Waits until the network's sequencer has given every sale its number: it works beside both halves of the sale. */
export async function feedNumbered(reseller: Database): Promise<void> {
  while (await reseller.first(sql`select from feed_events where sequence is null limit 1`))
    await new Promise((resolve) => setTimeout(resolve, 50));
}
