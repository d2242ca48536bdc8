import { hallCodes } from "@allotement/boxoffice/api/halls.ts";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { performancesCreated, showCreated, showGroupCreated } from "@allotement/boxoffice/api/programme.ts";
import { type Caller, signedIn } from "../../chaos/caller.ts";
import { connect, openInstitution, setUpNetwork } from "../../dev/seed/network.ts";
import { boxofficePeople, demoPassword, petiteScene, resellerPeople } from "../../dev/seed/people.ts";
import { anything, setUpVenue, type Venue } from "../../dev/seed/venue.ts";
import type { House } from "../scenario.ts";

/** What the scenario's numbers are called on these servers, who drew numbers of their own. */
export interface Stage {
  institutionCode: number;
  /** The scenario's number → the server's. */
  shows: Map<number, number>;
  performances: Map<number, { performanceNumber: number; showNumber: number }>;
  holds: { interface: number; other: number };
  counterPrice: number;
  networkPrice: number;
  seatCategory: number;
  cashMethod: number;
  credential: { userName: string; password: string };
}

export interface People {
  /** By the scenario's number of the operator; the first is support, who alone may give up. */
  operators: Record<1 | 2, Caller>;
  manager: Caller;
  seller: Caller;
}

export const amounts = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
const credential = { userName: "scene", password: "une-longue-phrase" };
const farZone = "FOND";

/** A hall of one row; where a zone is to be unknown at the network, the last seat stands in it. */
function planOf({ seats, unknownZone }: House): string {
  const zone = (name: string, first: number, count: number) => ({
    name,
    floor: "REZ-DE-CHAUSSEE",
    position: { x: 10, y: 10 + 100 * first },
    rows: [
      {
        row_number: name === farZone ? "Z" : "A",
        position: { x: 0, y: 0 },
        seats: Array.from({ length: count }, (_, index) => ({
          seat_guid: `${name}${index + 1}`,
          seat_number: String(first + index),
          category: "CARRE OR",
          position: { x: 20 * index, y: 0 },
        })),
      },
    ],
  });
  const zones = unknownZone
    ? [zone("ORCHESTRE", 1, seats - 1), zone(farZone, seats, 1)]
    : [zone("ORCHESTRE", 1, seats)];
  const categories = [{ name: "CARRE OR", color: "#db7613" }];
  return JSON.stringify({ name: "PETITE SALLE", size: { width: 400, height: 1000 }, categories, zones });
}

/** Sets up the scenario's house on both servers, through calls only. */
export async function setUpStage(
  house: House,
  urls: { boxofficeUrl: string; resellerUrl: string; exchangeUrl: string; setupToken: string },
): Promise<Stage> {
  const { institutionCode } = petiteScene;
  const network = await setUpNetwork(urls.resellerUrl, urls.setupToken);
  const venue = await setUpVenue(urls.boxofficeUrl, urls.setupToken, petiteScene, planOf(house));
  await openInstitution(network, venue, petiteScene, credential);
  const institution = `/api/institutions/${institutionCode}`;
  await network.manager.send("PATCH", institution, { basketMinutes: house.basketMinutes }, anything);
  if (house.unknownZone) {
    const { codes } = await venue.support.get(`/api/halls/${venue.hallCode}/codes`, hallCodes);
    const known = codes.filter(({ hallCode, label }) => hallCode === venue.hallCode && label !== farZone);
    const body = { codes: known.map(({ kind, code, label }) => ({ kind, code, label })) };
    await network.manager.send("PUT", `${institution}/codes/${venue.hallCode}`, body, anything);
  }
  const { onPriceMismatch } = house;
  const connected = { ...venue, interfaceBlock: { ...venue.interfaceBlock, onPriceMismatch } };
  await connect(connected, urls.exchangeUrl, institutionCode, credential);
  const [seatCategory = 0] = venue.categories.values();
  return {
    institutionCode,
    ...(await setUpShows(house, venue, seatCategory)),
    holds: { interface: venue.interfaceBlock.holdCode, other: venue.invitationsHold },
    counterPrice: venue.counter.fullPrice,
    networkPrice: venue.ticketnet.fullPrice,
    seatCategory,
    cashMethod: venue.cashMethod,
    credential,
  };
}

async function setUpShows(
  house: House,
  { support, hallCode, counter, ticketnet }: Venue,
  seatCategoryCode: number,
): Promise<Pick<Stage, "shows" | "performances">> {
  const group = { name: "THEATRE" };
  const { showGroupId } = await support.send("POST", "/api/show-groups", group, showGroupCreated);
  const stage: Pick<Stage, "shows" | "performances"> = { shows: new Map(), performances: new Map() };
  for (const { number, performances } of house.shows) {
    const show = { showGroupId, hallCode, title: `SPECTACLE ${number}` };
    const { showNumber } = await support.send("POST", "/api/shows", show, showCreated);
    stage.shows.set(number, showNumber);
    const lines = [
      { ...amounts, seatCategoryCode, priceTypeCode: counter.fullPrice },
      { ...amounts, seatCategoryCode, priceTypeCode: ticketnet.fullPrice, resellerFeeCents: 480 },
    ];
    const grid = { validFrom: "2026-01-01T00:00:00.000Z", lines };
    await support.send("POST", `/api/shows/${showNumber}/price-grids`, grid, priceGridCreated);
    const dates = performances.map((_, index) => ({
      localDate: house.localDate.replace(/\d+$/, (day) => String(Number(day) + index)),
      localTime: house.localTime,
    }));
    const created = await support.send(
      "POST",
      `/api/shows/${showNumber}/performances`,
      { performances: dates },
      performancesCreated,
    );
    created.performanceNumbers.forEach((performanceNumber, index) => {
      stage.performances.set(performances[index] ?? 0, { performanceNumber, showNumber });
    });
  }
  return stage;
}

export async function signPeopleIn(boxofficeUrl: string, resellerUrl: string): Promise<People> {
  const { organizerId } = petiteScene;
  const operator = (initials: string) =>
    signedIn(boxofficeUrl, "/api/sign-in", { organizerId, initials, password: demoPassword });
  const staff = (userName: string) =>
    signedIn(resellerUrl, "/api/session", { userName, password: demoPassword });
  const [clerk, , support] = boxofficePeople;
  const [manager, seller] = resellerPeople;
  return {
    operators: { 1: await operator(support.initials), 2: await operator(clerk.initials) },
    manager: await staff(manager.userName),
    seller: await staff(seller.userName),
  };
}
