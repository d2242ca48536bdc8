import { catalogueFr } from "@allotement/protocol/catalogue/errors.fr.ts";
import type { ErrorTexts } from "../../ui/error-texts.ts";

const nothingChanged = "Rien n’a été enregistré. Recommencez ; si cela se répète, prévenez le support.";

/** R12: what each error means and what to do about it, in French. */
export const errorsFr: ErrorTexts = {
  catalogue: catalogueFr,
  feedFaults: {
    otherStream: "Le réseau présente un autre flux de ventes que celui que nous suivions.",
    headBehindCursor: "Le réseau annonce moins de ventes que nous n’en avons déjà reçu.",
    gap: "Il manque des ventes dans le flux du réseau.",
    venueBehind:
      "Le réseau a reçu accusé de plus de ventes que cette billetterie n’en connaît : elle a été restaurée.",
    brokenChain: "Le flux de ventes du réseau a été modifié après coup.",
  },
  feedFault: {
    title: "Réception des ventes arrêtée",
    cause: "Le flux de ventes du réseau n’est pas tel qu’il devrait être.",
    remedy: "Appelez le support : rien n’a été sauté, la réception reprendra au même endroit.",
  },
  calls: {
    NO_ANSWER: {
      title: "La billetterie ne répond pas",
      cause: "Le serveur de la billetterie est arrêté ou la liaison entre ce poste et lui est coupée.",
      remedy: "Vérifiez votre connexion, puis réessayez. Ce qui était lancé continue sur le serveur.",
    },
    WRONG_CREDENTIALS: {
      title: "Initiales ou mot de passe incorrects",
      cause: "Ils ne correspondent à aucun opérateur de cette structure.",
      remedy: "Vérifiez la structure choisie et retapez votre mot de passe.",
    },
    TOO_MANY_ATTEMPTS: {
      title: "Trop d’essais",
      cause: "Le mot de passe a été refusé trop de fois.",
      remedy: "Attendez avant de réessayer, ou demandez un nouveau mot de passe.",
    },
    SIGN_IN_REQUIRED: {
      title: "Session terminée",
      cause: "Vous n’êtes plus connecté.",
      remedy: "Reconnectez-vous : ce qui était lancé continue.",
    },
    ROLE_REFUSED: {
      title: "Réservé",
      cause: "Votre profil ne permet pas cette action.",
      remedy: "Demandez à un responsable ou au support.",
    },
    NOT_FOUND: {
      title: "Introuvable",
      cause: "Cet élément n’existe pas ou n’existe plus.",
      remedy: "Revenez à la liste.",
    },
    INVALID_REQUEST: {
      title: "Saisie refusée",
      cause: "Une valeur n’est pas de la forme attendue.",
      remedy: "Corrigez la saisie et recommencez.",
    },
    INTERNAL_ERROR: {
      title: "Erreur du serveur",
      cause: "La billetterie a rencontré une erreur.",
      remedy: nothingChanged,
    },
    NOT_CONFIGURED: {
      title: "Interface non configurée",
      cause: "La connexion au réseau n’a pas encore été renseignée.",
      remedy: "Demandez au support de remplir « Configurer ».",
    },
    NOTHING_TO_ALLOT: {
      title: "Plus rien à envoyer",
      cause: "Les places de ces séances ont changé depuis l’affichage de la liste.",
      remedy: "Rouvrez la liste et recommencez.",
    },
    NEW_SHOW_REQUIRED: {
      title: "Manifestation à créer",
      cause: "Le réseau n’a pas encore cette manifestation.",
      remedy: "Rouvrez la liste : la fenêtre de création s’affichera.",
    },
    GRID_CHANGED: {
      title: "Grille modifiée entre-temps",
      cause: "La grille tarifaire n’est plus celle qui était affichée.",
      remedy: "Rouvrez la fenêtre et vérifiez les montants.",
    },
    SERVER_ADDRESS_REFUSED: {
      title: "Adresse de serveur refusée",
      cause: "Cette adresse n’est pas permise pour le serveur du réseau.",
      remedy: "Indiquez une adresse https publique.",
    },
    SEATS_NOT_FREE: {
      title: "Places non libres",
      cause: "Une des places choisies n’est plus libre.",
      remedy: "Retirez-la du choix et recommencez.",
    },
    NO_PRICE: {
      title: "Tarif sans montant",
      cause: "La grille tarifaire n’a pas de montant pour ce tarif et cette catégorie.",
      remedy: "Choisissez un autre tarif, ou complétez la grille.",
    },
    OPERATION_ANSWERED: {
      title: "La réponse est arrivée entre-temps",
      cause: "Cette opération n’attend plus de réponse, il n’y a rien à abandonner.",
      remedy: "Ouvrez son rapport dans les dernières opérations.",
    },
    FENCE_NEVER_VOIDED: {
      title: "Une clôture ne s’abandonne pas",
      cause: "Elle interdit au réseau de vendre des places que vous avez reprises d’office.",
      remedy: "Attendez : elle est renvoyée sans fin, et appliquée dès que la liaison revient.",
    },
    CONFIRMATION_REQUIRED: {
      title: "Confirmation incorrecte",
      cause: "Le texte saisi n’est pas celui demandé.",
      remedy: "Recopiez exactement FORCER LE DECONTINGEMENT, puis recommencez.",
    },
    NOTHING_TO_RECALL: {
      title: "Plus rien à reprendre",
      cause: "Aucune de ces places n’est encore sur le réseau : leur état a changé depuis l’affichage.",
      remedy: "Rouvrez la séance et regardez où elles en sont.",
    },
    CONFLICT_CLOSED: {
      title: "Conflit déjà clos",
      cause: "Quelqu’un l’a clos entre-temps.",
      remedy: "Rouvrez la liste : sa décision y est inscrite.",
    },
    TICKET_CANNOT_STAY: {
      title: "Ce billet ne peut pas garder la place",
      cause: "Les billets de la place ont changé depuis l’affichage, ou la place n’est pas disponible.",
      remedy: "Rouvrez la liste et choisissez parmi les billets proposés.",
    },
    NOT_BLOCKED: {
      title: "Vente déjà réglée",
      cause: "Elle n’est plus bloquée : quelqu’un l’a réglée entre-temps, ou elle attend son tour.",
      remedy: "Rouvrez la page : ce qu’elle est devenue y est inscrit.",
    },
    NOT_A_PRICE_GAP: {
      title: "Ce n’est pas un écart de prix",
      cause: "Ce qui bloque cette vente n’est pas, ou plus, son prix.",
      remedy: "Réglez le motif affiché, puis réessayez.",
    },
    PLAN_CHANGED: {
      title: "Le plan a changé",
      cause: "Une autre version est entrée en vigueur entre-temps.",
      remedy: "Rechargez la page, puis refaites la modification sur la nouvelle version.",
    },
    CHANGED_SINCE: {
      title: "La grille a changé",
      cause: "Le prix auquel la vente est comparée a changé depuis l’affichage : rien n’a été accepté.",
      remedy: "Regardez les nouveaux chiffres, puis décidez de nouveau.",
    },
    SETTLED_SINCE: {
      title: "Plus rien ne s’y oppose",
      cause: "L’écart est réglé : la vente peut être intégrée.",
      remedy: "Réessayez la vente au lieu de la clore.",
    },
    NOT_TO_BE_CLOSED: {
      title: "Cette vente est due",
      cause: "Le réseau doit cette vente : la clore la ferait disparaître de vos comptes.",
      remedy: "Réglez l’écart puis réessayez, ou acceptez son prix à deux.",
    },
    MAIL_ALREADY_WRITTEN: {
      title: "Message déjà écrit",
      cause: "Quelqu’un a déjà écrit au contact pour cette opération.",
      remedy: "Retrouvez son message dans « Courrier ».",
    },
    MAIL_ALREADY_SENT: {
      title: "Message déjà parti",
      cause: "Ce message a été envoyé, ou est en train de l’être.",
      remedy: "Rouvrez « Courrier » pour voir son état.",
    },
    ATTACHMENTS_TOO_LARGE: {
      title: "Pièces jointes trop volumineuses",
      cause: "Un message ne peut pas porter d’aussi grandes pièces jointes.",
      remedy: "Retirez-en une, et transmettez-la autrement.",
    },
    NO_MAIL_SERVER: {
      title: "Aucun serveur de courrier",
      cause: "L’envoi du courrier n’est pas encore réglé.",
      remedy: "Réglez-le dans « Configurer ».",
    },
    DESK_OPEN: {
      title: "Caisse déjà ouverte",
      cause: "Cet opérateur a déjà une caisse ouverte dans cette filière.",
      remedy: "Fermez-la d’abord.",
    },
    DESK_CLOSED: {
      title: "Caisse déjà fermée",
      cause: "Quelqu’un l’a fermée entre-temps.",
      remedy: "Rechargez la page.",
    },
    REASON_REQUIRED: {
      title: "Motif demandé",
      cause: "Le comptage n’est pas ce qui est attendu.",
      remedy: "Recomptez, ou indiquez le motif de l’écart.",
    },
    ALREADY_CLOSED: {
      title: "Déjà clôturé",
      cause: "Toutes les périodes jusque-là sont clôturées.",
      remedy: "Rechargez la page.",
    },
    PARTS_OPEN: {
      title: "Périodes ouvertes",
      cause: "Ses jours ou ses mois ne sont pas tous clôturés.",
      remedy: "Clôturez-les d’abord.",
    },
    ENTRIES_UNSEALED: {
      title: "Écritures pas encore scellées",
      cause: "Les dernières écritures attendent leur sceau.",
      remedy: "Réessayez dans un instant.",
    },
    SIGNING_KEY_LOCKED: {
      title: "Clé de signature illisible",
      cause: "La clé de chiffrement du serveur a changé.",
      remedy: "Prévenez le support : l’ancienne clé de chiffrement doit être remise.",
    },
    MORE_THAN_OWED: {
      title: "Plus que le solde dû",
      cause: "Le compte doit moins que ce montant.",
      remedy: "Vérifiez le montant reçu.",
    },
    UNKNOWN_DEBT: {
      title: "Créance réglée entre-temps",
      cause: "Une des lignes n’est plus une créance ouverte de ce compte.",
      remedy: "Rechargez la page et rapprochez de nouveau.",
    },
    MORE_THAN_OPEN: {
      title: "Plus que le reste dû",
      cause: "Une des lignes dépasse ce qui reste dû.",
      remedy: "Rechargez la page et rapprochez de nouveau.",
    },
    NOTHING_TO_SETTLE: {
      title: "Aucun montant à recevoir",
      cause: "Les lignes choisies ne font pas un montant positif.",
      remedy: "Choisissez aussi des créances à recevoir.",
    },
    STATEMENT_COLUMNS: {
      title: "Relevé non reconnu",
      cause: "L’en-tête ne nomme pas les colonnes « Code-barres » et « Montant ».",
      remedy: "Ajoutez ces titres en première ligne, puis rapprochez de nouveau.",
    },
    ALREADY_REVERSED: {
      title: "Déjà contre-passé",
      cause: "Ce règlement l’a été entre-temps.",
      remedy: "Rechargez la page.",
    },
    PERFORMANCE_CANCELLED: {
      title: "Séance annulée",
      cause: "Cette séance est annulée\u202f: plus rien n’en est vendu ni déplacé.",
      remedy: "Choisissez une autre séance.",
    },
    PERFORMANCE_EXISTS: {
      title: "Une séance existe à cette heure",
      cause: "La manifestation a déjà une séance à cette date et à cette heure.",
      remedy: "Choisissez une autre date ou une autre heure.",
    },
    LOCAL_TIME_SKIPPED: {
      title: "Cette heure n’existe pas",
      cause: "Au passage à l’heure d’été, l’horloge saute cette heure.",
      remedy: "Choisissez une autre heure.",
    },
    PERFORMANCE_BEGUN: {
      title: "Date déjà passée",
      cause: "La nouvelle date est dans le passé.",
      remedy: "Choisissez une date à venir.",
    },
    SAME_SCHEDULE: {
      title: "Même date",
      cause: "La séance est déjà à cette date et à cette heure.",
      remedy: "Choisissez une autre date.",
    },
    HALL_IN_USE: {
      title: "Salle déjà utilisée",
      cause: "La manifestation a des séances dans sa salle.",
      remedy: "Créez une autre manifestation pour l’autre salle.",
    },
    TO_BEFORE_FROM: {
      title: "Période à l’envers",
      cause: "Une série finit avant de commencer.",
      remedy: "Corrigez les dates de la série.",
    },
    TOO_MANY_PERFORMANCES: {
      title: "Trop de séances",
      cause: "Une règle donne au plus 200 séances.",
      remedy: "Raccourcissez la période, puis recommencez pour la suite.",
    },
    SECOND_PERSON_REQUIRED: {
      title: "Seconde personne requise",
      cause: "Cette action se confirme à deux.",
      remedy: "Demandez à un responsable ou au support de saisir ses initiales et son mot de passe ici.",
    },
    SAME_PERSON: {
      title: "Seconde personne requise",
      cause: "La seconde personne ne peut pas être celle qui est connectée.",
      remedy: "Demandez à quelqu’un d’autre de confirmer.",
    },
    SECOND_PERSON_WRONG: {
      title: "Seconde personne non reconnue",
      cause: "Ces initiales et ce mot de passe ne correspondent à aucun opérateur de cette structure.",
      remedy: "La seconde personne vérifie ses initiales et retape son mot de passe.",
    },
    SECOND_PERSON_ROLE: {
      title: "Profil insuffisant",
      cause: "La seconde personne doit être responsable ou du support.",
      remedy: "Demandez à un responsable ou au support de confirmer.",
    },
    SECOND_PERSON_LOCKED_OUT: {
      title: "Trop d’essais de la seconde personne",
      cause: "Son mot de passe a été refusé trop de fois.",
      remedy: "Attendez avant de réessayer, ou demandez à quelqu’un d’autre de confirmer.",
    },
  },
  unknownCall: {
    title: "Action refusée",
    cause: "La billetterie a refusé cette action.",
    remedy: nothingChanged,
  },
};
