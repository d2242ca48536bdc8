import {
  type PriceTypesAndHoldsData,
  priceTypesAndHolds,
} from "@allotement/documents/price-types-and-holds/price-types-and-holds.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { type PrintedDocument, printing } from "../../house/print/print.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";

/** Every price type made for resellers, in the interface's list or not yet, and the interface's hold (R9.4). */
export async function priceTypesAndHoldsDocument(
  queries: Queries,
  connection: ConnectionRow,
  now: Date,
): Promise<PrintedDocument> {
  const { organizerId, institutionCode, holdCode } = connection;
  const { organizerName, printedAt } = await printing(queries, organizerId, now);
  const data: PriceTypesAndHoldsData = {
    printedAt,
    organizerName,
    institutionCode,
    priceTypes: await queries.rows(sql`
      select price_type_code as code, name from price_types
      where organizer_id = ${organizerId} and channel_kind = 'reseller' order by price_type_code`),
    holds: await queries.rows(sql`
      select hold_code as code, name from holds where organizer_id = ${organizerId} and hold_code = ${holdCode}`),
  };
  return {
    fileName: `Tarifs et réserves (${organizerId}) ${printedAt.local.slice(0, 10)}.pdf`,
    content: priceTypesAndHolds(data),
    printedAt,
  };
}
