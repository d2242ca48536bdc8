import { sql } from "@allotement/platform/database/database.ts";
import type { House, Person } from "./house.fixture.ts";
import { password } from "./house.fixture.ts";

/** For tests: a hall of 12 seats, prices, a show of two performances and all that selling needs, set up over HTTP. */

function row(label: string, category: string, y: number, count: number) {
  const seats = Array.from({ length: count }, (_, index) => ({
    seat_guid: `${label}${index + 1}`,
    seat_number: String(index + 1),
    category,
    position: { x: 20 * index, y: 0 },
  }));
  return { row_number: label, position: { x: 0, y }, seats };
}

/** Seats 1–8 stand in rows A and B of the stalls (CARRE OR, CATEGORIE 1), 9–12 in the balcony (CATEGORIE 1). */
export const smallPlan = {
  name: "PETITE SALLE",
  size: { width: 400, height: 300 },
  categories: [
    { name: "CARRE OR", color: "#DB7613" },
    { name: "CATEGORIE 1", color: "#cf013b" },
  ],
  zones: [
    {
      name: "ORCHESTRE",
      floor: "REZ-DE-CHAUSSEE",
      position: { x: 10, y: 100 },
      rows: [row("A", "CARRE OR", 0, 4), row("B", "CATEGORIE 1", 20, 4)],
    },
    {
      name: "BALCON",
      floor: "ETAGE",
      position: { x: 10, y: 200 },
      rows: [row("C", "CATEGORIE 1", 0, 4)],
    },
  ],
};

export type Season = Awaited<ReturnType<typeof setUpSeason>>;

/** Every number that the organizer's set-up was given. */
export async function setUpSeason(house: House, organizerId: number) {
  const support = await house.organizer(organizerId);
  const make = async (url: string, body: unknown) => {
    const { status, body: answer } = await support.post(url, body);
    if (status !== 201) throw new Error(`${url}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  };
  await make("/api/operators", { initials: "CLE", name: "Clerk", role: "clerk", password });
  await make("/api/operators", { initials: "TKN", name: "TICKETNET", role: "system" });
  const { hallCode } = await make("/api/halls", { plan: JSON.stringify(smallPlan) });
  const { holdCode } = await make("/api/holds", { name: "TICKETNET", serial: 7 });
  const { priceTypeCode } = await make("/api/price-types", { name: "PLEIN TARIF", channelKind: "counter" });
  const { priceTypeCode: resellerPriceTypeCode } = await make("/api/price-types", {
    name: "TICKETNET PLEIN TARIF",
    channelKind: "reseller",
    serial: 14,
  });
  const { showGroupId } = await make("/api/show-groups", { name: "OPERAS" });
  const { showNumber } = await make("/api/shows", { showGroupId, hallCode, title: "ORPHEE ET EURYDICE" });
  const { performanceNumbers } = await make(`/api/shows/${showNumber}/performances`, {
    performances: [
      { localDate: "2026-03-03", localTime: "19:00" },
      { localDate: "2026-03-08", localTime: "13:00" },
    ],
  });
  const { seatCategories } = (await support.get("/api/seat-categories")).body;
  const amounts = { faceValueCents: 4_800, venueFeeCents: 100, organizerFeeCents: 0 };
  const lines = [priceTypeCode, resellerPriceTypeCode].flatMap((type) =>
    seatCategories.map(({ seatCategoryCode }: { seatCategoryCode: number }) => ({
      priceTypeCode: type,
      seatCategoryCode,
      ...amounts,
    })),
  );
  await make(`/api/shows/${showNumber}/price-grids`, { validFrom: "2025-09-01T00:00:00.000Z", lines });
  const { salesChannelId } = await make("/api/sales-channels", { name: "GUICHET", kind: "counter" });
  const { customerAccountId } = await make("/api/customer-accounts", { name: "TICKETNET" });
  const { paymentMethodId } = await make("/api/payment-methods", { name: "ESPECES", kind: "cash" });
  const { paymentMethodId: invoiceMethodId } = await make("/api/payment-methods", {
    name: "FACTURE TICKETNET",
    kind: "invoice",
    customerAccountId,
  });
  await house.database.run(sql`
    insert into resellers (organizer_id, reseller_id, connector, name)
    values (${organizerId}, 1, 'ticketnet', 'TICKETNET')`);
  const clerk: Person = await house.signedIn(organizerId, "CLE");
  const performanceNumber: number = performanceNumbers[0];
  return {
    organizerId,
    support,
    clerk,
    hallCode: Number(hallCode),
    holdCode: Number(holdCode),
    priceTypeCode: Number(priceTypeCode),
    resellerPriceTypeCode: Number(resellerPriceTypeCode),
    showGroupId: Number(showGroupId),
    showNumber: Number(showNumber),
    performanceNumber,
    otherPerformanceNumber: Number(performanceNumbers[1]),
    salesChannelId: Number(salesChannelId),
    customerAccountId: Number(customerAccountId),
    paymentMethodId: Number(paymentMethodId),
    invoiceMethodId: Number(invoiceMethodId),
    /** Sells seats of the first performance at the counter, as the clerk. */
    sell: (seatCodes: number[], change: object = {}, who = clerk) =>
      who.post(`/api/performances/${performanceNumber}/counter-sales`, {
        seatCodes,
        priceTypeCode,
        paymentMethodId,
        ...change,
      }),
  };
}
