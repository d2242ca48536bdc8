import { decodeLine, encodeText, writableText } from "./charset.ts";
import { readMoment, readPrice, withoutZeros, writeMoment, writePrice } from "./fields.ts";
import type { FileHolder, FileTicket, LineRead, SalesFileLayout } from "./file-ticket.ts";

/** Where each field stands: offset and length in bytes (docs/documents.md). */
const places = {
  label: [0, 10],
  moment: [10, 16],
  cancelled: [26, 1],
  category: [27, 2],
  priceType: [29, 10],
  fiscalNumber: [39, 10],
  zone: [49, 4],
  row: [53, 4],
  seat: [57, 4],
  price: [61, 10],
  currency: [71, 3],
  ticketId: [74, 16],
  surname: [106, 32],
  firstName: [138, 32],
  city: [170, 25],
  postcode: [195, 5],
  country: [200, 7],
  bankId: [207, 6],
} as const satisfies Record<string, readonly [number, number]>;
type Place = keyof typeof places;

/** Bytes of a line without its end: without a buyer, with one. */
const bare: readonly number[] = [106, 107];
const withBuyer = 214;

/** TicketNet («tkn»): fixed width, one ticket a line. */
export const ticketNet: SalesFileLayout = {
  reader: () => readLine,
  write: (tickets) =>
    encodeText(tickets.map((ticket) => `${fill(fieldsOf(ticket), ticket.holder)}\n`).join("")),
};

function readLine(bytes: Uint8Array): LineRead {
  if (bytes.length === 0) return { nothing: "empty" };
  if (bytes.length !== withBuyer && !bare.includes(bytes.length)) return { fault: "wrongLength" };
  const text = decodeLine(bytes);
  if (text === undefined) return { fault: "wrongCharacters" };
  const field = (place: Place) => {
    const [at, length] = places[place];
    return text.slice(at, at + length).trim();
  };
  const moment = readMoment(field("moment"));
  if (!moment) return { fault: "wrongDate", field: field("moment") };
  const mark = field("cancelled");
  // Any other letter may mean a sale or not: nobody guesses with money.
  if (mark !== "" && mark !== "A" && mark !== "V") return { fault: "wrongKind", field: mark };
  const priceCents = readPrice(field("price"));
  if (priceCents === undefined) return { fault: "wrongPrice", field: field("price") };
  if (field("currency") !== "EUR") return { fault: "wrongCurrency", field: field("currency") };
  for (const place of ["ticketId", "priceType", "zone", "row", "seat"] as const)
    if (field(place) === "") return { fault: "fieldEmpty", field: place };
  const ticket: FileTicket = {
    kind: mark === "A" ? "cancellation" : "sale",
    ...moment,
    ticketId: field("ticketId"),
    priceTypeCode: field("priceType"),
    categoryCode: field("category"),
    clientCategory: "",
    zoneCode: field("zone"),
    row: withoutZeros(field("row")),
    seat: withoutZeros(field("seat")),
    priceCents,
    holder: bytes.length === withBuyer ? holderOf(field) : null,
  };
  return { ticket };
}

function holderOf(field: (place: Place) => string): FileHolder {
  return {
    surname: field("surname"),
    firstName: field("firstName"),
    postcode: field("postcode"),
    country: field("country"),
  };
}

function fieldsOf(ticket: FileTicket): Partial<Record<Place, string>> {
  return {
    moment: writeMoment(ticket),
    cancelled: ticket.kind === "cancellation" ? "A" : " ",
    category: ticket.categoryCode,
    priceType: ticket.priceTypeCode,
    zone: ticket.zoneCode,
    row: ticket.row.padStart(4, "0"),
    seat: ticket.seat.padStart(4, "0"),
    price: writePrice(ticket.priceCents).padStart(10, "0"),
    currency: "EUR",
    ticketId: ticket.ticketId,
  };
}

/** Words of a buyer are cut to their width; a code that does not fit is no code any more. */
function fill(fields: Partial<Record<Place, string>>, holder: FileHolder | null): string {
  const line = [" ".repeat(holder ? withBuyer : (bare[0] ?? 0))];
  const put = (place: Place, value: string) => {
    const [at, length] = places[place];
    if (value.length > length) throw new Error(`${place} "${value}" is longer than ${length} characters`);
    const whole = line[0] ?? "";
    line[0] = whole.slice(0, at) + value.padEnd(length) + whole.slice(at + length);
  };
  for (const place of Object.keys(places).filter(isPlace)) {
    const value = fields[place];
    if (value !== undefined) put(place, writableText(value));
  }
  if (holder)
    for (const place of ["surname", "firstName", "postcode", "country"] as const)
      put(place, writableText(holder[place]).slice(0, places[place][1]));
  return line[0] ?? "";
}

function isPlace(name: string): name is Place {
  return name in places;
}
