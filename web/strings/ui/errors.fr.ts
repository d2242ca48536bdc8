import type { ErrorTexts } from "../../ui/error-texts.ts";

const sendCodeLists =
  "Envoyez les codifications de la salle à votre contact, puis prévenez le support si le refus persiste.";
const compare =
  "Les deux billetteries ne disent pas la même chose de cette place : prévenez le support avant de recommencer.";
const nothingChanged = "Rien n’a été enregistré. Recommencez ; si cela se répète, prévenez le support.";

/** R12: what each error means and what to do about it, in French. */
export const errorsFr: ErrorTexts = {
  exchange: {
    10: {
      title: "Salle inconnue",
      cause: "Le réseau ne connaît pas le code de cette salle.",
      remedy: sendCodeLists,
    },
    11: {
      title: "Manifestation inconnue",
      cause: "La manifestation n’existe pas chez le revendeur.",
      remedy: "Appelez le support.",
    },
    12: {
      title: "Séance inconnue",
      cause: "La séance n’existe pas chez le revendeur.",
      remedy: "Appelez le support.",
    },
    13: {
      title: "Contingent inconnu",
      cause: "Le code de la réserve n’est pas enregistré chez le revendeur.",
      remedy: sendCodeLists,
    },
    14: {
      title: "Zone inconnue",
      cause: "Le réseau ne connaît pas la zone de la place.",
      remedy: sendCodeLists,
    },
    15: {
      title: "Étage inconnu",
      cause: "Le réseau ne connaît pas l’étage de la place.",
      remedy: sendCodeLists,
    },
    16: {
      title: "Catégorie inconnue",
      cause: "Une catégorie tarifaire est nouvelle pour le revendeur.",
      remedy: "Envoyez les codifications de la salle à votre contact.",
    },
    17: {
      title: "Date incorrecte",
      cause: "La date de la séance n’est pas la même des deux côtés.",
      remedy: "Appelez votre contact pour vérifier la séance ensemble.",
    },
    18: {
      title: "Heure incorrecte",
      cause: "L’heure de la séance n’est pas la même des deux côtés.",
      remedy: "Appelez votre contact pour vérifier la séance ensemble.",
    },
    19: {
      title: "Type de tarif inconnu",
      cause: "Un type de tarif est nouveau pour l’un des deux côtés.",
      remedy: "Envoyez la liste des tarifs et réserves à votre contact.",
    },
    40: { title: "Place déjà contingentée", cause: "Le revendeur a déjà cette place.", remedy: compare },
    41: { title: "Place déjà vendue", cause: "Le revendeur a vendu cette place.", remedy: compare },
    42: { title: "Place non contingentée", cause: "Le revendeur n’a pas cette place.", remedy: compare },
    43: {
      title: "Place dans un panier",
      cause: "Un client du réseau est en train d’acheter cette place.",
      remedy: "Attendez quelques minutes, puis reprenez-la : elle sera libre ou vendue.",
    },
    44: {
      title: "Demande dépassée",
      cause: "Une demande plus récente pour cette place est arrivée avant celle-ci.",
      remedy: "Rien à faire : la demande la plus récente compte.",
    },
  },
  seatChanged: {
    title: "Place changée entre-temps",
    cause: "La place n’était plus comme vous l’aviez vue : vendue, retirée de la réserve ou déjà en route.",
    remedy: "Rouvrez la liste pour voir son état présent.",
  },
  line: {
    wrongCredentials: {
      title: "Identifiants refusés",
      cause:
        "Le nom d’utilisateur, le mot de passe ou le code institution n’est pas celui que le réseau connaît.",
      remedy: "Faites vérifier la connexion par le support, dans « Configurer ».",
    },
    addressRefused: {
      title: "Adresse refusée",
      cause:
        "L’adresse IP publique de votre établissement n’est pas autorisée par le réseau : elle a sans doute changé.",
      remedy: "Communiquez cette adresse à votre contact, en précisant qu’elle remplace l’ancienne.",
    },
    maintenance: {
      title: "Serveur en maintenance",
      cause: "Le serveur d’allotement est en maintenance.",
      remedy: "Attendez : la liaison reprendra d’elle-même, rien n’est perdu.",
    },
    tooManyRequests: {
      title: "Trop de demandes",
      cause: "Le réseau limite le nombre de demandes et nous fait patienter.",
      remedy: "Attendez : l’envoi reprend de lui-même.",
    },
    timeout: {
      title: "Délai d’attente dépassé",
      cause: "Le serveur ne répond pas : votre adresse IP publique a changé, ou il est en maintenance.",
      remedy: "Donnez votre adresse IP publique à votre contact, ou attendez la fin de la maintenance.",
    },
    unreachable: {
      title: "Serveur introuvable",
      cause: "Aucun serveur ne répond à l’adresse configurée.",
      remedy: "Vérifiez votre accès à internet, puis l’adresse du serveur dans « Configurer ».",
    },
    notUnderstood: {
      title: "Réponse incomprise",
      cause: "Le serveur répond autrement que prévu par le contrat d’échange.",
      remedy: "Prévenez le support avec le détail ci-dessous.",
    },
  },
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
      cause: "Le serveur de la billetterie est arrêté ou le réseau local est coupé.",
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
      cause: "Cette adresse n’est pas permise pour un serveur de réseau.",
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
      cause: "Aucune de ces places n’est encore chez le réseau : leur état a changé depuis l’affichage.",
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
