import { counterTickets } from "@allotement/boxoffice/api/counter.ts";
import { seatsMoved } from "@allotement/boxoffice/api/holds.ts";
import { performancesCreated } from "@allotement/boxoffice/api/programme.ts";
import { seatColumns } from "@allotement/reseller/api/point-of-sale.ts";
import { DateTime } from "luxon";
import { z } from "zod";
import { allot, importSales, recall } from "./exchange.ts";
import { type Network, sellAtNetwork, setStatus } from "./network.ts";
import { empire, petiteScene } from "./people.ts";
import type { SeededShow } from "./season.ts";
import { anything, type Venue } from "./venue.ts";

const holders = [
  "DURAND Claude",
  "MARTIN Dominique",
  "BERNARD Camille",
  "PETIT Alix",
  "MOREAU Sacha",
  "LEROY Maxime",
];

function showOf(shows: readonly SeededShow[], title: string): SeededShow {
  const show = shows.find((one) => one.title === title);
  if (!show) throw new Error(`the season has no ${title}`);
  return show;
}

/** Enough of a season's life that every screen has something to show. */
export async function tradeAtEmpire(
  venue: Venue,
  network: Network,
  shows: readonly SeededShow[],
  now: Date,
  tell: (line: string) => void,
): Promise<void> {
  const { clerk } = venue;
  const { institutionCode } = empire;
  const upcoming = (title: string) =>
    showOf(shows, title)
      .performances.filter((one) => one.startsAt.toMillis() > now.getTime())
      .map((one) => one.performanceNumber);
  const numberOf = (title: string) => showOf(shows, title).showNumber;

  const sell = (performance: number, orders: number) =>
    sellSome(venue, network, institutionCode, performance, orders);

  // First of all, on the slowest machine too: the network sells nothing of a performance that has begun.
  const soon = await performanceInTwoMinutes(venue, network, numberOf("BACH : TOCCATAS ET FUGUES"), now);
  await counterSales(venue, showOf(shows, "LA CANTATRICE CHAUVE"));
  for (const performance of [
    ...upcoming("ORPHEE ET EURYDICE"),
    ...upcoming("RICHARD III").slice(0, 4),
    ...upcoming("LE CID"),
  ])
    await holdCategories(venue, performance, ["CARRE OR", "CATEGORIE 1", "CATEGORIE 2"]);
  for (const performance of [...upcoming("LES QUATRE SAISONS DE VIVALDI"), ...upcoming("REQUIEM DE MOZART")])
    await holdCategories(venue, performance, ["CATEGORIE 1", "CATEGORIE 3"]);
  tell("seats set apart in the TICKETNET hold; sales at the counter");

  await allot(clerk, numberOf("LE CID"), upcoming("LE CID").slice(0, 3));
  await allot(clerk, numberOf("ORPHEE ET EURYDICE"), upcoming("ORPHEE ET EURYDICE").slice(0, 5));
  await allot(
    clerk,
    numberOf("LES QUATRE SAISONS DE VIVALDI"),
    upcoming("LES QUATRE SAISONS DE VIVALDI").slice(0, 5),
  );
  await allot(clerk, numberOf("REQUIEM DE MOZART"), upcoming("REQUIEM DE MOZART").slice(0, 3));
  tell("five shows put on sale at the network");

  await setStatus(network, institutionCode, numberOf("LE CID"), "announced");
  for (const title of ["ORPHEE ET EURYDICE", "LES QUATRE SAISONS DE VIVALDI", "REQUIEM DE MOZART"])
    await setStatus(network, institutionCode, numberOf(title), "announced", "onSale");
  for (const performance of upcoming("ORPHEE ET EURYDICE").slice(0, 4)) await sell(performance, 9);
  for (const performance of upcoming("LES QUATRE SAISONS DE VIVALDI").slice(0, 4)) await sell(performance, 6);
  await importSales(
    clerk,
    shows.map(({ showNumber }) => ({ showNumber })),
  );
  await recall(clerk, upcoming("LES QUATRE SAISONS DE VIVALDI")[4] ?? soon, "all");
  tell("sales brought home, a performance taken back");

  await sellAtAnotherPrice(
    venue,
    network,
    numberOf("REQUIEM DE MOZART"),
    upcoming("REQUIEM DE MOZART")[0] ?? soon,
  );
  await importSales(clerk, [{ showNumber: numberOf("REQUIEM DE MOZART") }]);
  for (const performance of upcoming("ORPHEE ET EURYDICE").slice(1, 3)) await sell(performance, 3);
  await clerk.send("POST", "/api/interface/fetch", {}, anything);
  tell("a sale blocked by its price, and new sales waiting");
}

