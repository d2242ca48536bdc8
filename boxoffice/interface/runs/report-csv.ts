import { csvFile } from "@allotement/documents/csv.ts";
import { catalogueFr } from "@allotement/protocol/catalogue/errors.fr.ts";
import { exchangeError } from "@allotement/protocol/errors.ts";
import type { RunReport, RunView } from "../../api/interface-runs.ts";

type Cell = string | number;

/** Report of a run as a table for a spreadsheet, in French: what was accepted by performance, then every refused seat. */
export function seatsCsv(report: RunReport): Uint8Array {
  const head = [
    ...["Manifestation", "Date", "Heure", "Étage", "Zone", "Rang", "Place", "Catégorie"],
    ...["Résultat", "Nombre", "Code", "Motif", "Que faire"],
  ];
  const performances = new Map(report.performances.map((one) => [one.performanceNumber, one]));
  const placeOf = (performanceNumber: number): Cell[] => {
    const one = performances.get(performanceNumber);
    return [one?.showTitle ?? "", one?.localDate ?? "", one?.localTime ?? ""];
  };
  const counted = report.performances.flatMap((one) =>
    [
      { result: "acceptées", count: one.accepted },
      { result: "en attente de réponse", count: one.waiting },
      { result: "en attente de clôture", count: one.awaitingFence },
    ]
      .filter(({ count }, index) => index === 0 || count > 0)
      .map(({ result, count }): Cell[] => [
        ...placeOf(one.performanceNumber),
        ...["", "", "", "", ""],
        ...[result, count, "", "", ""],
      ]),
  );
  const refused = report.refusals.map((seat): Cell[] => {
    const entry = seat.error === null ? undefined : exchangeError(seat.error);
    const text = entry === undefined ? catalogueFr.seatChanged : catalogueFr.exchange[entry.number];
    return [
      ...placeOf(seat.performanceNumber),
      ...[seat.floor, seat.zone, seat.row, seat.number, seat.seatCategoryName],
      ...[seat.error === null ? "écartée" : "refusée", 1, seat.error ?? "", text.title, text.remedy],
    ];
  });
  return csvFile(head, [...counted, ...refused]);
}

/** The same of an import: one line a show. */
export function salesCsv(result: NonNullable<RunView["import"]>): Uint8Array {
  const head = ["Manifestation", "Intégrées", "Annulées", "Montant (€)", "Bloquées", "En attente"];
  return csvFile(
    head,
    result.shows.map((show) => [
      show.showTitle ?? String(show.showNumber),
      ...[show.integrated, show.cancelled, show.amountCents / 100, show.blocked.length, show.pending],
    ]),
  );
}
