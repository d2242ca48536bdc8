import { readFile } from "node:fs/promises";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { performancesCreated, showCreated, showGroupCreated } from "@allotement/boxoffice/api/programme.ts";
import { connect, type Network, openInstitution, setUpNetwork } from "../dev/seed/network.ts";
import { petiteScene } from "../dev/seed/people.ts";
import { anything, setUpVenue, type Venue } from "../dev/seed/venue.ts";

/** The small hall with one show of `count` performances in 2099, every seat in the interface's hold. */
export interface SmallWorld {
  venue: Venue;
  network: Network;
  showNumber: number;
  performances: number[];
}

export const smallCredential = { userName: "scene", password: "une-longue-phrase" };

/** Sets up both servers for the small hall, through their own calls. `exchangeUrl`: where the venue finds the network. */
export async function setUpSmallWorld(
  urls: { boxofficeUrl: string; resellerUrl: string; setupToken: string; exchangeUrl?: string },
  count: number,
): Promise<SmallWorld> {
  const plan = await readFile(new URL("../dev/seed/petite-scene.json", import.meta.url), "utf8");
  const network = await setUpNetwork(urls.resellerUrl, urls.setupToken);
  const venue = await setUpVenue(urls.boxofficeUrl, urls.setupToken, petiteScene, plan);
  await openInstitution(network, venue, petiteScene, smallCredential);
  await connect(venue, urls.exchangeUrl ?? urls.resellerUrl, petiteScene.institutionCode, smallCredential);
  const { support, hallCode } = venue;
  const { showGroupId } = await support.send(
    "POST",
    "/api/show-groups",
    { name: "THEATRE" },
    showGroupCreated,
  );
  const show = { showGroupId, hallCode, title: "LES BONNES" };
  const { showNumber } = await support.send("POST", "/api/shows", show, showCreated);
  const lines = [venue.ticketnet.fullPrice, venue.counter.fullPrice].flatMap((priceTypeCode) =>
    [...venue.categories.values()].map((seatCategoryCode) => ({
      priceTypeCode,
      seatCategoryCode,
      faceValueCents: 2800,
      venueFeeCents: 100,
      organizerFeeCents: 0,
    })),
  );
  const path = `/api/shows/${showNumber}`;
  await support.send(
    "POST",
    `${path}/price-grids`,
    { validFrom: "2020-01-01T00:00:00.000Z", lines },
    priceGridCreated,
  );
  const performances = Array.from({ length: count }, (_, day) => ({
    localDate: `2099-05-${String(day + 1).padStart(2, "0")}`,
    localTime: "20:00",
  }));
  const created = await support.send("POST", `${path}/performances`, { performances }, performancesCreated);
  const { holdCode } = venue.interfaceBlock;
  for (const number of created.performanceNumbers)
    await support.send("POST", `/api/performances/${number}/holds`, { holdCode, seatCodes: "all" }, anything);
  return { venue, network, showNumber, performances: created.performanceNumbers };
}
