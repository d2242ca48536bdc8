import { z } from "zod";
import {
  cents,
  code,
  instant,
  label,
  localDate,
  localTime,
  sequence,
  sha256Hex,
  timeZone,
} from "../fields.ts";

/** At most this many events on one page of the feed. */
export const eventsPerPage = 500;

export const salesQuery = z.strictObject({
  after: z.coerce.number().pipe(sequence),
  limit: z.coerce.number().pipe(z.int().min(1).max(eventsPerPage)).default(eventsPerPage),
});

const holder = { surname: label, firstName: label };

const feedEventFields = {
  sequence: z.int().min(1),
  eventId: z.uuid(),
  kind: z.enum(["sale", "cancellation"]),
  orderId: z.string().min(1).max(64),
  lineId: z.string().min(1).max(64),
  /** On a cancellation: the `eventId` of the sale that it undoes. */
  refersTo: z.uuid().optional(),
  showNumber: code,
  performanceNumber: code,
  localDate,
  localTime,
  timeZone,
  seatCode: code,
  grant: z.int().min(1),
  priceTypeCode: code,
  seatCategoryCode: code,
  faceValueCents: cents,
  venueFeeCents: cents,
  organizerFeeCents: cents,
  resellerFeeCents: cents,
  currency: z.literal("EUR"),
  barcode: z.string().min(1).max(64),
  holder: z.object(holder).nullable(),
  pointOfSale: label,
  soldAt: instant,
};

/** One sale or cancellation, with its place in the hash chain. `hash` covers every other field (`feed-chain.ts`). */
export const feedEvent = z
  .object({ ...feedEventFields, previousHash: sha256Hex, hash: sha256Hex })
  .meta({ id: "FeedEvent" });
export type FeedEvent = z.infer<typeof feedEvent>;
/** The same, sent to the reseller: what is sent holds no field that the contract does not know. */
export const givenBackEvent = z
  .strictObject({ ...feedEvent.shape, holder: z.strictObject(holder).nullable() })
  .meta({ id: "GivenBackEvent" });
/** What is known of a sale before it has its number in the feed. */
export type SaleFacts = Omit<FeedEvent, "sequence" | "previousHash" | "hash">;

/** `GET /sales?after=N&limit=500` */
export const salesPage = z
  .object({ streamId: z.uuid().toLowerCase(), head: sequence, events: z.array(feedEvent) })
  .meta({ id: "SalesPage" });
export type SalesPage = z.infer<typeof salesPage>;

/** `POST /sales/acknowledgements`: cumulative; the reseller raises alarms with it and deletes nothing. */
export const acknowledgement = z
  .strictObject({ streamId: z.uuid(), upTo: sequence, hash: sha256Hex })
  .meta({ id: "Acknowledgement" });
export type Acknowledgement = z.infer<typeof acknowledgement>;

export const acknowledgementAnswer = z.object({ upTo: sequence }).meta({ id: "AcknowledgementAnswer" });
