import type { Database } from "@allotement/platform/database/database.ts";
import type { MailAbout } from "../../api/interface-mail.ts";
import { blockedSaleView } from "../blocked-sales/blocked-sales.views.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import { saleView } from "../import-sales/import-sales.views.ts";
import { hallFacts, momentThere, performanceFacts, priceTypeFacts, runFacts } from "./facts.views.ts";
import { cancellationFacts, rescheduleFacts } from "./programme-facts.views.ts";
import { newCategoryLetter, newHallLetter, newPriceTypeLetter } from "./texts/code-letters.ts";
import { dateGapLetter, newAddressLetter, priceGapLetter } from "./texts/gap-letters.ts";
import type { AttachmentKey, Letter, Writer } from "./texts/letter.ts";
import { addedPerformancesLetter, firstAllotmentLetter } from "./texts/on-sale-letters.ts";
import { cancellationLetter, rescheduleLetter } from "./texts/programme-letters.ts";

export interface WritingNeeds {
  database: Database;
  connection: ConnectionRow;
  writer: Writer;
  attached: readonly AttachmentKey[];
  /** The venue's address as the reseller saw it last. */
  seenAddress: string | null;
}

/** The text for each case, from the books as they are now; undefined where there is nothing to write of. */
export async function writeLetter(needs: WritingNeeds, about: MailAbout): Promise<Letter | undefined> {
  const { database, connection, writer, attached } = needs;
  const { organizerId } = connection;
  switch (about.kind) {
    case "firstAllotment":
    case "addedPerformances": {
      const facts = await runFacts(database, connection, about.runId);
      if (facts?.offer !== about.kind) return undefined;
      const write = about.kind === "firstAllotment" ? firstAllotmentLetter : addedPerformancesLetter;
      return write(writer, { ...facts, attached });
    }
    case "newHall":
    case "newCategory": {
      const facts = await hallFacts(database, organizerId, about.hallCode);
      const write = about.kind === "newHall" ? newHallLetter : newCategoryLetter;
      return facts && write(writer, { ...facts, attached });
    }
    case "newPriceType":
      return newPriceTypeLetter(writer, { ...(await priceTypeFacts(database, connection)), attached });
    case "priceGap":
      return priceGap(needs, about.eventId);
    case "dateGap": {
      const facts = await performanceFacts(database, organizerId, about.performanceNumber);
      const sale = about.eventId && (await saleView(database, connection, about.eventId));
      if (!facts || (about.eventId && !sale)) return undefined;
      return dateGapLetter(writer, { ...facts, theirs: sale || null });
    }
    case "newAddress":
      return newAddressLetter(writer, { address: needs.seenAddress });
    case "reschedule": {
      const facts = await rescheduleFacts(database, organizerId, about.performanceNumber);
      return facts && rescheduleLetter(writer, facts);
    }
    case "cancellation": {
      const facts = await cancellationFacts(database, organizerId, about.performanceNumber);
      return facts && cancellationLetter(writer, facts);
    }
  }
}

async function priceGap(
  { database, connection, writer }: WritingNeeds,
  eventId: string,
): Promise<Letter | undefined> {
  const view = await blockedSaleView(database, connection, eventId);
  if (!view) return undefined;
  const { sale, grid } = view;
  const place = sale.row === null || sale.number === null ? null : `rang ${sale.row}, place ${sale.number}`;
  return priceGapLetter(writer, {
    show: { title: sale.showTitle ?? String(sale.showNumber), showNumber: sale.showNumber },
    performance: sale,
    sale: {
      ...sale,
      place,
      soldAt: await momentThere(database, connection.organizerId, sale.soldAt),
      priceType: sale.priceTypeName ?? String(sale.priceTypeCode),
      seatCategory: sale.seatCategoryName ?? "inconnue",
    },
    grid: grid?.amounts ?? null,
  });
}
