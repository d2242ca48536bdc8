import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { KnownSalesTransaction } from "@allotement/reseller/restore/known-sales.ts";
import { asJson, assert, seatKey } from "./constraints.ts";
import { memorySequencer } from "./network.feed.ts";
import { insertLine, putBasket } from "./network.sales.ts";
import { memoryContingentSeats } from "./network.seats.ts";
import type { NetworkLine, NetworkTables } from "./network.tables.ts";

/** What is given back to a reseller that was restored from a backup (rule 10). */
export function memoryKnownSales(tables: NetworkTables): KnownSalesTransaction {
  const { numbered, performances, barcodes } = tables;
  return {
    ...memoryContingentSeats(tables),
    ...memorySequencer(tables),
    lockInstitution: async () => ({ streamId: tables.streamId.get(), restoring: tables.restoring.get() }),
    hashAt: async (sequence) => numbered.rows.find((event) => event.sequence === sequence)?.hash ?? undefined,
    performanceExists: async (performanceNumber) => performances.get(performanceNumber) !== undefined,
    async lineOfSale(saleEventId) {
      const line = lineOfSale(tables, saleEventId);
      if (!line) return undefined;
      const { performanceNumber, seatCode, grant, cancelledAt } = line;
      return { performanceNumber, seatCode, grant, cancelled: cancelledAt !== null };
    },
    barcodeTaken: async (barcode) => barcodes.get(barcode) !== undefined,
    insertKnownSale: async (event, basketId) => insertKnownSale(tables, event, basketId),
    async cancelKnownSale(saleEventId, cancelledAt) {
      const line = lineOfSale(tables, saleEventId);
      if (line?.cancelledAt !== null) throw new Error("a line was given back and is not there");
      const lines = (tables.lines.get(line.orderId) ?? []).map((one) =>
        one.lineId === line.lineId ? { ...one, cancelledAt: new Date(cancelledAt) } : one,
      );
      tables.lines.put(line.orderId, lines);
      tables.soldSeats.remove(seatKey(line.performanceNumber, line.seatCode));
    },
    async appendEvent({ sequence, previousHash, hash, ...facts }) {
      const eventId = facts.eventId.toLowerCase();
      const recorded = tables.drawRecorded();
      assert(tables.eventIds.get(eventId) === undefined, "one event for one id");
      assert(sequence > (numbered.rows.at(-1)?.sequence ?? 0), "numbers of the feed rise");
      tables.eventIds.put(eventId, recorded);
      numbered.append({ recorded, facts: asJson(facts), sequence, previousHash, hash });
    },
    endRestoring: async () => tables.restoring.set(false),
  };
}

function lineOfSale({ lines }: NetworkTables, saleEventId: string): NetworkLine | undefined {
  const wanted = saleEventId.toLowerCase();
  for (const order of lines.rows())
    for (const line of order) if (line.saleEventId.toLowerCase() === wanted) return line;
  return undefined;
}

/** The seller's name and the basket are lost for good; the order stands without them under a basket of its own. */
function insertKnownSale(tables: NetworkTables, event: FeedEvent, ownBasketId: string): void {
  const orderId = event.orderId.toLowerCase();
  const { performanceNumber, pointOfSale } = event;
  const soldAt = new Date(event.soldAt);
  if (!tables.orders.get(orderId)) {
    const basketId = ownBasketId.toLowerCase();
    assert(tables.baskets.get(basketId) === undefined, "one basket for one id");
    const seller = { pointOfSale, userName: "" };
    putBasket(tables, {
      basketId,
      performanceNumber,
      state: "sold",
      expiresAt: soldAt,
      createdAt: soldAt,
      ...seller,
    });
    const order = { orderId, basketId, bodyHash: "", performanceNumber, ...seller };
    tables.orders.put(orderId, { ...order, holder: event.holder ? { ...event.holder } : null, soldAt });
    tables.orderOfBasket.put(basketId, orderId);
  }
  const line: NetworkLine = {
    orderId,
    performanceNumber,
    lineId: Number(event.lineId),
    seatCode: event.seatCode,
    grant: event.grant,
    priceTypeCode: event.priceTypeCode,
    seatCategoryCode: event.seatCategoryCode,
    faceValueCents: event.faceValueCents,
    venueFeeCents: event.venueFeeCents,
    organizerFeeCents: event.organizerFeeCents,
    resellerFeeCents: event.resellerFeeCents,
    saleEventId: event.eventId.toLowerCase(),
    barcode: event.barcode,
    cancelledAt: null,
  };
  const before = tables.lines.get(orderId) ?? [];
  assert(!before.some(({ lineId }) => lineId === line.lineId), "one line for one number of an order");
  insertLine(tables, line);
  tables.lines.put(
    orderId,
    [...before, line].sort((one, other) => one.lineId - other.lineId),
  );
}
