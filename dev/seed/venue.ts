import { hallCreated } from "@allotement/boxoffice/api/halls.ts";
import { holdCreated } from "@allotement/boxoffice/api/holds.ts";
import {
  customerAccountCreated,
  paymentMethodCreated,
  salesChannelCreated,
} from "@allotement/boxoffice/api/journal.ts";
import { operatorCreated, organizerCreated } from "@allotement/boxoffice/api/people.ts";
import { priceTypeCreated, seatCategoryList } from "@allotement/boxoffice/api/prices.ts";
import { z } from "zod";
import { boxofficeOperator, type Client, client } from "./client.ts";
import { boxofficePeople, demoPassword } from "./people.ts";

/** What a venue sets up before anything is sold (R3), with the codes that it got. */
export interface Venue {
  organizerId: number;
  support: Client;
  clerk: Client;
  hallCode: number;
  capacity: number;
  /** Category name → code. */
  categories: Map<string, number>;
  counter: { fullPrice: number; reduced: number; child: number };
  ticketnet: { fullPrice: number; member: number; promotion: number; child: number };
  cashMethod: number;
  interfaceBlock: {
    operatorId: number;
    holdCode: number;
    paymentMethodId: number;
    salesChannelId: number;
    priceTypeCodes: number[];
  };
  invitationsHold: number;
}

/** Sets a venue up through the box office's own calls: people, hall, price types, channels, the interface's elements. */
export async function setUpVenue(
  url: string,
  setupToken: string,
  organizer: { organizerId: number; name: string },
  plan: string,
  hallName?: string,
): Promise<Venue> {
  const { organizerId, name } = organizer;
  const [, , first] = boxofficePeople;
  const founder = { initials: first.initials, name: first.name, password: demoPassword };
  await client(url, setupToken).send(
    "POST",
    "/api/organizers",
    { organizerId, name, operator: founder },
    organizerCreated,
  );
  const support = await boxofficeOperator(url, organizerId, first.initials, demoPassword);
  for (const person of boxofficePeople.slice(0, 2))
    await support.send("POST", "/api/operators", { ...person, password: demoPassword }, operatorCreated);
  const clerk = await boxofficeOperator(url, organizerId, "tuto", demoPassword);
  const hall = await support.send(
    "POST",
    "/api/halls",
    { plan, ...(hallName ? { name: hallName } : {}) },
    hallCreated,
  );
  const { seatCategories } = await support.get("/api/seat-categories", seatCategoryList);
  const priceType = async (type: string, channelKind: string, serial: number) =>
    (await support.send("POST", "/api/price-types", { name: type, channelKind, serial }, priceTypeCreated))
      .priceTypeCode;
  const hold = async (label: string, serial: number) =>
    (await support.send("POST", "/api/holds", { name: label, serial }, holdCreated)).holdCode;
  const channel = async (label: string, kind: string) =>
    (await support.send("POST", "/api/sales-channels", { name: label, kind }, salesChannelCreated))
      .salesChannelId;
  const method = async (body: Record<string, unknown>) =>
    (await support.send("POST", "/api/payment-methods", body, paymentMethodCreated)).paymentMethodId;

  const account = await support.send(
    "POST",
    "/api/customer-accounts",
    { name: "TICKETNET" },
    customerAccountCreated,
  );
  const { operatorId } = await support.send(
    "POST",
    "/api/operators",
    { initials: "TKN", name: "TICKETNET", role: "system" },
    operatorCreated,
  );
  const { customerAccountId } = account;
  await channel("GUICHET", "counter");
  const salesChannelId = await channel("TICKETNET", "reseller");
  const cashMethod = await method({ name: "ESPECES", kind: "cash" });
  await method({ name: "CARTE BANCAIRE", kind: "card" });
  const paymentMethodId = await method({ name: "Facture TicketNet", kind: "invoice", customerAccountId });
  const counter = {
    fullPrice: await priceType("PLEIN TARIF", "counter", 1),
    reduced: await priceType("TARIF REDUIT", "counter", 2),
    child: await priceType("ENFANT-12", "counter", 3),
  };
  const ticketnet = {
    fullPrice: await priceType("TICKETNET PLEIN TARIF", "reseller", 14),
    member: await priceType("TICKETNET ADHERENT", "reseller", 15),
    promotion: await priceType("TICKETNET PROMOTION", "reseller", 20),
    child: await priceType("TICKETNET ENFANT-12", "reseller", 21),
  };
  const holdCode = await hold("TICKETNET", 7);
  const invitationsHold = await hold("INVITATIONS", 8);
  return {
    organizerId,
    support,
    clerk,
    hallCode: hall.hallCode,
    capacity: hall.capacity,
    categories: new Map(seatCategories.map((category) => [category.name, category.seatCategoryCode])),
    counter,
    ticketnet,
    cashMethod,
    invitationsHold,
    interfaceBlock: {
      operatorId,
      holdCode,
      paymentMethodId,
      salesChannelId,
      priceTypeCodes: Object.values(ticketnet),
    },
  };
}

export const anything = z.unknown();
