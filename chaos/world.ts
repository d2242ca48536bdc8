import { mkdtemp, rm } from "node:fs/promises";
import type { Database } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { allot } from "../dev/seed/exchange.ts";
import { setStatus } from "../dev/seed/network.ts";
import { boxofficePeople, demoPassword, petiteScene, resellerPeople } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { setUpSmallWorld } from "../e2e/small-world.ts";
import { bundle } from "../simulator/plant/bundle.ts";
import type { Planting } from "../simulator/plant/planting.ts";
import { type Caller, signedIn } from "./caller.ts";
import type { Stock } from "./clients.ts";
import { type FaultyProxy, type Forgery, startProxy } from "./proxy.ts";
import { openSide, type Side, type SideName } from "./side.ts";

/** Both servers as processes with their own PostgreSQL, the line between them, and the people who call them. */
export interface World {
  directory: string;
  sides: Record<SideName, Side>;
  proxy: FaultyProxy;
  stock: Stock;
  databases: Record<SideName, Database>;
  people: { clerk: Caller; support: Caller; seller: Caller };
  /** Who confirms what support does. */
  secondPerson: { initials: string; password: string };
  /** Ends every process; the data stays in `directory` where it is kept. */
  close(keep: boolean): Promise<void>;
}

export interface WorldOptions {
  plantings?: readonly Planting[];
  forge?: Forgery;
}

const setupToken = "a set-up token for chaos alone";

/** Starts everything on empty data and sets a small world up, through calls only. */
export async function startWorld({ plantings = [], forge }: WorldOptions = {}): Promise<World> {
  // Short: a socket's path must fit.
  const directory = await mkdtemp(`/tmp/allotement-chaos-${process.pid}-`);
  const program = await bundle("dev/crashing-server.ts", "chaos", plantings);
  const shared = { SETUP_TOKEN: setupToken, LOG_LEVEL: "error" };
  const open = (name: SideName, more: Record<string, string>) =>
    openSide(name, directory, program.file, { ...shared, ...more });
  const boxoffice = await open("boxoffice", { ALLOW_PRIVATE_RESELLER: "true" });
  const reseller = await open("reseller", { SIGN_INS_PER_MINUTE: "100000", CALLS_PER_MINUTE: "1000000" });
  const proxy = await startProxy(reseller.port, forge);
  const opened: Database[] = [];
  const close = async (keep: boolean) => {
    await Promise.all(opened.map((database) => database.close()));
    await Promise.all([boxoffice.close(), reseller.close()]);
    await proxy.close();
    await program.remove();
    if (!keep) await rm(directory, { recursive: true, force: true });
  };
  try {
    await Promise.all([boxoffice.start(), reseller.start()]);
    const stock = await setUp(boxoffice.url, reseller.url, proxy.url);
    const databaseOf = async (side: Side) => {
      const database = await openDatabase({
        ...(await side.connection()),
        poolSize: 3,
        applicationName: "allotement chaos",
      });
      opened.push(database);
      return database;
    };
    return {
      directory,
      sides: { boxoffice, reseller },
      proxy,
      stock,
      databases: { boxoffice: await databaseOf(boxoffice), reseller: await databaseOf(reseller) },
      people: await signIn(boxoffice.url, reseller.url),
      secondPerson: { initials: boxofficePeople[1].initials, password: demoPassword },
      close,
    };
  } catch (error) {
    await close(false);
    throw error;
  }
}

async function setUp(boxofficeUrl: string, resellerUrl: string, proxyUrl: string): Promise<Stock> {
  const small = await setUpSmallWorld({ boxofficeUrl, resellerUrl, setupToken, exchangeUrl: proxyUrl }, 3);
  const { venue, network, showNumber, performances } = small;
  const { institutionCode } = petiteScene;
  // Baskets run out during the rounds.
  await network.manager.send("PATCH", `/api/institutions/${institutionCode}`, { basketMinutes: 1 }, anything);
  // A third stays with the venue, for the counter.
  const seatCodes = Array.from({ length: Math.floor(venue.capacity / 3) }, (_, index) => 1 + 3 * index);
  for (const number of performances)
    await venue.support.send(
      "POST",
      `/api/performances/${number}/holds`,
      { holdCode: null, seatCodes },
      anything,
    );
  await allot(venue.clerk, showNumber, performances);
  await setStatus(network, institutionCode, showNumber, "announced", "onSale");
  return {
    institutionCode,
    showNumber,
    performances,
    seatCount: venue.capacity,
    networkPrice: venue.ticketnet.fullPrice,
    counterPrice: venue.counter.fullPrice,
    cashMethod: venue.cashMethod,
    holdCode: venue.interfaceBlock.holdCode,
  };
}

async function signIn(boxofficeUrl: string, resellerUrl: string): Promise<World["people"]> {
  const [{ initials: clerk }, , { initials: support }] = boxofficePeople;
  const { userName } = resellerPeople[1];
  const { organizerId } = petiteScene;
  const operator = (initials: string) =>
    signedIn(boxofficeUrl, "/api/sign-in", { organizerId, initials, password: demoPassword });
  return {
    clerk: await operator(clerk),
    support: await operator(support),
    seller: await signedIn(resellerUrl, "/api/session", { userName, password: demoPassword }),
  };
}
