import { frenchCount } from "../counts.ts";

const places = (count: number) => frenchCount(count, "place", "places");

/** Génération des codifications: in French. */
export const codesFr = {
  codes: {
    title: "Génération des codifications",
    intro:
      "Ce que le réseau doit connaître avant de recevoir des places : les codes et le plan de chaque salle, vos tarifs et vos réserves.",
    open: "Génération des codifications",
    openText: "Exporter les plans, les tarifs et les réserves, à envoyer au réseau.",
    halls: "Plans de salle",
    hallsText:
      "À envoyer pour une nouvelle salle ou une nouvelle catégorie, avant tout contingentement : six listes de codes et le plan en image.",
    hall: "Salle",
    code: "Code",
    capacity: "Jauge",
    planVersion: "Version du plan",
    action: "Export",
    exportPlans: "Exporter plans",
    exportPlansOf: (hall: string) => `Exporter plans de ${hall}`,
    none: "Aucune salle",
    noneText: "Les codifications d’une salle s’exportent dès que son plan est enregistré.",
    exported: (hall: string, hallCode: number) => `Codifications de ${hall} (${hallCode})`,
    summary: (files: number, seats: number) =>
      `${frenchCount(files, "fichier", "fichiers")}, ${places(seats)}.`,
    download: "Télécharger le dossier",
    file: "Fichier",
    size: "Taille",
    kilobytes: (size: string) => `${size}\u00a0Ko`,
    kept: "Les fichiers sont gardés sur le serveur, dans le dossier de données de la billetterie :",
    notKept: "Les fichiers n’ont pas pu être gardés sur le serveur",
    notKeptText:
      "Le disque est plein ou protégé. Téléchargez le dossier et envoyez-le ; prévenez qui s’occupe du serveur.",
    next: "Envoyez ce dossier tel quel au gestionnaire du réseau : il l’importe sans rien saisir.",
  },
};

export type CodesStrings = typeof codesFr;
