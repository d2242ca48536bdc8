import { newShowWindow } from "@allotement/boxoffice/api/interface-allot.ts";
import { type RunView, runStarted, runView } from "@allotement/boxoffice/api/interface-runs.ts";
import type { Client } from "./client.ts";

/** «Contingenter», as the clerk does it: the new-show window where the reseller does not have the show yet. */
export async function allot(
  clerk: Client,
  showNumber: number,
  performanceNumbers: number[],
): Promise<RunView> {
  const window = await clerk.get(`/api/interface/allot/shows/${showNumber}`, newShowWindow);
  const lines = window.lines.flatMap((line) => {
    const {
      priceTypeCode,
      seatCategoryCode,
      faceValueCents,
      venueFeeCents,
      organizerFeeCents,
      resellerFeeCents,
    } = line;
    if (
      faceValueCents === null ||
      venueFeeCents === null ||
      organizerFeeCents === null ||
      resellerFeeCents === null
    )
      return [];
    return {
      priceTypeCode,
      seatCategoryCode,
      faceValueCents,
      venueFeeCents,
      organizerFeeCents,
      resellerFeeCents,
    };
  });
  const newShow = window.knownAtReseller ? {} : { newShow: { comment: window.comment, lines } };
  return started(clerk, "/api/interface/allot", { showNumber, performanceNumbers, ...newShow });
}

/** «Reprendre des places». */
export function recall(
  clerk: Client,
  performanceNumber: number,
  seatCodes: number[] | "all",
): Promise<RunView> {
  return started(clerk, "/api/interface/recall", { performanceNumber, seatCodes });
}

/** «Intégrer les ventes» of whole shows, or of lines with a range. */
export function importSales(
  clerk: Client,
  lines: { showNumber: number; from?: string; to?: string }[],
  until?: string,
): Promise<RunView> {
  return started(clerk, "/api/interface/import-sales", { lines, ...(until ? { until } : {}) });
}

async function started(clerk: Client, path: string, body: unknown): Promise<RunView> {
  const { runId } = await clerk.send("POST", path, body, runStarted);
  return finished(clerk, runId);
}

/** Waits for a run's end, at most two minutes. */
export async function finished(clerk: Client, runId: string): Promise<RunView> {
  for (const until = Date.now() + 120_000; Date.now() < until; ) {
    const view = await clerk.get(`/api/interface/runs/${runId}`, runView);
    if (view.finishedAt !== null) return view;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`run ${runId} has not finished within two minutes`);
}
