import { entryKindsFr } from "../closing/closing-receipt.ts";
import { type Block, type Content, heading, strong, text } from "../content.ts";
import { amountText, civilText, countText, numberText } from "../french.ts";
import { shortened } from "../pdf/printable.ts";

/** What the reading of a cash desk is made from; amounts in cents, moments civil at the venue. */
export interface DeskReadingData {
  organizerName: string;
  cashDeskNumber: number;
  operatorName: string;
  salesChannelName: string;
  openedAt: string;
  /** Null while the desk is open: an X; a Z afterwards. */
  closedAt: string | null;
  closedByName: string | null;
  printedAt: string;
  floatCents: number;
  entryCount: number;
  totals: { kind: string; paymentMethodName: string; entryCount: number; amountCents: number }[];
  counts: { money: "cash" | "card" | "cheque"; expectedCents: number; countedCents: number | null }[];
  reason: string | null;
}

const moneysFr = { cash: "Espèces, fond de caisse compris", card: "Cartes", cheque: "Chèques" };

/** X of an open desk, Z of a closed one. */
export function deskReading(data: DeskReadingData): Content {
  const organizer = shortened(data.organizerName);
  const title = `${data.closedAt === null ? "Lecture X" : "Ticket Z"} de la caisse n° ${data.cashDeskNumber}`;
  return {
    title,
    foot: `${organizer} – ${title}, ${shortened(data.operatorName)}`,
    blocks: [
      strong(`${shortened(data.operatorName)} – ${shortened(data.salesChannelName)}`),
      text(organizer),
      text(`Ouverte le ${civilText(data.openedAt)}, fond de caisse ${amountText(data.floatCents)}`),
      text(
        data.closedAt === null
          ? `Encore ouverte le ${civilText(data.printedAt)}`
          : `Fermée le ${civilText(data.closedAt)} par ${shortened(data.closedByName ?? "")}`,
      ),
      text(countText(data.entryCount, "écriture", "écritures")),
      heading("Opérations"),
      ...totalsTable(data.totals),
      heading("Comptage"),
      countsTable(data.counts),
      ...(data.reason === null ? [] : [text(`Motif de l’écart\u202f: ${shortened(data.reason)}`)]),
    ],
  };
}

function totalsTable(totals: DeskReadingData["totals"]): Block[] {
  if (totals.length === 0) return [text("Aucune opération.")];
  return [
    {
      kind: "table",
      columns: [
        { head: "Nature", weight: 34 },
        { head: "Règlement", weight: 34 },
        { head: "Nb", weight: 12, align: "right" },
        { head: "Montant", weight: 20, align: "right" },
      ],
      rows: [
        ...totals.map((total) => ({
          cells: [
            entryKindsFr[total.kind] ?? total.kind,
            shortened(total.paymentMethodName),
            numberText(total.entryCount),
            amountText(total.amountCents),
          ],
        })),
        {
          cells: [
            "Total",
            "",
            numberText(totals.reduce((sum, { entryCount }) => sum + entryCount, 0)),
            amountText(totals.reduce((sum, { amountCents }) => sum + amountCents, 0)),
          ],
          sum: true,
        },
      ],
    },
  ];
}

function countsTable(counts: DeskReadingData["counts"]): Block {
  return {
    kind: "table",
    columns: [
      { head: "Moyen", weight: 40 },
      { head: "Attendu", weight: 20, align: "right" },
      { head: "Compté", weight: 20, align: "right" },
      { head: "Écart", weight: 20, align: "right" },
    ],
    rows: counts.map(({ money, expectedCents, countedCents }) => ({
      cells: [
        moneysFr[money],
        amountText(expectedCents),
        countedCents === null ? "–" : amountText(countedCents),
        countedCents === null ? "–" : amountText(countedCents - expectedCents),
      ],
    })),
  };
}
