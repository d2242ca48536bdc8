import { type SalesPage, salesPage } from "@allotement/protocol/messages/sales.ts";
import { z } from "zod";
import { receivePageOfFile } from "../import-sales/receive.ts";
import { UndoAll } from "../import-sales/receive-lines.ts";
import type { InterfaceStore } from "../store.ts";
import type { ReadOutcome } from "./read-sales-file.ts";

const pagesOfFeed = z.union([salesPage.transform((page) => [page]), z.array(salesPage).min(1).max(10_000)]);

/** The pages of a file of our own, as the feed gives them; undefined where it is no such file. */
export function readPages(bytes: Uint8Array): SalesPage[] | undefined {
  try {
    return pagesOfFeed.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))).data;
  } catch {
    return undefined;
  }
}

/**
 * Receives pages of the feed that came as a file, in one transaction, where they continue what was received: what is older is
 * known, and where the chain does not hold the events from there on are rejected.
 */
export async function readFeedFile(
  store: InterfaceStore,
  pages: readonly SalesPage[],
  at: Date,
  dryRun: boolean,
): Promise<ReadOutcome> {
  const events = pages.flatMap((page) => page.events);
  const reading = {
    sales: events.filter(({ kind }) => kind === "sale").length,
    cancellations: events.filter(({ kind }) => kind === "cancellation").length,
    ...{ taken: 0, known: 0, notTaken: [], unknown: new Map() },
  };
  const outcome: ReadOutcome = { reading };
  const found: { outcome: ReadOutcome } = { outcome };
  try {
    await store.transaction(async (transaction) => {
      found.outcome = await receiveAll(pages, (page) =>
        receivePageOfFile(transaction, store.scope, page, at),
      );
      if (dryRun) throw new UndoAll();
    });
  } catch (error) {
    if (!(error instanceof UndoAll)) throw error;
  }
  if ("refused" in found.outcome) return found.outcome;
  const { taken, known, notTaken } = found.outcome.reading;
  return { reading: { ...reading, taken, known, notTaken } };
}

async function receiveAll(
  pages: readonly SalesPage[],
  receive: (page: SalesPage) => ReturnType<typeof receivePageOfFile>,
): Promise<ReadOutcome> {
  const reading = { sales: 0, cancellations: 0, taken: 0, known: 0, unknown: new Map() };
  const notTaken: Extract<ReadOutcome, { reading: object }>["reading"]["notTaken"] = [];
  let number = 0;
  let fault: string | undefined;
  for (const page of pages) {
    const receipt = fault === undefined ? await receive(page) : undefined;
    if (receipt?.outcome === "nothingExchanged") return { refused: "nothingExchanged" };
    if (receipt?.outcome === "stopped") fault = receipt.fault.fault;
    if (receipt?.outcome === "received") {
      reading.taken += receipt.count;
      reading.known += page.events.length - receipt.count;
      number += page.events.length;
      continue;
    }
    for (const { barcode } of page.events) {
      number += 1;
      notTaken.push({
        ...{ number, outcome: "rejected", reason: "notThisFeed", detail: fault ?? "", ticketId: barcode },
      });
    }
  }
  return { reading: { ...reading, notTaken } };
}
