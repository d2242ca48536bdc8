import { catalogueFr } from "@allotement/protocol/catalogue/errors.fr.ts";
import type { ExchangeErrorNumber } from "@allotement/protocol/errors.ts";
import { type Block, type Content, heading, text } from "../content.ts";
import { civilText, countText, numberText, performanceText } from "../french.ts";
import { shortened } from "../pdf/printable.ts";
import type { Moment } from "../pdf/sheet.ts";

/** What the reports of an allotment and of a recall are made from (R5.6, R6.3, R9.2). */
export interface SeatsReportData {
  kind: "allot" | "recall";
  printedAt: Moment;
  organizerName: string;
  resellerName: string;
  operatorName: string;
  /** Civil moments at the venue; null while answers are awaited. */
  startedAt: string;
  finishedAt: string | null;
  performances: ReportedPerformance[];
  refusals: RefusedSeat[];
}
export interface ReportedPerformance {
  performanceNumber: number;
  showTitle: string;
  localDate: string;
  localTime: string;
  accepted: number;
  refused: number;
  waiting: number;
  /** Not asked for: they were no longer as the clerk saw them. */
  skipped: number;
  /** Not asked for: the reseller has not acknowledged yet that they were taken back by force. */
  awaitingFence: number;
  byCategory: { shortName: string; accepted: number }[];
}
export interface RefusedSeat {
  performanceNumber: number;
  floor: string;
  zone: string;
  row: string;
  number: string;
  seatCategoryName: string;
  /** The exchange's error; null: the seat had changed before it was sent. */
  error: ExchangeErrorNumber | null;
}

const words = {
  allot: { title: "Rapport de contingentement", accepted: "Contingentées", category: "Contingentées" },
  recall: { title: "Rapport de reprise", accepted: "Reprises", category: "Décont." },
} as const;

export function seatsReport(data: SeatsReportData): Content {
  const { title } = words[data.kind];
  const organizer = shortened(data.organizerName);
  return {
    title,
    foot: `${organizer} – ${title} du ${civilText(data.startedAt)}`,
    blocks: [
      text(`${organizer} – ${shortened(data.resellerName)}`),
      text(`Lancé par ${shortened(data.operatorName)} le ${civilText(data.startedAt)}`),
      text(
        data.finishedAt === null
          ? "En cours : toutes les réponses ne sont pas arrivées."
          : `Terminé le ${civilText(data.finishedAt)}`,
      ),
      text(`Imprimé le ${civilText(data.printedAt.local)}`),
      heading("Par séance"),
      performanceTable(data),
      ...categoryTable(data),
      heading("Places refusées"),
      ...refusals(data),
    ],
  };
}

function performanceTable({ kind, performances }: SeatsReportData): Block {
  const counts = (one: Pick<ReportedPerformance, "accepted" | "refused" | "waiting" | "skipped">) =>
    [one.accepted, one.refused, one.waiting, one.skipped].map(numberText);
  const sum = (field: "accepted" | "refused" | "waiting" | "skipped") =>
    performances.reduce(
      (total, one) => total + one[field] + (field === "skipped" ? one.awaitingFence : 0),
      0,
    );
  const total = {
    accepted: sum("accepted"),
    refused: sum("refused"),
    waiting: sum("waiting"),
    skipped: sum("skipped"),
  };
  return {
    kind: "table",
    columns: [
      { head: "Manifestation", weight: 30 },
      { head: "Séance", weight: 26 },
      { head: words[kind].accepted, weight: 14, align: "right" },
      { head: "Refusées", weight: 10, align: "right" },
      { head: "En attente", weight: 11, align: "right" },
      { head: "Écartées", weight: 10, align: "right" },
    ],
    rows: [
      ...performances.map((one) => ({
        cells: [
          shortened(one.showTitle),
          performanceText(one.localDate, one.localTime),
          ...counts({ ...one, skipped: one.skipped + one.awaitingFence }),
        ],
      })),
      { cells: ["Total", countText(performances.length, "séance", "séances"), ...counts(total)], sum: true },
    ],
  };
}

