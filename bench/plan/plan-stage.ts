import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { performancesCreated, showCreated, showGroupCreated } from "@allotement/boxoffice/api/programme.ts";
import { type ServerProcess, startServerProcess } from "../../dev/constellation.ts";
import { allot } from "../../dev/seed/exchange.ts";
import { connect, openInstitution, setUpNetwork } from "../../dev/seed/network.ts";
import { anything, setUpVenue, type Venue } from "../../dev/seed/venue.ts";

/** A performance with every seat at the network, in a hall of that drawing. */
export interface PlanStage {
  boxofficeUrl: string;
  venue: Venue;
  performanceNumber: number;
  close(): Promise<void>;
}

/** Both servers as processes with databases of their own; what it starts, `close` ends. */
export async function openPlanStage(plan: string, tell: (line: string) => void): Promise<PlanStage> {
  const directory = await mkdtemp(join(tmpdir(), "allotement-plan-"));
  const servers: ServerProcess[] = [];
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const setupToken = "a set-up token for measuring";
    const start = async (name: "boxoffice" | "reseller", extra: Record<string, string>) => {
      const { PATH } = process.env;
      const shared = { PATH, PORT: "0", SETUP_TOKEN: setupToken, LOG_LEVEL: "error" };
      const environment = { ...shared, DATA_DIRECTORY: join(directory, name), ...extra };
      const server = await startServerProcess(name, environment, {
        show: (line) => tell(`${name}: ${line.trim()}`),
      });
      servers.push(server);
      return server.url;
    };
    const boxofficeUrl = await start("boxoffice", { ALLOW_PRIVATE_RESELLER: "true" });
    const resellerUrl = await start("reseller", {
      CALLS_PER_MINUTE: "1000000",
      SEATS_PER_MINUTE: "100000000",
    });
    const network = await setUpNetwork(resellerUrl, setupToken);
    const organizer = { organizerId: 669, name: "SOCIETE DE LA GRANDE ARENE" };
    const institution = { ...organizer, institutionCode: 9999 };
    const credential = { userName: "arene", password: "une-longue-phrase" };
    const venue = await setUpVenue(boxofficeUrl, setupToken, organizer, plan);
    await openInstitution(network, venue, institution, credential);
    await connect(venue, resellerUrl, institution.institutionCode, credential);
    tell(`a hall of ${venue.capacity} seats; all of them go to the network …`);
    return { boxofficeUrl, venue, performanceNumber: await allotted(venue), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function allotted(venue: Venue): Promise<number> {
  const { support, clerk, hallCode } = venue;
  const { showGroupId } = await support.send(
    "POST",
    "/api/show-groups",
    { name: "CONCERTS" },
    showGroupCreated,
  );
  const show = { showGroupId, hallCode, title: "LE GRAND CONCERT" };
  const { showNumber } = await support.send("POST", "/api/shows", show, showCreated);
  const lines = [...venue.categories.values()].map((seatCategoryCode) => ({
    priceTypeCode: venue.ticketnet.fullPrice,
    seatCategoryCode,
    faceValueCents: 4_800,
    venueFeeCents: 100,
    organizerFeeCents: 0,
  }));
  const grid = { validFrom: "2020-01-01T00:00:00.000Z", lines };
  await support.send("POST", `/api/shows/${showNumber}/price-grids`, grid, priceGridCreated);
  const performances = [{ localDate: "2099-05-09", localTime: "20:00" }];
  const path = `/api/shows/${showNumber}/performances`;
  const { performanceNumbers } = await support.send("POST", path, { performances }, performancesCreated);
  const [performanceNumber = 0] = performanceNumbers;
  const held = { holdCode: venue.interfaceBlock.holdCode, seatCodes: "all" };
  await support.send("POST", `/api/performances/${performanceNumber}/holds`, held, anything);
  const run = await allot(clerk, showNumber, [performanceNumber]);
  if (run.seats.accepted !== venue.capacity) throw new Error(`${run.seats.accepted} seats were accepted`);
  return performanceNumber;
}
