import { safeFileName } from "@allotement/documents/file-name.ts";
import { type OnSaleData, onSaleDocument } from "@allotement/documents/on-sale/on-sale.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { NewShowWindow, OnSaleOrder } from "../../api/interface-allot.ts";
import { type PrintedDocument, type Printing, printing } from "../../house/print/print.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";

/** The on-sale document of a show as its window is filled in (R9.1); `window` names what the order gives as codes. */
export async function onSaleDocumentOf(
  queries: Queries,
  connection: ConnectionRow,
  order: OnSaleOrder,
  window: NewShowWindow,
  now: Date,
): Promise<PrintedDocument> {
  const made = await printing(queries, connection.organizerId, now);
  const data = await onSaleData(queries, connection, order, window, made);
  const name = safeFileName(`Mise en vente ${window.title}`, "Mise en vente");
  return {
    fileName: `${name} (${order.showNumber}).pdf`,
    content: onSaleDocument(data),
    printedAt: made.printedAt,
  };
}

async function onSaleData(
  queries: Queries,
  connection: ConnectionRow,
  { showNumber, newShow }: OnSaleOrder,
  window: NewShowWindow,
  { organizerName, printedAt }: Printing,
): Promise<OnSaleData> {
  const { organizerId, resellerId, institutionCode, holdCode } = connection;
  const hall = await queries.first<OnSaleData["hall"]>(sql`
    select hall_code as code, name, capacity from halls
    where organizer_id = ${organizerId}
      and hall_code = (select hall_code from shows where organizer_id = ${organizerId} and show_number = ${showNumber})`);
  if (!hall) throw new Error(`the show ${showNumber} has no hall`);
  const priceTypeNames = new Map(window.lines.map((line) => [line.priceTypeCode, line.priceTypeName]));
  const categoryNames = new Map(window.lines.map((line) => [line.seatCategoryCode, line.seatCategoryName]));
  return {
    printedAt,
    organizerName,
    institutionCode,
    show: { number: showNumber, title: window.title },
    hall,
    comment: newShow.comment,
    prices: newShow.lines.map(({ priceTypeCode, seatCategoryCode, ...amounts }) => ({
      priceTypeName: priceTypeNames.get(priceTypeCode) ?? String(priceTypeCode),
      seatCategoryName: categoryNames.get(seatCategoryCode) ?? String(seatCategoryCode),
      ...amounts,
    })),
    seatCategories: [...categoryNames].sort(([a], [b]) => a - b).map(([code, name]) => ({ code, name })),
    holds: await queries.rows(sql`
      select hold_code as code, name from holds where organizer_id = ${organizerId} and hold_code = ${holdCode}`),
    priceTypes: await queries.rows(sql`
      select price_type_code as code, name from price_types join interface_price_types using (organizer_id, price_type_code)
      where organizer_id = ${organizerId} and reseller_id = ${resellerId} order by 1`),
  };
}
