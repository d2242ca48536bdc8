import { sql } from "@allotement/platform/database/database.ts";
import { vectors, wordAndValue } from "@allotement/protocol/vectors.fixture.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type House, openHouse } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import { sqlInterfaceStore } from "../store.ts";
import { allotChoices, newShowWindow } from "./allot.store.ts";
import { faultOfOrder } from "./order.ts";

let house: House;
let season: Season;
let connection: ConnectionRow;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  connection = {
    organizerId: 669,
    resellerId: 1,
    resellerName: "TICKETNET",
    serverUrl: "https://reseller.example",
    institutionCode: 9999,
    userName: "u",
    passwordEncrypted: "",
    contactMail: "",
    operatorId: 1,
    holdCode: season.holdCode,
    paymentMethodId: season.invoiceMethodId,
    salesChannelId: season.salesChannelId,
    onPriceMismatch: "stop",
  };
  await house.database.run(sql`
    insert into interface_price_types (organizer_id, reseller_id, price_type_code)
    values (669, 1, ${season.resellerPriceTypeCode})`);
  await season.support.post(`/api/performances/${season.performanceNumber}/holds`, {
    holdCode: season.holdCode,
    seatCodes: [1, 2],
  });
});
afterAll(() => house?.close());

const window = () => newShowWindow(house.database, connection, season.showNumber, house.clock.now());

describe("the new-show window", () => {
  test("proposes the reseller's fee of the contract's vectors: 10 %, at least 2.00 €", async () => {
    const cases = vectors("reseller-fees").map(wordAndValue);
    for (const { word, value } of cases) {
      const faceValueCents = Number(word);
      await house.database.run(sql`
        update price_grid_lines set face_value_cents = ${faceValueCents}, reseller_fee_cents = null`);
      const fees = (await window())?.lines.map((line) => line.resellerFeeCents);
      expect(new Set(fees), `${faceValueCents} cents`).toEqual(new Set([value]));
    }
    expect(cases.length).toBeGreaterThan(5);
  });

  test("completes what the grid lacks, and never changes an amount that is there", async () => {
    await house.database.run(
      sql`update price_grid_lines set face_value_cents = 4800, reseller_fee_cents = null`,
    );
    const [line] = (await window())?.lines ?? [];
    if (!line) throw new Error("the window has no line");
    const { priceTypeCode, seatCategoryCode } = line;
    await house.database.run(sql`
      delete from price_grid_lines where price_type_code = ${priceTypeCode} and seat_category_code <> ${seatCategoryCode}`);
    const others = ((await window())?.lines ?? []).filter((one) => one.seatCategoryCode !== seatCategoryCode);
    expect(
      others.every((one) => !one.inGrid && one.faceValueCents === null && one.resellerFeeCents === null),
    ).toBe(true);
    const amounts = { faceValueCents: 999, venueFeeCents: 7, organizerFeeCents: 8, resellerFeeCents: 500 };
    const given = [line, ...others].map((one) => ({
      priceTypeCode,
      seatCategoryCode: one.seatCategoryCode,
      ...amounts,
    }));
    await sqlInterfaceStore(house.database, connection).transaction((transaction) =>
      transaction.completeGrid(season.showNumber, given, house.clock.now()),
    );
    const after = (await window())?.lines ?? [];
    for (const one of after) {
      const kept = one.seatCategoryCode === seatCategoryCode;
      expect(one).toMatchObject({ inGrid: true, faceValueCents: kept ? 4800 : 999, resellerFeeCents: 500 });
    }
  });
});

describe("an order to allot is refused before anything is written", () => {
  const order = async (change: object = {}) => {
    const shown = await window();
    const lines = (shown?.lines ?? []).map(({ priceTypeCode, seatCategoryCode, ...line }) => ({
      priceTypeCode,
      seatCategoryCode,
      faceValueCents: line.faceValueCents ?? 0,
      venueFeeCents: line.venueFeeCents ?? 0,
      organizerFeeCents: line.organizerFeeCents ?? 0,
      resellerFeeCents: line.resellerFeeCents ?? 200,
    }));
    const { showNumber, performanceNumber } = season;
    const right = { showNumber, performanceNumbers: [performanceNumber], newShow: { comment: "", lines } };
    const choices = await allotChoices(house.database, connection, house.clock.now());
    return faultOfOrder({ ...right, ...change }, shown, choices, [season.resellerPriceTypeCode])?.problem
      .error;
  };

  test("the right one passes", async () => expect(await order()).toBeUndefined());
  test("a performance without seats in the hold", async () =>
    expect(await order({ performanceNumbers: [season.otherPerformanceNumber] })).toBe("NOTHING_TO_ALLOT"));
  test("a first allotment without its window", async () =>
    expect(await order({ newShow: undefined })).toBe("NEW_SHOW_REQUIRED"));
  test("a counter price type", async () => {
    const line = { priceTypeCode: season.priceTypeCode, seatCategoryCode: 10001, faceValueCents: 1 };
    const newShow = {
      comment: "",
      lines: [{ ...line, venueFeeCents: 0, organizerFeeCents: 0, resellerFeeCents: 0 }],
    };
    expect(await order({ newShow })).toBe("PRICE_TYPE_NOT_OF_INTERFACE");
  });
  test("amounts that are not the grid's any more", async () => {
    const line = { priceTypeCode: season.resellerPriceTypeCode, seatCategoryCode: 10001, faceValueCents: 1 };
    const newShow = {
      comment: "",
      lines: [{ ...line, venueFeeCents: 0, organizerFeeCents: 0, resellerFeeCents: 0 }],
    };
    expect(await order({ newShow })).toBe("GRID_CHANGED");
  });
  test("a past performance", async () => {
    house.time.now = new Date("2026-03-03T18:00:01.000Z");
    expect(await order()).toBe("NOTHING_TO_ALLOT");
    house.time.now = new Date("2026-01-05T09:00:00.000Z");
  });
});
