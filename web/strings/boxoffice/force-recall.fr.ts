import { frenchCount } from "../counts.ts";

const places = (count: number) => frenchCount(count, "place", "places");

/** Forcer le décontingentement, conflits: in French. */
export const forceRecallFr = {
  secondPerson: {
    legend: "Seconde personne",
    text: "Un responsable ou le support, autre que vous, saisit ici ses initiales et son mot de passe.",
  },
  forceRecall: {
    title: "Forcer le décontingentement",
    intro:
      "Dernier recours, réservé au support : libérer des places sans la réponse du réseau, quand la liaison ne revient pas.",
    open: "Forcer le décontingentement",
    openText: "Libérer des places sans la réponse du réseau, à deux personnes. Suivi des clôtures.",
    choose: "Choisir une séance",
    supportOnly:
      "Seul le support peut forcer un décontingentement. Les reprises déjà faites sont ci-dessous.",
    nothing: "Aucune place chez le réseau",
    nothingText: "Il n’y a rien à reprendre, ni par la voie normale ni de force.",
    counts: (allotted: number, inDoubt: number) =>
      inDoubt === 0
        ? `${places(allotted)} chez le réseau`
        : `${places(allotted)} chez le réseau, ${inDoubt} sans réponse`,
    list: "Décontingentements forcés",
    none: "Aucun décontingentement forcé",
    noneText: "Ils seraient listés ici, avec l’état de leur clôture et les ventes tardives.",
    at: "Le",
    by: "Par",
    and: (one: string, other: string) => `${one} et ${other}`,
    performance: "Séance",
    reason: "Motif",
    because: (reason: string) => `Motif : ${reason}`,
    seats: "Places",
    fence: "Clôture",
    lateSales: "Ventes tardives",
    warning: "Toutes ces places ont peut-être déjà été vendues",
    warningText:
      "Le réseau vend sans vous prévenir tant que la liaison est coupée. Si une place libérée ici a déjà été vendue là-bas, vous l’apprendrez au retour de la liaison : non revendue, elle redevient vendue par le réseau ; revendue, deux clients auront la même place.",
    lineUp: "La liaison est établie en ce moment : préférez la reprise normale.",
    toRecall: "Reprendre des places",
    lineDown: (moment: string) => `Liaison vue établie pour la dernière fois le ${moment}.`,
    lineNever: "Liaison jamais établie depuis le démarrage du serveur.",
    feed: (sequence: number, moment: string) =>
      `Ventes reçues jusqu’au n° ${sequence}, dernière réception le ${moment}.`,
    feedEmpty: "Aucune vente reçue du réseau jusqu’ici.",
    feedFault: "La réception des ventes est arrêtée : le flux du réseau est en défaut.",
    chosen: (count: number, total: number) => `${places(count)} sur ${total}`,
    seatsToFree: "Places à libérer",
    chooseAll: "Choisir toutes les places",
    chooseSeat: (seat: string) => `Choisir ${seat}`,
    place: "Place",
    state: "État",
    since: "Contingentée depuis",
    confirmPanel: "Confirmer à deux",
    reasonText: "Pourquoi ne peut-on pas attendre la réponse du réseau ? Ce motif est conservé.",
    confirmation: "Confirmation",
    confirmationText: "Recopiez : FORCER LE DECONTINGEMENT",
    submit: (count: number) => `Libérer ${places(count)}`,
    needAll: "Choisissez des places, puis remplissez le motif, la confirmation et la seconde personne.",
    reportTitle: "Décontingentement forcé",
    freed: "Places libérées",
    freedText: (count: number) =>
      `${places(count)} de nouveau dans votre réserve : ce qui doit se vendre au guichet en est d’abord retiré.`,
    fences: {
      waiting: "en attente",
      acknowledged: "confirmée",
      refused: "refusée",
    },
    fenceOf: (acknowledged: number, total: number) => `${acknowledged} sur ${total} confirmées`,
    fenceWaiting: (count: number) => `Clôture en attente pour ${places(count)}`,
    fenceWaitingText:
      "Le réseau n’a pas encore confirmé qu’il ne vendra plus ces places. La demande est renvoyée sans fin ; d’ici là, ces places ne peuvent pas repartir chez lui.",
    fenceDone: "Clôture confirmée par le réseau",
    fenceDoneText: "Il ne peut plus vendre ces places : elles peuvent lui être contingentées de nouveau.",
    fenceRefused: (count: number) => `Clôture refusée pour ${places(count)}`,
    fenceRefusedText:
      "Le réseau détient ces places sous un contingent plus récent que celui qui a été repris. Comparez la séance avec le réseau.",
    nextAttempt: (attempts: number, moment: string) =>
      `${frenchCount(attempts, "essai", "essais")}, prochain le ${moment}`,
    lateSale: "Vente tardive",
    lateOutcomes: {
      takenBack: "reprise : la place est vendue par le réseau",
      conflict: "conflit ouvert",
      conflictClosed: "conflit clos",
      cancelled: "annulée",
    },
    soldThere: (barcode: string, moment: string) => `${barcode}, vendu le ${moment}`,
    nowState: "État actuel",
    skipped: (count: number) => `${places(count)} demandées n’étaient plus chez le réseau`,
    toConflicts: "Voir les conflits",
    awaiting: (count: number) => `Clôture en attente pour ${places(count)}`,
    awaitingText:
      "Ces places ont été reprises de force et le réseau ne l’a pas encore confirmé : elles ne sont pas proposées ici.",
    awaitingRun: "Clôture en attente",
  },
  conflicts: {
    title: "Conflits",
    intro: "Une place, deux clients : un responsable décide lequel garde la place et ce que devient l’autre.",
    open: "Conflits",
    openText: "Deux clients pour une place : qui la garde, ce que devient l’autre.",
    openList: "Conflits ouverts",
    closedList: "Conflits clos",
    none: "Aucun conflit ouvert",
    noneText: "Aucune place n’a deux clients.",
    causes: {
      soldHereMeanwhile: "Vendue ici après un décontingentement forcé, et vendue par le réseau avant",
      notFreeMeanwhile: "Vendue par le réseau avant un décontingentement forcé ; la place n’est plus libre",
      soldUnderUnknownGrant: "Vendue par le réseau sous un contingent qui ne lui a pas été donné",
      cancellationWithoutSale: "Annulation du réseau dont la vente est inconnue",
      barcodeTaken: "Vendue par le réseau avec un code-barres déjà utilisé : le client n’a pas de billet",
    },
    openedAt: (moment: string) => `Ouvert le ${moment}`,
    late: "Billet du réseau",
    here: "Billet de la billetterie",
    noTicket: "Aucun billet",
    holder: "Client",
    noHolder: "sans nom",
    barcode: "Code-barres",
    soldAt: "Vendu le",
    amount: "Montant",
    cancelled: "annulé",
    inside: "dans la salle",
    door: "Au contrôle, les deux billets sont renvoyés vers la billetterie tant que le conflit est ouvert.",
    close: "Clore…",
    managerOnly: "Un responsable ou le support peut clore ce conflit.",
    closeTitle: "Clore le conflit",
    staying: "Qui garde la place ?",
    stays: {
      here: "Le client de la billetterie : le billet du réseau ne vaut plus rien ici",
      late: "Le client du réseau : le billet de la billetterie est remboursé",
      none: "Aucun des deux billets",
    },
    outcome: "Ce que devient l’autre client",
    outcomes: {
      reseated: "Replacé ailleurs",
      refundedHere: "Remboursé ici",
      refundedThere: "Remboursé par le réseau",
      other: "Autre",
    },
    note: "Explication",
    noteText: "Ce qui a été convenu, avec qui, comment le client a été prévenu.",
    confirm: "Clore le conflit",
    closedBy: (name: string, moment: string) => `Clos par ${name} le ${moment}`,
  },
};

export type ForceRecallStrings = typeof forceRecallFr;
