import { csvFile } from "../csv.ts";

/** The lines of a sales file that were not taken, in French. */
export interface LineToPrint {
  number: number;
  outcome: "waiting" | "rejected";
  reason: string;
  detail: string;
  ticketId: string;
}

const reasons: Readonly<Record<string, string>> = {
  tooLong: "ligne trop longue",
  wrongLength: "longueur de ligne inattendue",
  wrongCharacters: "caractères interdits",
  wrongColumns: "colonnes manquantes",
  wrongDate: "date ou heure illisible",
  wrongKind: "ni vente ni annulation",
  wrongPrice: "prix illisible",
  wrongCurrency: "autre monnaie que l’euro",
  fieldEmpty: "champ vide",
  quoteOpen: "guillemet non fermé",
  wrongBarcode: "code-barres qui n’est pas du revendeur",
  unknownPerformance: "aucune séance à cette date et heure",
  ambiguousPerformance: "plusieurs séances possibles",
  unknownCode: "code inconnu",
  unknownSeat: "place inconnue",
  ambiguousSeat: "plusieurs places possibles",
  notWithReseller: "place qui n’est pas chez le revendeur",
  otherSeat: "billet déjà reçu pour une autre place",
  otherPrice: "billet déjà reçu à un autre prix (fichier / ici)",
  seatSold: "place encore vendue sous un autre billet",
  saleUnknown: "vente annulée pas encore connue",
  seatUnsettled: "place en désaccord, à comparer",
  notThisFeed: "ne continue pas le flux reçu",
};

export function linesCsv(lines: readonly LineToPrint[]): Uint8Array {
  return csvFile(
    ["Ligne", "Résultat", "Motif", "Détail", "Billet"],
    lines.map(({ number, outcome, reason, detail, ticketId }) => [
      number,
      outcome === "waiting" ? "en attente" : "rejetée",
      reasons[reason] ?? reason,
      detail,
      ticketId,
    ]),
  );
}
