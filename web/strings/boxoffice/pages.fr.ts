import { frenchCount } from "../counts.ts";

/** The pages of the five choices that show what needs attention, in French. */
export const pagesFr = {
  silent: {
    title: (count: number) =>
      `${frenchCount(count, "manifestation contingentée n’est", "manifestations contingentées ne sont")} pas en vente sur le réseau`,
    badge: (count: number) => `${frenchCount(count, "manifestation", "manifestations")} pas encore en vente`,
    text: "Vos places y sont bloquées et personne ne peut les acheter. Demandez à votre contact de préparer le billet et la mise en vente.",
    show: "Manifestation",
    status: "Statut sur le réseau",
    seats: "Places",
    waiting: "En attente depuis",
    first: "Première séance",
    seenAt: (moment: string) => `vu le ${moment}`,
    days: (days: number) => (days === 0 ? "aujourd’hui" : frenchCount(days, "jour", "jours")),
    statuses: {
      confirmed: "Confirmé",
      announced: "À l’affiche",
      onSale: "En vente",
      stopped: "Vente arrêtée",
    },
  },
  underWay: {
    titles: {
      allot: "Un envoi de places est en cours",
      recall: "Une reprise de places est en cours",
      import: "Une intégration de ventes est en cours",
    },
    text: "L’opération continue d’elle-même, même si vous fermez cet onglet.",
    open: "Voir où il en est",
  },
  stop: {
    soldAt: (moment: string, pointOfSale: string) =>
      pointOfSale === "" ? `vendue le ${moment}` : `vendue le ${moment} à ${pointOfSale}`,
    settled: (title: string) => `${title} : ce qui arrêtait l’intégration est réglé`,
    explain: "Expliquer et régler cette vente",
    resume: "Reprendre l’intégration",
    call: "Appelez votre contact pour régler cette vente.",
    noContact: "Aucune adresse de contact n’est enregistrée dans « Configurer ».",
  },
  latest: {
    title: "Dernières intégrations",
    none: "Aucune intégration pour l’instant.",
  },
  dashboard: {
    title: "Tableau de bord",
    intro: "Les ventes jour par jour et le remplissage de chaque séance.",
    show: "Manifestation",
    sales: "Places vendues par jour et par filière",
    noSales: "Aucune vente pour l’instant",
    noSalesText: "Les ventes du guichet et du réseau s’afficheront ici, jour par jour.",
    chartLabel: (days: number) =>
      `Histogramme des places vendues, ${frenchCount(days, "jour", "jours")} ; les mêmes chiffres sont dans le tableau.`,
    asTable: "Voir les chiffres en tableau",
    day: "Jour",
    channel: "Filière",
    seats: "Places",
    amount: "Montant",
    fill: "Remplissage des séances",
    noPerformances: "Aucune séance pour cette manifestation.",
    performance: "Séance",
    filled: "Remplissage",
    percent: (percent: number) => `${percent} % vendues`,
    parts: {
      soldThere: "Vendues, réseau",
      soldHere: "Vendues ici",
      allotted: "Contingentées",
      held: "En réserve",
      free: "Libres",
      other: "Bloquées ou en écart",
    },
  },
};
