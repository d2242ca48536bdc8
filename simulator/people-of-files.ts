import { type FileLine, owedOf } from "@allotement/boxoffice/interface/import-sales/judge-line.ts";
import { receiveLines } from "@allotement/boxoffice/interface/import-sales/receive-lines.ts";
import type { SaleFacts } from "@allotement/protocol/messages/sales.ts";
import type { ResellerServer } from "./reseller.ts";
import type { Action } from "./scenario.ts";
import type { VenueServer } from "./venue.ts";

type Of<Kind extends Action["do"]> = Extract<Action, { do: Kind }>;

/** Sales files on their way from one side to the other: by mail, whatever the line does. */
export type SalesFiles = Map<number, readonly FileLine[]>;

/** The network exports its books as they stand: everything that was told, or what is still sold. */
export async function writeSalesFile(
  server: ResellerServer,
  files: SalesFiles,
  { file, only }: Of<"writeSalesFile">,
): Promise<string> {
  const facts = (await server.view()).events.map((event) => event.facts);
  const undone = new Set(facts.map(({ refersTo }) => refersTo));
  const told = facts.filter(
    ({ kind, eventId }) => only === "all" || (kind === "sale" && !undone.has(eventId)),
  );
  const writtenAt = server.process.clock.now().toISOString();
  files.set(
    file,
    told.map((one) => lineOf(one, writtenAt)),
  );
  return `${told.length} lines written`;
}

function lineOf(facts: SaleFacts, soldAt: string): FileLine {
  const { kind, barcode, showNumber, performanceNumber, localDate, localTime, timeZone, seatCode } = facts;
  const { priceTypeCode, seatCategoryCode, holder } = facts;
  return {
    ...{ kind, barcode, showNumber, performanceNumber, localDate, localTime, timeZone, seatCode },
    ...{ priceTypeCode, seatCategoryCode, totalCents: owedOf(facts), holder, soldAt },
  };
}

/** Support reads a file, its lines in any order. */
export async function readSalesFile(
  server: VenueServer,
  files: SalesFiles,
  { file, order }: Of<"readSalesFile">,
): Promise<string> {
  const lines = files.get(file);
  if (!lines) return "never written";
  const mixed = lines.map((line, index) => ({ line, place: ((index + 1) * (order + 7_919)) % 10_007 }));
  mixed.sort((one, other) => one.place - other.place);
  const at = server.process.clock.now();
  const outcomes = await receiveLines(
    server.interface,
    mixed.map(({ line }) => line),
    at,
    false,
  );
  return JSON.stringify(outcomes?.map(({ outcome }) => outcome) ?? "nothing exchanged");
}
