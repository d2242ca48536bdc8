import { frenchCount, told } from "../counts.ts";

interface Lines {
  readonly taken: number;
  readonly known: number;
  readonly waiting: number;
  readonly rejected: number;
}

/** «Intégrer un fichier de vente» (R8.4). */
export const salesFilesFr = {
  salesFiles: {
    title: "Intégrer un fichier de vente",
    intro:
      "Quand le rapatriement a échoué, le réseau peut exporter ses ventes dans un fichier. Rien n’est compté deux fois, ni par un fichier ni par le rapatriement.",
    supportOnly: "Réservé au support.",
    file: "Fichier",
    drop: "Déposez ici le fichier de vente : TicketNet, France Billet ou le nôtre (JSON).",
    choose: "Choisir un fichier",
    writtenAt: "Exporté le",
    writtenAtTime: "à",
    writtenAtText:
      "Les ventes du fichier ont été faites avant ce moment : leurs prix sont comparés à la grille alors en vigueur.",
    analysing: "Lecture du fichier en cours",
    integrating: "Intégration du fichier en cours",
    integrate: "Intégrer",
    analysis: "Ce que contient le fichier",
    report: "Rapport",
    layouts: {
      ticketnet: "TicketNet, colonnes fixes",
      "france-billet": "France Billet, CSV",
      feed: "Notre JSON",
    },
    sales: "Ventes",
    cancellations: "Annulations",
    toTake: "À recevoir",
    taken: "Reçues",
    known: "Déjà connues",
    waiting: "En attente",
    rejected: "Rejetées",
    waitingText:
      "Les lignes en attente sont gardées et reprises dès qu’un fichier ou le rapatriement apporte ce qui leur manque.",
    readBefore: (by: string, at: string) => `Ce fichier a déjà été lu par ${by}, le ${at}.`,
    changesNothing: "Il ne contient rien de nouveau : le lire encore ne change rien.",
    done: (lines: number) =>
      lines === 1
        ? "1 ligne reçue, en attente d’intégration"
        : `${lines} lignes reçues, en attente d’intégration`,
    thenIntegrate: "Intégrer les ventes",
    saveLines: "Lignes non reçues (CSV)",
    linesNotTaken: "Lignes non reçues",
    line: "Ligne",
    outcome: "Résultat",
    reason: "Motif",
    ticket: "Billet",
    outcomes: { waiting: "En attente", rejected: "Rejetée" },
    moreLines: (lines: number) => `Et ${lines} autres, dans le CSV.`,
    codes: "Codes inconnus",
    codesText:
      "Dites une fois ce que désigne chaque code : la réponse vaut pour tous les fichiers de ce format.",
    codeKind: "Nature",
    fileCode: "Code du fichier",
    linesWith: "Lignes",
    meaning: "Désigne",
    kinds: { priceType: "Type de tarif", seatCategory: "Catégorie", zone: "Zone" },
    notTold: "—",
    proposed: (name: string) => `${name} – proposé`,
    remember: "Retenir ces codes",
    kept: "Fichiers lus",
    none: "Aucun fichier lu",
    noneText: "Les fichiers lus sont gardés ici, avec leur empreinte.",
    fileName: "Fichier",
    readBy: "Lu par",
    result: "Résultat",
    unfinished: "Lecture interrompue : relisez-le",
    resultOf: ({ taken, known, waiting, rejected }: Lines) =>
      told([
        [taken, frenchCount(taken, "reçue", "reçues")],
        [known, frenchCount(known, "déjà connue", "déjà connues")],
        [waiting, frenchCount(waiting, "en attente", "en attente")],
        [rejected, frenchCount(rejected, "rejetée", "rejetées")],
      ]) || "Aucune ligne",
    readAgain: "Relire",
    readAgainDone: (name: string, taken: number) =>
      taken === 0
        ? `${name} : rien de nouveau, rien n’a changé.`
        : `${name} : ${frenchCount(taken, "ligne reçue", "lignes reçues")} de plus.`,
    progress: (done: string, lines: string) => `Intégration en cours : ${done} lignes sur ${lines}`,
    linesWaiting: (lines: number) =>
      lines === 1
        ? "1 ligne attend encore une annulation ou sa vente."
        : `${lines} lignes attendent encore une annulation ou leur vente.`,
    reasons: {
      tooLong: "Ligne trop longue",
      wrongLength: "Longueur de ligne inattendue",
      wrongCharacters: "Caractères interdits",
      wrongColumns: "Colonnes manquantes",
      wrongDate: "Date ou heure illisible",
      wrongKind: "Ni vente ni annulation",
      wrongPrice: "Prix illisible",
      wrongCurrency: "Autre monnaie que l’euro",
      fieldEmpty: "Champ vide",
      quoteOpen: "Guillemet non fermé",
      wrongBarcode: "Code-barres qui n’est pas du réseau",
      unknownPerformance: "Aucune séance à cette date et heure",
      ambiguousPerformance: "Plusieurs séances possibles",
      unknownCode: "Code inconnu",
      unknownSeat: "Place inconnue",
      ambiguousSeat: "Plusieurs places possibles",
      notWithReseller: "Place qui n’est pas sur le réseau",
      otherSeat: "Billet déjà reçu pour une autre place",
      otherPrice: "Billet déjà reçu à un autre prix (fichier / ici)",
      seatSold: "Place encore vendue sous un autre billet",
      saleUnknown: "La vente annulée n’est pas encore connue",
      seatUnsettled: "Place en désaccord : comparez d’abord",
      notThisFeed: "Ne continue pas le flux reçu",
    },
  },
};
