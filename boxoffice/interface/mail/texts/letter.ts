import { formatCents } from "@allotement/protocol/money.ts";

/** A mail ready to be read, changed and sent. */
export interface Letter {
  subject: string;
  text: string;
}

/** Who writes, and for whom. */
export interface Writer {
  operatorName: string;
  organizerName: string;
  institutionCode: number;
}

/** What travels with a mail. */
export type AttachmentKey = "onSaleDocument" | "codeLists" | "priceTypes";

export interface Moment {
  localDate: string;
  localTime: string;
}

const noBreak = "\u00a0";
const subjectLengthMax = 300;
const days = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeZone: "UTC" });
const numbers = new Intl.NumberFormat("fr-FR");

/** «mardi 3 mars 2020 à 19 h 30», «dimanche 1er mars 2020 à 15 h» */
export function frenchMoment({ localDate, localTime }: Moment): string {
  const [hours = "", minutes = ""] = localTime.split(":");
  const clock = `${Number(hours)}${noBreak}h${minutes === "00" ? "" : `${noBreak}${minutes}`}`;
  const day = days.format(new Date(`${localDate}T00:00:00Z`)).replace(/(?<= )1(?= )/, "1er");
  return `${day} à ${clock}`;
}

/** «1 place», «812 places» */
export function frenchCount(count: number, one: string, many: string): string {
  return `${numbers.format(count)}${noBreak}${Math.abs(count) < 2 ? one : many}`;
}

export const euros = (amountCents: number) => formatCents(amountCents, "fr");

/** A letter with its greeting and its signature; paragraphs stand apart by an empty line. */
export function letter(writer: Writer, subject: string, paragraphs: readonly (string | undefined)[]): Letter {
  const signature = `${writer.operatorName}\n${writer.organizerName} (institution ${writer.institutionCode})`;
  const body = paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== "");
  const text = ["Bonjour,", ...body, "Bien cordialement,", signature].join("\n\n");
  return { subject: french(oneLine(subject)).slice(0, subjectLengthMax), text: `${french(text)}\n` };
}

/** A list, one item a line. */
export function list(items: readonly string[]): string {
  return items.map((item) => `–${noBreak}${item}`).join("\n");
}

/** No-break spaces where French typography wants them: before high signs, inside quotation marks. */
function french(text: string): string {
  return text
    .replace(/ (?=[:;?!»€])/gu, noBreak)
    .replace(/(?<=«) /gu, noBreak)
    .replace(/ (?=–\s)/gu, noBreak);
}

/** What people have typed into the name of a show or a hall may hold a line break. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
