import type { ErrorCatalogue } from "./catalogue.ts";

const sendCodeLists =
  "Envoyez les codifications de la salle à votre contact, puis prévenez le support si le refus persiste.";
const compare =
  "Les deux billetteries ne disent pas la même chose de cette place : comparez-les dans « Outils », puis prévenez le support.";

/** R12 in French: code, cause, what to do. */
export const catalogueFr: ErrorCatalogue = {
  exchange: {
    10: {
      title: "Salle inconnue",
      cause: "Le réseau ne connaît pas le code de cette salle.",
      remedy: sendCodeLists,
    },
    11: {
      title: "Manifestation inconnue",
      cause: "La manifestation n’existe pas sur le réseau.",
      remedy: "Appelez le support.",
    },
    12: {
      title: "Séance inconnue",
      cause: "La séance n’existe pas sur le réseau.",
      remedy: "Appelez le support.",
    },
    13: {
      title: "Contingent inconnu",
      cause: "Le code de la réserve n’est pas enregistré sur le réseau.",
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
      cause: "Une catégorie tarifaire est nouvelle pour le réseau.",
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
    40: { title: "Place déjà contingentée", cause: "Le réseau a déjà cette place.", remedy: compare },
    41: { title: "Place déjà vendue", cause: "Le réseau a vendu cette place.", remedy: compare },
    42: { title: "Place non contingentée", cause: "Le réseau n’a pas cette place.", remedy: compare },
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
  priceMismatch: {
    title: "Prix différent de la grille",
    cause:
      "Le prix de la vente n’est pas celui de votre grille : l’intégration de la manifestation s’arrête.",
    remedy:
      "Appelez votre contact pour faire le point sur les types de tarifs et les montants. Les ventes restent en attente, rien n’est perdu.",
  },
  notListed: {
    title: "Séance absente de la liste",
    cause: "Elle n’a aucune place disponible dans la réserve du réseau.",
    remedy: "Placez-y des places dans « Configuration des séances ».",
  },
  actions: {
    sendHallCodes: "Envoyer les codifications de la salle",
    sendPriceTypes: "Envoyer les tarifs et réserves",
    writeToContact: "Écrire au contact",
    compare: "Comparer et réparer",
    configure: "Ouvrir « Configurer »",
    openHolds: "Configuration des séances",
  },
};
