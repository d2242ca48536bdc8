import { hallCodes } from "@allotement/boxoffice/api/halls.ts";
import { basket, type Order, order } from "@allotement/reseller/api/point-of-sale.ts";
import { type Client, client, resellerStaff } from "./client.ts";
import { demoPassword, resellerPeople } from "./people.ts";
import { anything, type Venue } from "./venue.ts";

/** The network's people, signed in. */
export interface Network {
  manager: Client;
  seller: Client;
}

export async function setUpNetwork(url: string, setupToken: string): Promise<Network> {
  const founder = client(url, setupToken);
  for (const person of resellerPeople)
    await founder.send("POST", "/api/staff", { ...person, password: demoPassword }, anything);
  return {
    manager: await resellerStaff(url, "gestion", demoPassword),
    seller: await resellerStaff(url, "vente", demoPassword),
  };
}

/** Opens an institution for a venue: credentials, allow-list, and the codes of the venue's hall (R3.1, R11.1). */
export async function openInstitution(
  { manager }: Network,
  venue: Pick<Venue, "support" | "hallCode">,
  institution: { institutionCode: number; name: string },
  credential: { userName: string; password: string },
): Promise<void> {
  const { institutionCode, name } = institution;
  await manager.send("POST", "/api/institutions", { institutionCode, name }, anything);
  const path = `/api/institutions/${institutionCode}`;
  await manager.send("POST", `${path}/credentials`, credential, anything);
  await manager.send("PUT", `${path}/addresses`, { addresses: ["127.0.0.1", "::1"] }, anything);
  const { codes } = await venue.support.get(`/api/halls/${venue.hallCode}/codes`, hallCodes);
  for (const hallCode of new Set(codes.map((code) => code.hallCode))) {
    const part = codes.filter((code) => code.hallCode === hallCode);
    const body = { codes: part.map(({ kind, code, label }) => ({ kind, code, label })) };
    await manager.send("PUT", `${path}/codes/${hallCode}`, body, anything);
  }
}

/** Tells the venue's interface where its reseller is (R10). */
export async function connect(
  venue: Venue,
  resellerUrl: string,
  institutionCode: number,
  credential: { userName: string; password: string },
): Promise<void> {
  await venue.support.send(
    "PUT",
    "/api/interface/connection",
    {
      resellerName: "TICKETMASTER FRANCE",
      serverUrl: resellerUrl,
      institutionCode,
      ...credential,
      contactMail: "contact.ticketnet@example.org",
      ...venue.interfaceBlock,
    },
    anything,
  );
  // The network was given the codes when it was set up.
  await venue.support.send("POST", "/api/interface/connection/price-types-told", {}, anything);
}

export async function setStatus(
  { manager }: Network,
  institutionCode: number,
  showNumber: number,
  ...statuses: string[]
): Promise<void> {
  const path = `/api/institutions/${institutionCode}/shows/${showNumber}/status`;
  for (const status of statuses) await manager.send("PUT", path, { status }, anything);
}

/** A sale at a point of sale: basket, then order. */
export async function sellAtNetwork(
  seller: Client,
  institutionCode: number,
  performanceNumber: number,
  seatCodes: number[],
  priceTypeCode: number,
  holder: { surname: string; firstName: string } | null,
): Promise<Order> {
  const { basketId } = await seller.send(
    "POST",
    "/api/baskets",
    { institutionCode, performanceNumber, seatCodes },
    basket,
  );
  const lines = seatCodes.map((seatCode) => ({ seatCode, priceTypeCode }));
  return seller.send("POST", `/api/baskets/${basketId}/sale`, { holder, lines }, order);
}
