import type { Moment } from "./pdf/sheet.ts";

/** What a document says, apart from how it looks: the PDF and the page on the screen are drawn from the same. */
export interface Content {
  title: string;
  /** What stands at the foot of every page. */
  foot: string;
  blocks: Block[];
}

export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string; strong?: boolean }
  | { kind: "table"; columns: ContentColumn[]; rows: ContentRow[] };

export interface ContentColumn {
  head: string;
  /** Its part of the width, against the other columns'. */
  weight: number;
  align?: "left" | "right";
}
export interface ContentRow {
  cells: string[];
  /** A sum stands out. */
  sum?: boolean;
}

/** «23/04/2020 17:18:30», as documents for French readers write a moment. */
export function momentText({ local }: Moment): string {
  const [date = "", time = ""] = local.split("T");
  return `${dateText(date)} ${time}`;
}

/** «23/04/2020» of 2020-04-23. */
export function dateText(localDate: string): string {
  return localDate.split("-").reverse().join("/");
}

const weekdays = ["Dimanche", "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi"];

/** «Mardi 03/03/2020 à 19:00», as the manual names a performance. */
export function performanceText(localDate: string, localTime: string): string {
  const weekday = weekdays[new Date(`${localDate}T00:00:00Z`).getUTCDay()] ?? "";
  return `${weekday} ${dateText(localDate)} à ${localTime}`;
}
