import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hallCodes } from "@allotement/boxoffice/api/halls.ts";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { performancesCreated, showCreated, showGroupCreated } from "@allotement/boxoffice/api/programme.ts";
import { systemNetwork } from "@allotement/platform/ports.system.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../dev/seed/client.ts";
import { allot } from "../dev/seed/exchange.ts";
import { connect, type Network, setUpNetwork } from "../dev/seed/network.ts";
import { drawNetworkHall, handCodesOver, networkDrawing } from "../dev/seed/network-plans.ts";
import { anything, setUpVenue, type Venue } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";

const realHall = join(process.env.ALLOTEMENT_SHARED ?? "../shared", "data/plans/dance-hall-1115.json");
if (!existsSync(realHall))
  console.warn(
    `SKIPPED: the real hall ${realHall} is not on this machine (set ALLOTEMENT_SHARED to its folder).`,
  );

const credential = { userName: "lyre", password: "une-longue-phrase" };

const halls = [
  {
    name: "the demo season's great hall",
    file: new URL("../dev/seed/grande-salle.json", import.meta.url).pathname,
    organizer: { organizerId: 669, name: "SOCIETE D'EXPLOITATION DE L'EMPIRE" },
    institutionCode: 9999,
    capacity: 812,
    scoreMin: 97,
  },
  {
    name: "a real hall of 1,115 places, most of them in a row without a name",
    file: realHall,
    organizer: { organizerId: 501, name: "SALLE DE DANSE" },
    institutionCode: 5010,
    capacity: 1115,
    scoreMin: 97,
  },
];

for (const hall of halls)
  describe.skipIf(!existsSync(hall.file))(`${hall.name}: exported, imported at the network, allotted`, () => {
    const { institutionCode, organizer, capacity } = hall;
    let world: World;
    let network: Network;
    let venue: Venue;
    let showNumber: number;
    let performance: number;

    beforeAll(async () => {
      world = await startWorld();
      const plan = await readFile(hall.file, "utf8");
      network = await setUpNetwork(world.resellerUrl, world.setupToken);
      venue = await setUpVenue(world.boxofficeUrl, world.setupToken, organizer, plan);
      await openWithoutHall(network.manager, venue, institutionCode, organizer.name);
      await connect(venue, world.resellerUrl, institutionCode, credential);
      await drawNetworkHall(network.manager, institutionCode, 1, networkDrawing(plan, "Notre plan"));
      ({ showNumber, performance } = await programme(venue));
    });
    afterAll(() => world?.close());

    test("before the import the network knows neither hall, zones, floors nor categories, and takes no seat", async () => {
      expect(await faults()).toEqual({ operation: [10], seats: [14, 15, 16] });
      const run = await allot(venue.clerk, showNumber, [performance]);
      expect(run.seats).toMatchObject({ total: capacity, accepted: 0 });
    });

    test("«Exporter plans» and one confirmation tie the two plans; afterwards nothing is unknown", async () => {
      const proposal = await handCodesOver(venue.clerk, venue.hallCode, network.manager, institutionCode);
      expect(proposal.twin).toMatchObject({ mirrored: false, onlyOurs: 0 });
      expect(proposal.twin.score).toBeGreaterThanOrEqual(hall.scoreMin);
      expect(proposal.hall.seatCount).toBe(capacity);
      expect(await faults()).toEqual({ operation: [], seats: [] });
    });

    test("every seat is allotted without an error", async () => {
      const run = await allot(venue.clerk, showNumber, [performance]);
      expect(run.seats).toMatchObject({ total: capacity, accepted: capacity, refused: 0, waiting: 0 });
    });

    /** Every error number that the network names against an allot of one seat of each zone. */
    async function faults() {
      const client = allotmentClient(systemNetwork, world.resellerUrl, 10_000);
      const session = await client.openSession({ institutionCode, ...credential });
      if (session.kind !== "answer") throw new Error(`no session: ${JSON.stringify(session)}`);
      const { codes } = await venue.support.get(`/api/halls/${venue.hallCode}/codes`, hallCodes);
      const of = (kind: string) => codes.filter((one) => one.kind === kind).map(({ code }) => code);
      const request: OperationRequest = {
        ...{
          kind: "allot",
          showNumber,
          performanceNumber: 99_999,
          createShow: true,
          createPerformance: true,
        },
        ...{ localDate: "2099-01-01", localTime: "20:00", timeZone: "Europe/Paris" },
        ...{ hallCode: venue.hallCode, holdCode: venue.interfaceBlock.holdCode },
        show: { title: "GISELLE", comment: "", printAtHome: false, prices: [] },
        seats: of("zone").map((zoneCode, index) => ({
          ...{ seatCode: index + 1, command: 1, zoneCode, row: "A", number: String(index) },
          floorCode: of("floor")[index % of("floor").length] ?? 0,
          seatCategoryCode: of("seatCategory")[index % of("seatCategory").length] ?? 0,
        })),
      };
      const checked = await client.check(session.answer.token, request);
      if (checked.kind !== "answer") throw new Error(`no answer: ${JSON.stringify(checked)}`);
      const { operation, seats } = checked.answer;
      return {
        operation: operation.map(({ error }) => error),
        seats: [...new Set(seats.flatMap(({ errors }) => errors))].sort(),
      };
    }
  });

/** The contract is there, with price types and holds; the hall is new (R11.1). */
async function openWithoutHall(
  manager: Client,
  venue: Venue,
  institutionCode: number,
  name: string,
): Promise<void> {
  const path = `/api/institutions/${institutionCode}`;
  await manager.send("POST", "/api/institutions", { institutionCode, name }, anything);
  await manager.send("POST", `${path}/credentials`, credential, anything);
  await manager.send("PUT", `${path}/addresses`, { addresses: ["127.0.0.1", "::1"] }, anything);
  const { codes } = await venue.support.get(`/api/halls/${venue.hallCode}/codes`, hallCodes);
  const known = codes
    .filter(({ kind }) => kind === "priceType" || kind === "hold")
    .map(({ kind, code, label }) => ({ kind, code, label }));
  await manager.send("PUT", `${path}/codes/0`, { codes: known }, anything);
}

/** One performance with every seat in the interface's hold. */
async function programme({ support, hallCode, categories, ticketnet, interfaceBlock }: Venue) {
  const { showGroupId } = await support.send("POST", "/api/show-groups", { name: "DANSE" }, showGroupCreated);
  const show = { showGroupId, hallCode, title: "GISELLE" };
  const { showNumber } = await support.send("POST", "/api/shows", show, showCreated);
  const lines = [...categories.values()].map((seatCategoryCode) => ({
    ...{ priceTypeCode: ticketnet.fullPrice, seatCategoryCode },
    ...{ faceValueCents: 4800, venueFeeCents: 100, organizerFeeCents: 0 },
  }));
  const grid = { validFrom: "2020-01-01T00:00:00.000Z", lines };
  await support.send("POST", `/api/shows/${showNumber}/price-grids`, grid, priceGridCreated);
  const performances = [{ localDate: "2099-05-09", localTime: "19:30" }];
  const path = `/api/shows/${showNumber}/performances`;
  const created = await support.send("POST", path, { performances }, performancesCreated);
  const [performance] = created.performanceNumbers;
  if (performance === undefined) throw new Error("no performance was created");
  const { holdCode } = interfaceBlock;
  await support.send(
    "POST",
    `/api/performances/${performance}/holds`,
    { holdCode, seatCodes: "all" },
    anything,
  );
  return { showNumber, performance };
}
