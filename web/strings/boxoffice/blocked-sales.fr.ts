import { frenchCount } from "../counts.ts";

/** Une vente bloquée, expliquée et réglée: in French. */
export const blockedSalesFr = {
  blockedSale: {
    title: "Vente bloquée",
    open: "Expliquer et régler",
    intro:
      "Pourquoi cette vente attend, qui peut la débloquer, et comment l’intégrer une fois l’écart réglé.",
    saleTitle: "La vente",
    soldAt: "Vendue le",
    barcode: "Code-barres",
    holder: "Client",
    pointOfSale: "Point de vente",
    priceType: "Type de tarif",
    category: "Catégorie",
    resellerFee: "Frais TKN",
    status: {
      pending: "Elle attend son tour : l’intégration s’est arrêtée avant elle.",
      blocked: "Elle est bloquée : rien n’est perdu, elle attend d’être réglée.",
      integrated: "Elle est intégrée : elle est au journal de caisse et dans la dette du réseau.",
      closed: "Elle est close : elle ne sera jamais intégrée et rien n’est dû pour elle.",
    },
    settled: "Plus rien ne s’oppose à cette vente : réessayez, elle sera intégrée.",
    whyTitle: "Pourquoi elle est bloquée",
    columns: { faceValue: "le montant diffère", fees: "la somme des frais diffère" },
    gridSince: (from: string) => `Comparée à la grille en vigueur depuis le ${from}`,
    gridUntil: (from: string, until: string) => `Comparée à la grille en vigueur du ${from} au ${until}`,
    noGrid: "Aucune grille de ce spectacle n’était en vigueur au moment de la vente.",
    likeliest: "Le plus probable",
    possible: "Possible aussi",
    causes: {
      earlierGrid: (from: string, until: string) =>
        `Vendue à l’ancien tarif : c’est le prix de la grille du ${from} au ${until}.`,
      laterGrid: (from: string) =>
        `Vendue au nouveau tarif avant l’heure : c’est le prix de la grille qui commence le ${from}.`,
      seatCategoryChanged: (sale: string, ours: string) =>
        `La place a changé de catégorie : vendue en ${sale}, elle est chez vous en ${ours}.`,
      otherCategory: (name: string) => `C’est le prix d’une autre catégorie de la même grille : ${name}.`,
      otherPriceType: (name: string) => `C’est le prix d’un autre type de tarif de la même grille : ${name}.`,
      feesInAmount: "Le total est juste : les frais ont été comptés dans le montant, ou l’inverse.",
      resellerFeeInAmount: "Les frais TKN ont été comptés dans le montant.",
      noGridYet:
        "Le spectacle n’avait encore aucune grille : créez-la avec une date de début antérieure à la vente.",
      notInGrid: "La grille n’a pas de prix pour ce type de tarif dans cette catégorie : complétez-la.",
      otherPrice: "Ce prix n’est dans aucune de vos grilles : faites le point avec votre contact.",
      priceTypeUnheardOf: (code: string) => `Type de tarif inconnu ${code} : il n’existe pas chez vous.`,
      counterPriceType: (name: string) =>
        `${name} est un tarif du guichet : le réseau ne peut pas le vendre.`,
      priceTypeNotOfInterface: (name: string) =>
        `${name} existe, mais n’est pas dans la liste de l’interface : ajoutez-le dans « Configurer ».`,
      rescheduled: "La séance a été reportée depuis : le réseau a vendu sous l’ancienne date.",
      otherPerformance: (number: string) => `Une autre séance du spectacle est à cette date : n° ${number}.`,
      otherDate: "La date ou l’heure du réseau n’est celle d’aucune de vos séances de ce spectacle.",
      otherShow: (title: string) => `Chez vous, cette séance est celle d’un autre spectacle : ${title}.`,
      performanceUnheardOf: "Cette séance n’existe pas chez vous.",
      saleWaits:
        "La vente qu’elle annule n’est pas encore intégrée : réglez d’abord celle-là, ou clôturez les deux.",
      saleClosed: "La vente qu’elle annule a été close : clôturez aussi l’annulation.",
      saleUnheardOf: "Elle annule une vente qui n’est jamais arrivée chez vous.",
      seatUnheardOf: "Cette place n’existe pas dans le plan de la séance.",
      toldTwice:
        "Un fichier de vente avait déjà apporté ce billet, à un autre prix : c’est celui du fichier qui compte.",
      barcodeTwice: "Un autre billet porte déjà ce code-barres : la vente n’a pas de billet chez vous.",
      cancelledSince:
        "Le réseau a annulé cette vente depuis : rien n’est dû, vous pouvez la clore avec son annulation.",
    },
    whom: {
      ownHouse: "À régler chez vous.",
      resellerContact: (mail: string) => `À régler avec votre contact du réseau : ${mail}`,
      support: "À régler avec le support.",
    },
    noMail: "son adresse est à compléter dans « Configurer »",
    actsTitle: "Régler",
    retry: "Réessayer cette vente",
    retryShow: "Réessayer tout le spectacle",
    retryText:
      "Les mêmes règles que l’intégration : jamais deux fois, jamais à un prix qui n’est pas le vôtre.",
    integrated: (amount: string) => `Intégrée : ${amount} au journal et dans la dette.`,
    stillBlocked: "Toujours bloquée : l’écart n’est pas réglé.",
    alreadySettled: "Déjà réglée entre-temps.",
    override: "Accepter au prix du réseau…",
    overrideText: "À deux : la grille est comptée comme la vente, l’écart sur une ligne à part du journal.",
    close: "Clore sans intégrer…",
    closeText: "À deux : rien n’est compté. Une vente annulée depuis est close avec son annulation.",
    managerOnly:
      "Accepter un autre prix ou clore une vente demande un responsable ou le support, et une seconde personne.",
    overrideTitle: "Accepter au prix du réseau",
    overrideDeed: (amount: string) => `Accepter ${amount}`,
    closeTitle: "Clore sans intégrer",
    closeDeed: "Clore la vente",
    closeWarning: "Cette vente ne sera jamais intégrée : rien ne sera dû pour elle. C’est définitif.",
    overridden: (name: string, second: string, at: string) =>
      `Prix accepté par ${name} et ${second} le ${at}`,
    closed: (name: string, second: string, at: string) => `Close par ${name} et ${second} le ${at}`,
    closedNow: (count: number) => frenchCount(count, "ligne close", "lignes closes"),
  },
};

export type BlockedSalesStrings = typeof blockedSalesFr;