export async function tradeAtPetiteScene(
  venue: Venue,
  network: Network,
  [show]: readonly SeededShow[],
  tell: (line: string) => void,
): Promise<void> {
  const [first, second] = show?.performances ?? [];
  if (!show || !first || !second) throw new Error("the small hall has its show");
  for (const { performanceNumber } of [first, second])
    await holdCategories(venue, performanceNumber, ["CATEGORIE 1"]);
  await allot(venue.clerk, show.showNumber, [first.performanceNumber]);
  await setStatus(network, petiteScene.institutionCode, show.showNumber, "announced", "onSale");
  await sellSome(venue, network, petiteScene.institutionCode, first.performanceNumber, 4);
  await importSales(venue.clerk, [{ showNumber: show.showNumber }]);
  tell("a second organizer trades beside it");
}

async function holdCategories(venue: Venue, performanceNumber: number, names: string[]): Promise<void> {
  const categoryCodes = names.flatMap((name) => venue.categories.get(name) ?? []);
  const body = { holdCode: venue.interfaceBlock.holdCode, categoryCodes };
  await venue.support.send("POST", `/api/performances/${performanceNumber}/holds`, body, seatsMoved);
}

/** Past performances were sold at the counter, and some seats are blocked. */
async function counterSales(venue: Venue, show: SeededShow): Promise<void> {
  for (const { performanceNumber } of show.performances) {
    for (const first of [1, 101, 201, 301, 401, 501]) {
      const seatCodes = Array.from({ length: 4 }, (_, index) => first + index);
      const sale = { seatCodes, priceTypeCode: venue.counter.fullPrice, paymentMethodId: venue.cashMethod };
      await venue.clerk.send(
        "POST",
        `/api/performances/${performanceNumber}/counter-sales`,
        sale,
        counterTickets,
      );
    }
    const blocked = { blocked: true, seatCodes: [801, 802, 803, 804] };
    await venue.support.send("POST", `/api/performances/${performanceNumber}/blocks`, blocked, seatsMoved);
  }
}

/** A performance that has begun by the time anyone looks, allotted and partly sold: a past one of R6.1's box. */
async function performanceInTwoMinutes(
  venue: Venue,
  network: Network,
  showNumber: number,
  now: Date,
): Promise<number> {
  const soon = DateTime.fromJSDate(now, { zone: "Europe/Paris" }).plus({ minutes: 3 });
  const performances = [{ localDate: soon.toFormat("yyyy-MM-dd"), localTime: soon.toFormat("HH:mm") }];
  const path = `/api/shows/${showNumber}/performances`;
  const created = await venue.support.send("POST", path, { performances }, performancesCreated);
  const [performanceNumber] = z.tuple([z.int()]).parse(created.performanceNumbers);
  await holdCategories(venue, performanceNumber, ["CATEGORIE 1", "CATEGORIE 3"]);
  await allot(venue.clerk, showNumber, [performanceNumber]);
  await setStatus(network, empire.institutionCode, showNumber, "announced", "onSale");
  await sellSome(venue, network, empire.institutionCode, performanceNumber, 3);
  return performanceNumber;
}

async function sellSome(
  venue: Venue,
  network: Network,
  institutionCode: number,
  performanceNumber: number,
  orders: number,
): Promise<void> {
  const path = `/api/institutions/${institutionCode}/performances/${performanceNumber}/seats`;
  const columns = await network.seller.get(path, seatColumns);
  const offered = columns.seatCodes.filter((_, index) => columns.states[index] === "offered");
  for (let index = 0; index < orders; index++) {
    const size = 1 + (index % 4);
    const seats = offered.splice((index * 7) % Math.max(1, offered.length - size), size);
    const [surname = "", firstName = ""] = (holders[index % holders.length] ?? "").split(" ");
    const holder = index % 3 === 2 ? null : { surname, firstName };
    await sellAtNetwork(
      network.seller,
      institutionCode,
      performanceNumber,
      seats,
      venue.ticketnet.fullPrice,
      holder,
    );
  }
}

/** The network sells at a price that is not the venue's: the import will stop there (R7.2). */
async function sellAtAnotherPrice(
  venue: Venue,
  network: Network,
  showNumber: number,
  performanceNumber: number,
): Promise<void> {
  const { institutionCode } = empire;
  await sellSome(venue, network, institutionCode, performanceNumber, 2);
  const category = venue.categories.get("CATEGORIE 1");
  const price = `/api/institutions/${institutionCode}/shows/${showNumber}/prices/${venue.ticketnet.fullPrice}/${category}`;
  const amounts = { faceValueCents: 3900, venueFeeCents: 100, organizerFeeCents: 0, resellerFeeCents: 390 };
  await network.manager.send("PUT", price, amounts, anything);
  await sellSome(venue, network, institutionCode, performanceNumber, 3);
}
