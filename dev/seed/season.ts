import { readFile } from "node:fs/promises";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { performancesCreated, showCreated, showGroupCreated } from "@allotement/boxoffice/api/programme.ts";
import { DateTime } from "luxon";
import { connect, openInstitution, setUpNetwork } from "./network.ts";
import { drawNetworkHall, handCodesOver, networkDrawing } from "./network-plans.ts";
import { empire, petiteScene } from "./people.ts";
import {
  categoryAmountsCents,
  type DemoShow,
  demoShows,
  memberAmountsCents,
  venueFeeCents,
} from "./programme.ts";
import { tradeAtEmpire, tradeAtPetiteScene } from "./trade.ts";
import { anything, setUpVenue, type Venue } from "./venue.ts";

export interface SeasonOptions {
  boxofficeUrl: string;
  resellerUrl: string;
  setupToken: string;
  now: Date;
}

/** A show of the season as it was created. */
export interface SeededShow {
  title: string;
  showNumber: number;
  performances: { performanceNumber: number; startsAt: DateTime }[];
}

/**
 * Fills both servers with the demo season by calling them, never by SQL, for two organizers: halls, prices, programme,
 * holds, then a little trade: allotted, sold, blocked, past. `tell` is given a line for each step.
 */
export async function seedSeason(options: SeasonOptions, tell: (line: string) => void): Promise<void> {
  const { boxofficeUrl, resellerUrl, setupToken, now } = options;
  const network = await setUpNetwork(resellerUrl, setupToken);
  for (const [organizer, planFile, hallName] of [
    [empire, "grande-salle.json", undefined],
    [petiteScene, "petite-scene.json", undefined],
  ] as const) {
    const plan = await readFile(new URL(planFile, import.meta.url), "utf8");
    const venue = await setUpVenue(boxofficeUrl, setupToken, organizer, plan, hallName);
    const credential = {
      userName: `rodrigue-${organizer.institutionCode}`,
      password: `demo-${organizer.institutionCode}-line`,
    };
    await openInstitution(network, venue, organizer, credential);
    const heading = `/api/institutions/${organizer.institutionCode}/ticket-heading`;
    await network.manager.send("PUT", heading, organizer.tickets, anything);
    await connect(venue, resellerUrl, organizer.institutionCode, credential);
    await drawNetworkHall(
      network.manager,
      organizer.institutionCode,
      1,
      networkDrawing(plan, organizer === empire ? "Empire – grande salle" : "Petite scène"),
    );
    // The small hall's files are left to be imported by whoever tries the demo.
    if (organizer === empire)
      await handCodesOver(venue.clerk, venue.hallCode, network.manager, organizer.institutionCode);
    tell(`${organizer.name}: a hall of ${venue.capacity} seats, prices, the line to the network`);
    if (organizer === empire) {
      const shows = await seedProgramme(venue, demoShows, now);
      tell(`${shows.length} shows with their performances around today`);
      await tradeAtEmpire(venue, network, shows, now, tell);
    } else {
      const small: DemoShow = {
        ...firstOf(demoShows),
        group: "THEATRE",
        title: "LES BONNES",
        days: [3, 10, 17],
      };
      await tradeAtPetiteScene(venue, network, await seedProgramme(venue, [small], now), tell);
    }
  }
}

function firstOf<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined) throw new Error("an empty list has no first");
  return first;
}

async function seedProgramme(venue: Venue, shows: readonly DemoShow[], now: Date): Promise<SeededShow[]> {
  const { support } = venue;
  const groups = new Map<string, number>();
  for (const name of new Set(shows.map((show) => show.group)))
    groups.set(
      name,
      (await support.send("POST", "/api/show-groups", { name }, showGroupCreated)).showGroupId,
    );
  const seeded: SeededShow[] = [];
  for (const { group, title, comment, printAtHome, days, time, sundayTime } of shows) {
    const show = { showGroupId: groups.get(group), hallCode: venue.hallCode, title, comment, printAtHome };
    const { showNumber } = await support.send("POST", "/api/shows", show, showCreated);
    await support.send("POST", `/api/shows/${showNumber}/price-grids`, gridOf(venue, now), priceGridCreated);
    const today = DateTime.fromJSDate(now, { zone: "Europe/Paris" }).startOf("day");
    const dates = days.map((day) => {
      const date = today.plus({ days: day });
      const [hour, minute] = (date.weekday === 7 ? sundayTime : time).split(":").map(Number);
      return date.set({ hour: hour ?? 20, minute: minute ?? 0 });
    });
    const performances = dates.map((date) => ({
      localDate: date.toFormat("yyyy-MM-dd"),
      localTime: date.toFormat("HH:mm"),
    }));
    const { performanceNumbers } = await support.send(
      "POST",
      `/api/shows/${showNumber}/performances`,
      { performances },
      performancesCreated,
    );
    seeded.push({
      title,
      showNumber,
      performances: performanceNumbers.map((performanceNumber, index) => ({
        performanceNumber,
        startsAt: dates[index] ?? today,
      })),
    });
  }
  return seeded;
}

/** The manual's amounts: five categories at the full price, one for members; the counter's own price types beside. */
function gridOf(venue: Venue, now: Date) {
  const { counter, ticketnet } = venue;
  const line = (priceTypeCode: number, category: string, faceValueCents: number, fee: number) => ({
    priceTypeCode,
    seatCategoryCode: venue.categories.get(category),
    faceValueCents,
    venueFeeCents: fee,
    organizerFeeCents: 0,
  });
  const there = (amounts: Map<string, number>) =>
    [...amounts].filter(([category]) => venue.categories.has(category));
  return {
    validFrom: new Date(now.getTime() - 365 * 86_400_000).toISOString(),
    lines: [
      ...there(categoryAmountsCents).map(([category, cents]) =>
        line(ticketnet.fullPrice, category, cents, venueFeeCents),
      ),
      ...there(memberAmountsCents).map(([category, cents]) =>
        line(ticketnet.member, category, cents, venueFeeCents),
      ),
      ...there(categoryAmountsCents).map(([category, cents]) => line(counter.fullPrice, category, cents, 0)),
      ...there(categoryAmountsCents).map(([category, cents]) =>
        line(counter.reduced, category, (cents * 3) / 4, 0),
      ),
      ...there(categoryAmountsCents).map(([category, cents]) => line(counter.child, category, cents / 2, 0)),
    ],
  };
}
