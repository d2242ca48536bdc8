import { conflictClosed, conflictList } from "@allotement/boxoffice/api/interface-conflicts.ts";
import { interfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import {
  forcedRecallReport,
  forceRecallDone,
  forceRecallPreview,
} from "@allotement/boxoffice/api/interface-force-recall.ts";
import { openOperations } from "@allotement/boxoffice/api/interface-operations.ts";
import { runStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemClock } from "@allotement/platform/ports.system.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../dev/browser.ts";
import { allot, finished, importSales } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { runVerify } from "../dev/verify/run-verify.ts";
import { startWorld, type World } from "../dev/world.ts";
import { buildSites } from "../web/build.ts";
import { browserPath, expectAccessible, openPage, signIn } from "./browser.ts";
import { type SmallWorld, setUpSmallWorld } from "./small-world.ts";

let world: World;
let small: SmallWorld;
let ours: Database;
let theirs: Database;
let first: number;
let second: number;
let forcedRecallId: string;

/** Sold there and here; sold there alone; sold nowhere. */
let [both, there, nowhere]: [number, number, number] = [0, 0, 0];

beforeAll(async () => {
  // A server looks for its pages when it starts.
  if (browserPath) await buildSites();
  world = await startWorld();
  small = await setUpSmallWorld(world, 2);
  const open = (connectionString: string) =>
    openDatabase({ connectionString, poolSize: 2, applicationName: "force recall" });
  ours = await open(world.boxofficeDatabaseUrl);
  theirs = await open(world.resellerDatabaseUrl);
  [first = 0, second = 0] = small.performances;
  await allot(small.venue.clerk, small.showNumber, [first, second]);
  await setStatus(small.network, petiteScene.institutionCode, small.showNumber, "announced", "onSale");
  const seats = await ours.rows<{ code: number }>(sql`
    select seat_code as code from performance_seats where performance_number = ${first} order by 1 limit 3`);
  const codes = seats.map(({ code }) => code);
  [both, there, nowhere] = [codes[0] ?? 0, codes[1] ?? 0, codes[2] ?? 0];
});
afterAll(async () => {
  await ours?.close();
  await theirs?.close();
  await world?.close();
});

const maintenance = (on: boolean) =>
  small.network.manager.send(
    "PATCH",
    `/api/institutions/${petiteScene.institutionCode}`,
    { maintenance: on },
    anything,
  );
const sellThere = (performance: number, seatCode: number, surname: string) =>
  sellAtNetwork(
    small.network.seller,
    petiteScene.institutionCode,
    performance,
    [seatCode],
    small.venue.ticketnet.fullPrice,
    { surname, firstName: "Ève" },
  );
const stateOf = async (performance: number, seatCode: number) =>
  (
    await ours.first<{ state: string }>(sql`
      select state from performance_seats where performance_number = ${performance} and seat_code = ${seatCode}`)
  )?.state;
const sendAgainNow = () => ours.run(sql`update operations set next_attempt_at = now() where state = 'open'`);
const state = () => small.venue.clerk.get("/api/interface/state", interfaceState);
const report = () =>
  small.venue.clerk.get(`/api/interface/forced-recalls/${forcedRecallId}`, forcedRecallReport);

async function sellHere(seatCode: number, surname: string): Promise<void> {
  const { clerk, counter, cashMethod } = small.venue;
  const path = `/api/performances/${first}`;
  await clerk.send("POST", `${path}/holds`, { holdCode: null, seatCodes: [seatCode] }, anything);
  const sale = {
    ...{ seatCodes: [seatCode], priceTypeCode: counter.fullPrice, paymentMethodId: cashMethod },
    holder: { surname, firstName: "Noé" },
  };
  await clerk.send("POST", `${path}/counter-sales`, sale, anything);
}

const order = (change: object = {}) => ({
  performanceNumber: first,
  seatCodes: [both, there, nowhere],
  reason: "Liaison coupée depuis hier",
  confirmation: "FORCER LE DECONTINGEMENT",
  secondPerson: { initials: "regie", password: demoPassword },
  ...change,
});

describe("a forced recall over HTTP between both servers", () => {
  const path = "/api/interface/force-recall";

  test("is refused to everybody but support, and without the words, a reason or a fit second person nothing moves", async () => {
    const { clerk, support } = small.venue;
    expect((await clerk.raw("POST", path, order())).status).toBe(403);
    expect((await clerk.raw("GET", `${path}/performances/${first}`)).status).toBe(403);
    const refused: [object, number, string][] = [
      [{ confirmation: "FORCER LE DECONTINGENT" }, 422, "CONFIRMATION_REQUIRED"],
      [{ confirmation: "forcer le decontingement" }, 422, "CONFIRMATION_REQUIRED"],
      [{ reason: "   " }, 422, "INVALID_REQUEST"],
      [{ seatCodes: [] }, 422, "INVALID_REQUEST"],
      [{ secondPerson: undefined }, 422, "SECOND_PERSON_REQUIRED"],
      [{ secondPerson: { initials: "SUPPORT", password: demoPassword } }, 422, "SAME_PERSON"],
      [{ secondPerson: { initials: "regie", password: "wrong" } }, 403, "SECOND_PERSON_WRONG"],
      [{ secondPerson: { initials: "tuto", password: demoPassword } }, 403, "SECOND_PERSON_ROLE"],
      [{ performanceNumber: 99_999 }, 404, "NOT_FOUND"],
      [{ seatCodes: [99_999] }, 409, "NOTHING_TO_RECALL"],
    ];
    for (const [change, status, error] of refused)
      expect(await support.raw("POST", path, order(change)), error).toMatchObject({
        status,
        body: { error },
      });
    expect(await stateOf(first, nowhere)).toBe("allotted");
    expect(await ours.rows(sql`select from forced_recalls`)).toEqual([]);
  });

  test("while the line is down frees the seats at once; the preview says how old what is known is", async () => {
    const { support, clerk } = small.venue;
    await maintenance(true);
    await clerk.raw("POST", "/api/interface/fetch", {});
    await sellThere(first, both, "DUPONT");
    await sellThere(first, there, "MARTIN");
    const preview = await support.get(`${path}/performances/${first}`, forceRecallPreview);
    expect(preview).toMatchObject({
      line: { up: false, lastUpAt: expect.any(String) },
      counts: { allotting: 0, allotted: 148, recalling: 0 },
    });
    expect(preview.seats).toHaveLength(148);
    ({ forcedRecallId } = await support.send("POST", path, order(), forceRecallDone));
    expect(await Promise.all([both, there, nowhere].map((seat) => stateOf(first, seat)))).toEqual([
      "held",
      "held",
      "held",
    ]);
    expect(await state()).toMatchObject({ seatsAwaitingFence: 3, seatsInDoubt: 0 });
    expect(await report()).toMatchObject({
      forcedRecall: { seatCount: 3, acknowledged: 0, lateSales: 0, reason: "Liaison coupée depuis hier" },
    });
    expect((await small.venue.support.raw("POST", path, order())).body).toMatchObject({
      error: "NOTHING_TO_RECALL",
    });
  });

  test("its fence cannot be given up, and none of its seats is allotted before it is acknowledged", async () => {
    const { support, clerk } = small.venue;
    await sellHere(both, "LEROY");
    await expect
      .poll(async () => (await clerk.get("/api/interface/operations", openOperations)).operations)
      .toMatchObject([{ kind: "fence", seatCount: 3, lockedSeats: 0 }]);
    const { operations } = await clerk.get("/api/interface/operations", openOperations);
    const voided = await support.raw(
      "POST",
      `/api/interface/operations/${operations[0]?.operationId}/void`,
      {},
    );
    expect(voided).toMatchObject({ status: 409, body: { error: "FENCE_NEVER_VOIDED" } });
    const allotted = await clerk.raw("POST", "/api/interface/allot", {
      ...{ showNumber: small.showNumber, performanceNumbers: [first] },
    });
    expect(allotted.body).toMatchObject({ error: "NOTHING_TO_ALLOT" });
    expect(await stateOf(first, nowhere)).toBe("held");
  });

  test("when the line is back: one late sale is taken back, one is a conflict of two customers, the fence is acknowledged", async () => {
    await maintenance(false);
    await sendAgainNow();
    await expect.poll(state, { timeout: 20_000 }).toMatchObject({ seatsAwaitingFence: 0 });
    expect(await Promise.all([both, there, nowhere].map((seat) => stateOf(first, seat)))).toEqual([
      "soldAtCounter",
      "sold",
      "held",
    ]);
    const told = await report();
    expect(told.forcedRecall).toMatchObject({ acknowledged: 3, refused: 0, lateSales: 2, conflicts: 1 });
    expect(told.seats.map(({ lateSale }) => lateSale?.outcome)).toEqual(["conflict", "takenBack", undefined]);
    const { conflicts } = await small.venue.clerk.get("/api/interface/conflicts", conflictList);
    expect(conflicts).toMatchObject([
      {
        seatCode: both,
        cause: "soldHereMeanwhile",
        late: { holderSurname: "DUPONT", soldThrough: "reseller" },
        here: { holderSurname: "LEROY", soldThrough: "counter" },
        mayStay: ["here", "late"],
      },
    ]);
    const theirStates = await theirs.rows(sql`
      select state, fence from contingent_seats where performance_number = ${first}
        and seat_code = any(${[both, there, nowhere]}::int[]) order by seat_code`);
    expect(theirStates).toMatchObject([
      { state: "sold", fence: 1 },
      { state: "sold", fence: 1 },
      { state: "withdrawn", fence: 1 },
    ]);
  });

  test("then what is left is allotted again, under a grant that the fence does not revoke", async () => {
    const { clerk } = small.venue;
    const body = { showNumber: small.showNumber, performanceNumbers: [first] };
    const { runId } = await clerk.send("POST", "/api/interface/allot", body, runStarted);
    expect((await finished(clerk, runId)).seats).toMatchObject({ accepted: 1, refused: 0, awaitingFence: 0 });
    await sellThere(first, nowhere, "PETIT");
    await clerk.raw("POST", "/api/interface/fetch", {});
    expect(await stateOf(first, nowhere)).toBe("sold");
  });
});

describe("the conflict that it left", () => {
  const close = async (conflictId: number | undefined) =>
    small.venue.support.send(
      "POST",
      `/api/interface/conflicts/${conflictId}/close`,
      { staying: "late", outcome: "reseated", note: "M. Leroy replacé au balcon, appelé à 15:00" },
      conflictClosed,
    );
  const conflicts = async () =>
    (await small.venue.clerk.get("/api/interface/conflicts", conflictList)).conflicts;

  test("is closed by a manager or support alone, with words, once; the other ticket dies and its money goes back", async () => {
    const [conflict] = await conflicts();
    const path = `/api/interface/conflicts/${conflict?.conflictId}/close`;
    const body = { staying: "late", outcome: "reseated", note: "x" };
    expect((await small.venue.clerk.raw("POST", path, body)).status).toBe(403);
    expect((await small.venue.support.raw("POST", path, { ...body, note: " " })).status).toBe(422);
    expect((await small.venue.support.raw("POST", path, { ...body, staying: "none" })).body).toMatchObject({
      error: "TICKET_CANNOT_STAY",
    });
    expect(await close(conflict?.conflictId)).toEqual({ stayingTicketId: conflict?.late?.ticketId });
    expect((await small.venue.support.raw("POST", path, body)).body).toMatchObject({
      error: "CONFLICT_CLOSED",
    });
    expect(await stateOf(first, both)).toBe("sold");
    const tickets = await ours.rows(sql`
      select sold_through as through, cancelled_at is not null as cancelled, in_conflict as disputed from tickets
      where performance_number = ${first} and seat_code = ${both} order by ticket_id`);
    expect(tickets).toEqual([
      { through: "counter", cancelled: true, disputed: false },
      { through: "reseller", cancelled: false, disputed: false },
    ]);
    const refunds = await ours.rows(
      sql`select amount_cents as cents from cash_journal where kind = 'refund'`,
    );
    expect(refunds).toEqual([{ cents: -2900 }]);
    expect((await state()).openConflicts).toBe(0);
    const audit = await ours.rows(sql`
      select action from audit_entries where action in ('forceRecall', 'closeConflict') order by entry_number`);
    expect(audit).toEqual([{ action: "forceRecall" }, { action: "closeConflict" }]);
  });

  test("after all of it both databases hold their invariants", async () => {
    await importSales(small.venue.clerk, [{ showNumber: small.showNumber }]);
    const broken = async () => {
      const told = await runVerify({ boxoffice: ours, reseller: theirs, atRest: true, clock: systemClock });
      return told.invariants.filter(({ holds }) => !holds);
    };
    // The journal's last lines are sealed within seconds after their commit.
    await expect.poll(broken, { timeout: 20_000, interval: 500 }).toEqual([]);
  });
});

describe.skipIf(!browserPath)("support forces a recall in the browser", () => {
  let browser: Browser;
  let page: Page;
  let faults: string[];
  const main = () => page.getByRole("main");
  const open = (path: string) => page.goto(world.boxofficeUrl + path);

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    await signIn(page, world.boxofficeUrl, petiteScene.organizerId, "support");
  });
  afterAll(() => browser?.close());

  test("from the tools, by the keyboard, with the words typed and a second person; the report stays reachable", async () => {
    await maintenance(true);
    await small.venue.clerk.raw("POST", "/api/interface/fetch", {});
    const [seat] = await ours.rows<{ code: number }>(sql`
      select seat_code as code from performance_seats where performance_number = ${second} order by 1 limit 1`);
    await sellThere(second, seat?.code ?? 0, "ROUX");
    await open("/ticketmaster/outils");
    await main().getByRole("link", { name: "Forcer le décontingentement" }).click();
    await main().getByText("Choisir une séance").waitFor();
    await expectAccessible(page, "force-recalls");
    await main()
      .getByRole("link", { name: /LES BONNES.*02\/05\/2099/ })
      .click();
    await main().getByText("Toutes ces places ont peut-être déjà été vendues").waitFor();
    const submit = main().getByRole("button", { name: /^Libérer/ });
    expect(await submit.isDisabled()).toBe(true);
    await main().getByRole("checkbox").nth(1).focus();
    await page.keyboard.press("Space");
    await main().getByLabel("Motif").fill("Liaison coupée");
    await main().getByLabel("Confirmation").fill("FORCER");
    await main()
      .getByLabel(/^Ses initiales/)
      .fill("regie");
    await main()
      .getByLabel(/^Son mot de passe/)
      .fill(demoPassword);
    await expectAccessible(page, "force-recall");
    await submit.click();
    await main().getByText("Confirmation incorrecte").waitFor();
    await main().getByLabel("Confirmation").fill("FORCER LE DECONTINGEMENT");
    await main()
      .getByLabel(/^Son mot de passe/)
      .fill(demoPassword);
    await page.keyboard.press("Enter");
    await main()
      .getByText(/Clôture en attente pour 1.place/)
      .waitFor();
    await expectAccessible(page, "forced-recall");
    await open("/ticketmaster/mise-en-vente");
    await main()
      .getByText(/Clôture en attente pour 1.place/)
      .waitFor();
    await maintenance(false);
    await sendAgainNow();
    await open("/ticketmaster/outils/forcer");
    await main().getByText("1 sur 1 confirmées").waitFor();
    await main()
      .getByRole("link", { name: /^\d\d\/\d\d\/\d{4}/ })
      .first()
      .click();
    await main().getByText("reprise : la place est vendue par le réseau".replace(" :", "\u202f:")).waitFor();
  });

  test("a conflict is shown with both customers and closed with a choice, an outcome and a word", async () => {
    await ours.run(sql`
      insert into seat_conflicts (organizer_id, performance_number, seat_code, reseller_id, cause, opened_at)
      values (${petiteScene.organizerId}, ${second}, ${nowhere}, 1, 'barcodeTaken', now())`);
    await open("/ticketmaster/outils/conflits");
    await main().getByRole("cell", { name: "LEROY Noé" }).waitFor();
    await main().getByRole("button", { name: "Clore…" }).click();
    const dialog = page.getByRole("dialog", { name: "Clore le conflit" });
    await expectAccessible(page, "close-conflict");
    await dialog.getByRole("radio", { name: "Autre" }).check();
    await dialog.getByLabel("Explication").fill("Client rappelé");
    await dialog.getByRole("button", { name: "Clore le conflit" }).click();
    await main().getByText("Aucun conflit ouvert").waitFor();
    await expectAccessible(page, "conflicts");
    expect(faults).toEqual([]);
  });
});