/** What went or came back, by category: the manual's «Catégo», «Nb», «Décont» (R6.2). */
function categoryTable({ kind, performances }: SeatsReportData): Block[] {
  const counts = new Map<string, number>();
  for (const { shortName, accepted } of performances.flatMap((one) => one.byCategory))
    counts.set(shortName, (counts.get(shortName) ?? 0) + accepted);
  if (counts.size === 0) return [];
  return [
    heading("Par catégorie"),
    {
      kind: "table",
      columns: [
        { head: "Catégorie", weight: 50 },
        { head: words[kind].category, weight: 20, align: "right" },
        { head: "", weight: 31 },
      ],
      rows: [...counts].map(([shortName, count]) => ({
        cells: [shortened(shortName), numberText(count), ""],
      })),
    },
  ];
}

/** More than that is a hall unknown at the other side, not seats that a person looks up one by one: a line for each row. */
const seatBySeatMax = 2_000;

/** Seat by seat with the reason, then what each reason means and what to do (R5.6, R12). */
function refusals({ performances, refusals }: SeatsReportData): Block[] {
  if (refusals.length === 0) return [text("Aucune place refusée.")];
  const areMany = refusals.length > seatBySeatMax;
  const dates = new Map(
    performances.map((one) => [one.performanceNumber, performanceText(one.localDate, one.localTime)]),
  );
  const seats: Block = {
    kind: "table",
    columns: [
      { head: "Séance", weight: 25 },
      { head: "Étage, zone", weight: 24 },
      { head: "Rang", weight: 8 },
      areMany ? { head: "Places", weight: 18 } : { head: "Place", weight: 8 },
      { head: "Catégorie", weight: 18 },
      { head: "Motif", weight: 26 },
    ],
    rows: (areMany ? byRow(refusals) : refusals).map((seat) => ({
      cells: [
        dates.get(seat.performanceNumber) ?? String(seat.performanceNumber),
        [...new Set([seat.floor, seat.zone])].map(shortened).join(", "),
        shortened(seat.row),
        shortened(seat.number),
        shortened(seat.seatCategoryName),
        reasonTitle(seat.error),
      ],
    })),
  };
  const errors = [...new Set(refusals.map(({ error }) => error))].sort((a, b) => (a ?? 0) - (b ?? 0));
  return [
    ...(areMany
      ? [
          text(
            `${countText(refusals.length, "place", "places")}, réunies par rang. Le fichier CSV les donne une à une.`,
          ),
        ]
      : []),
    seats,
    heading("Motifs"),
    ...errors.map((error) => {
      const { cause, remedy } = reasonText(error);
      return text(`${reasonTitle(error)} – ${cause} ${remedy}`);
    }),
  ];
}

/** The refused seats of a row together, its numbers as ranges: in as many lines as a cell can show them. */
function byRow(refusals: readonly RefusedSeat[]): RefusedSeat[] {
  const rows = new Map<string, RefusedSeat[]>();
  for (const seat of refusals) {
    const { number: _, ...place } = seat;
    const key = JSON.stringify(Object.values(place));
    const row = rows.get(key);
    if (row) row.push(seat);
    else rows.set(key, [seat]);
  }
  return [...rows.values()].flatMap((seats) => {
    const [first] = seats;
    return first ? linesOf(rangesOf(seats)).map((number) => ({ ...first, number })) : [];
  });
}

/** «1–12», «14», «15 bis»: only what counts on by one is a range. */
function rangesOf(seats: readonly RefusedSeat[]): string[] {
  const isCounted = ({ number }: RefusedSeat) => /^[1-9]\d{0,8}$/.test(number);
  const runs: { from: number; to: number }[] = [];
  for (const number of seats
    .filter(isCounted)
    .map((seat) => Number(seat.number))
    .sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  const counted = runs.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
  return [...counted, ...seats.filter((seat) => !isCounted(seat)).map(({ number }) => number)];
}

const lineMax = 60;

function linesOf(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + part.length + 2 <= lineMax)
      lines[lines.length - 1] = `${line}, ${part}`;
    else lines.push(part);
  }
  return lines;
}

const reasonText = (error: ExchangeErrorNumber | null) =>
  error === null ? catalogueFr.seatChanged : catalogueFr.exchange[error];

function reasonTitle(error: ExchangeErrorNumber | null): string {
  const { title } = reasonText(error);
  return error === null ? title : `${error} · ${title}`;
}
