import { a4, type Paper } from "../pdf/sheet.ts";
import { fitText } from "./fit-text.ts";
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

const [pageWidth] = a4;
const left = 42;
const width = pageWidth - 2 * left;
/** The part that is shown at the door: the upper half, so that the sheet may be folded. */
const frame = { x: left, y: 42, width, height: 358 };

export function drawPrintAtHomeTicket(paper: Paper, ticket: TicketData, printing: TicketPrinting): void {
  watermark(paper, ticket, frame, 38);
  rule(paper, [left, frame.y], [left + width, frame.y]);
  rule(paper, [left, frame.y + frame.height], [left + width, frame.y + frame.height], 4);
  drawTicket(paper, ticket, printing);
  drawAdvice(paper, ticket);
}

function drawTicket(paper: Paper, ticket: TicketData, printing: TicketPrinting): void {
  const inner = width - 84;
  const { theatre } = ticket;
  let y = frame.y + 12;
  const column = (at: number) => ({ x: left, y: at, width: inner });
  if (ticket.mark !== "none") {
    markBanner(paper, ticket, column(y), 12);
    y += 26;
  }
  y += fitText(paper, theatre.name, column(y), { font: "bold", size: 12 });
  y += fitText(paper, [theatre.address, theatre.town].filter(Boolean).join(" – "), column(y), { size: 9 });
  y += fitText(paper, `Licence : ${ticket.licence}`, column(y), { size: 8 }) + 10;
  y += fitText(paper, ticket.comment, column(y), { size: 9.5, lines: 2 });
  const title = { font: "bold", size: 23, smallest: 12, lines: 2, tag: "H1" } as const;
  y += fitText(paper, ticket.title, column(y), title);
  y += fitText(paper, ticket.subtitle, column(y), { size: 12 }) + 4;
  y += fitText(paper, dateInWords(ticket), column(y), { font: "bold", size: 13 });
  fitText(paper, ticket.area, column(y), { size: 10 });
  seatBoxes(paper, ticket, column(222), 46);
  const half = { x: left, y: 276, width: inner / 2 - 4 };
  fitText(paper, ticket.priceType, half, { font: "bold", size: 12 });
  const right = { ...half, x: left + inner / 2 + 4 };
  fitText(paper, `${priceWords(ticket)} – ${feesWords}`, right, { font: "bold", size: 12, align: "right" });
  fitText(paper, ticket.customer && `Client : ${ticket.customer}`, column(293), { size: 11 });
  const bars = { direction: "horizontal", dots: 4, length: 210, thickness: 52 } as const;
  barcodePart(paper, ticket, { ...bars, x: left, y: 322 });
  const notes = { x: left + 226, width: inner - 226 };
  const facts = [`${theatre.town} – ${dateInFigures(ticket)}`, soldWords(ticket), printedWords(printing)];
  for (const [index, fact] of [...facts, ...ticket.transactions].entries())
    fitText(paper, fact, { ...notes, y: 324 + index * 11 }, { size: 8 });
  const upright = { direction: "vertical", dots: 4, length: 250, thickness: 46 } as const;
  barcodePart(paper, ticket, { ...upright, x: left + width - 60, y: frame.y + 30 });
}

const advice = [
  "Imprimez cette page en entier sur une feuille A4 blanche, à 100 %, en noir ou en couleurs, ou présentez-la sur l’écran d’un téléphone.",
  "Le code-barre n’ouvre l’entrée qu’une fois : le premier billet présenté entre, sa copie reste dehors. Ne le publiez pas et ne le transmettez à personne d’autre que celui qui vient.",
  "Une copie pliée, tachée ou mal imprimée peut ne pas être lue. Les chiffres sous les barres servent alors au contrôle.",
  "En cas de report, ce billet reste valable à la nouvelle date.",
];

function drawAdvice(paper: Paper, ticket: TicketData): void {
  let y = frame.y + frame.height + 24;
  const lines =
    ticket.mark === "mockUp" ? ["Cette page est une maquette : elle ne permet pas d’entrer."] : advice;
  y += fitText(paper, "Billet à imprimer chez soi", { x: left, y, width }, { font: "bold", size: 11 }) + 6;
  for (const line of lines) y += fitText(paper, line, { x: left, y, width }, { size: 9.5, lines: 4 }) + 6;
  fitText(paper, `Informations : ${ticket.theatre.name}`, { x: left, y, width }, { size: 9.5 });
}
