import type { Paper } from "../pdf/sheet.ts";
import { type FitSettings, fitText } from "./fit-text.ts";
import type { TicketData, TicketPrinting } from "./ticket-data.ts";
import { barcodePart, markBanner, rule, seatBoxes, watermark } from "./ticket-parts.ts";
import {
  dateInFigures,
  dateInWords,
  feesWords,
  priceWords,
  printedWords,
  soldWords,
} from "./ticket-words.ts";

/** 8 × 3¼ inches: the usual ticket of thermal printers; its stub is torn off at the door. */
export const thermalSize = [576, 234] as const;
const stubFrom = 418;

export function drawThermalTicket(paper: Paper, ticket: TicketData, printing: TicketPrinting): void {
  const [width, height] = thermalSize;
  watermark(paper, ticket, { x: 60, y: 0, width: stubFrom - 60, height }, 26);
  const upright = {
    x: 14,
    y: 12,
    length: height - 24,
    thickness: 34,
    direction: "vertical",
    dots: 3,
  } as const;
  drawMain(paper, ticket, printing);
  barcodePart(paper, ticket, upright);
  rule(paper, [stubFrom, 0], [stubFrom, height], 3);
  drawStub(paper, ticket, printing, { x: stubFrom + 7, width: width - stubFrom - 14 });
}

function drawMain(paper: Paper, ticket: TicketData, printing: TicketPrinting): void {
  const [x, width] = [72, stubFrom - 72 - 10];
  const { theatre } = ticket;
  const banner = ticket.mark === "none" ? 0 : 118;
  const head = { x, width: width - banner };
  fitText(paper, theatre.name, { ...head, y: 12 }, { font: "bold", size: 9.5 });
  fitText(paper, joined(theatre.address, theatre.town), { ...head, y: 24 }, { size: 7 });
  fitText(paper, `Licence : ${ticket.licence}`, { ...head, y: 33 }, { size: 6.5 });
  markBanner(paper, ticket, { x: x + width - banner + 4, y: 12, width: banner - 4 }, 9);
  let y = 45;
  const column = (at: number) => ({ x, y: at, width });
  y += fitText(paper, ticket.comment, column(y), { size: 7.5 });
  y += fitText(paper, ticket.title, column(y), { font: "bold", size: 17, smallest: 9, lines: 2, tag: "H1" });
  y += fitText(paper, ticket.subtitle, column(y), { size: 9 });
  fitText(paper, dateInWords(ticket), column(Math.max(y + 2, 108)), { font: "bold", size: 11 });
  fitText(paper, ticket.area, column(124), { size: 8 });
  seatBoxes(paper, ticket, column(137), 34);
  const half = { x, y: 176, width: width / 2 - 4 };
  fitText(paper, ticket.priceType, half, { font: "bold", size: 9.5 });
  const right = { ...half, x: x + width / 2 + 4 };
  fitText(paper, `${priceWords(ticket)} – ${feesWords}`, right, { font: "bold", size: 9.5, align: "right" });
  fitText(paper, ticket.customer && `Client : ${ticket.customer}`, column(189), { size: 8 });
  fitText(paper, `${theatre.town} – ${dateInFigures(ticket)} – ${soldWords(ticket)}`, column(205), {
    size: 6.5,
  });
  fitText(paper, joined(printedWords(printing), ...ticket.transactions), column(214), { size: 6.5 });
}

function drawStub(
  paper: Paper,
  ticket: TicketData,
  printing: TicketPrinting,
  { x, width }: { x: number; width: number },
): void {
  let y = 12;
  const put = (text: string, size: number, more: Partial<FitSettings> = {}) => {
    y += fitText(paper, text, { x, y, width }, { size, ...more });
  };
  if (ticket.mark !== "none") {
    markBanner(paper, ticket, { x, y, width }, 8);
    y += 15;
  }
  put(ticket.theatre.town, 7);
  put(dateInFigures(ticket), 10, { font: "bold" });
  put(ticket.title, 8, { font: "bold", lines: 2, smallest: 6.5 });
  put(joined(ticket.category, ticket.area), 7.5, { lines: 2 });
  put(`Rang ${ticket.row} – Place ${ticket.seat}`, 11, { font: "bold" });
  put(ticket.priceType, 7.5);
  put(`${priceWords(ticket)} – ${feesWords}`, 7.5, { font: "bold" });
  put(ticket.customer, 7.5);
  put(`Licence : ${ticket.licence}`, 6);
  put(joined(printedWords(printing), ...ticket.transactions), 6, { lines: 2 });
  const place = { x, y: 186, length: width, thickness: 30, direction: "horizontal", dots: 3 } as const;
  barcodePart(paper, ticket, place);
}

const joined = (...parts: string[]) => parts.filter((part) => part !== "").join(" – ");
