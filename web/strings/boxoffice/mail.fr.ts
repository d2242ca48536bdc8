import { formatNumber, frenchCount } from "../counts.ts";

const size = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1024)), "fr")} Ko`
    : `${formatNumber(Math.round(bytes / 104_857.6) / 10, "fr")} Mo`;

/** Mail to the reseller's contact, in French. */
export const mailFr = {
  mail: {
    title: "Courrier",
    intro: "Les messages à votre contact du réseau, et ce qu’ils sont devenus.",
    contact: "Écrire au contact…",
    kinds: {
      firstAllotment: "Première mise en vente",
      addedPerformances: "Séances ajoutées",
      newHall: "Nouvelle salle",
      newCategory: "Nouvelle catégorie",
      newPriceType: "Tarifs et réserves",
      priceGap: "Écart de prix",
      dateGap: "Date ou heure différente",
      newAddress: "Adresse IP",
      reschedule: "Report de date",
      cancellation: "Annulation d’une séance",
    },
    states: {
      queued: "En cours d’envoi",
      waiting: "Nouvel essai prévu",
      sent: "Envoyé",
      failed: "Non envoyé",
      kept: "À envoyer",
    },
    columns: { when: "Date", subject: "Objet", recipients: "Destinataire", state: "État", by: "Écrit par" },
    empty: "Aucun message pour l’instant",
    emptyText:
      "Les messages à votre contact apparaîtront ici : première mise en vente, nouvelle salle, nouveaux tarifs, écarts.",
    write: "Écrire un message",
    writePriceTypes: "Envoyer les tarifs et réserves",
    back: "Courrier",
    to: "À",
    toText: "Plusieurs adresses se séparent par une virgule.",
    toWrong: "Cette adresse n’est pas valable.",
    toMissing: "Indiquez au moins une adresse.",
    toNone: "Aucun contact n’est renseigné dans « Configurer » : indiquez son adresse.",
    subject: "Objet",
    text: "Message",
    attachments: "Pièces jointes",
    noAttachment: "Sans pièce jointe",
    attachmentSize: size,
    tooLarge: (bytes: number, most: number) =>
      `Les pièces jointes pèsent ${size(bytes)} ; un message en porte ${size(most)} au plus.`,
    send: "Envoyer",
    keep: "Préparer les fichiers",
    noServer: "Aucun serveur de courrier n’est configuré",
    noServerText:
      "Le message et ses pièces jointes seront préparés sous forme de fichiers, à télécharger et à envoyer depuis votre messagerie.",
    before: (moment: string, name: string) => `Message déjà écrit le ${moment} par ${name}`,
    beforeText: {
      queued: "Il est en cours d’envoi.",
      sent: "Il a été envoyé.",
      failed: "Il n’a pas pu être envoyé.",
      kept: "Ses fichiers attendent d’être envoyés.",
    },
    open: "Voir le message",
    sending: "Envoi en cours…",
    sendingText: "Vous pouvez fermer cette fenêtre : l’envoi continue.",
    sent: (recipients: string) => `Message envoyé à ${recipients}`,
    sentAt: (moment: string) => `Le serveur de courrier l’a accepté le ${moment}.`,
    sentButFor: (recipients: string) => `Le serveur a refusé ces destinataires : ${recipients}`,
    waiting: "Le message n’est pas encore parti",
    waitingText: (attempts: number, moment: string) =>
      `${frenchCount(attempts, "essai", "essais")} jusqu’ici ; le prochain le ${moment}.`,
    failed: "Le message n’a pas pu être envoyé",
    kept: "Le message est prêt, mais n’est pas parti",
    keptText:
      "Aucun serveur de courrier n’est configuré. Téléchargez le message : il s’ouvre comme un brouillon dans votre messagerie, avec ses pièces jointes.",
    keptIn: "Les fichiers sont aussi conservés sur le serveur de la billetterie, dans",
    serverSaid: (words: string) => `Réponse du serveur : ${words}`,
    download: "Télécharger le message (.eml)",
    downloadAll: "Tout télécharger (.zip)",
    downloadShort: "Télécharger",
    downloadOne: (name: string) => `Télécharger ${name}`,
    again: "Envoyer de nouveau",
    againNow: "Envoyer maintenant",
    againTo: "Destinataire",
    offer: {
      firstAllotment: "Prévenez votre contact de cette première mise en vente",
      addedPerformances: "Prévenez votre contact de ces séances ajoutées",
    },
    offerText:
      "Sans ce message, les places restent bloquées chez vous sans être en vente : il n’a pas d’autre moyen de l’apprendre.",
    faults: {
      hostUnknown: {
        title: "Serveur de courrier introuvable",
        remedy: "Vérifiez le nom du serveur dans « Configurer ».",
      },
      connectionRefused: {
        title: "Connexion refusée",
        remedy: "Aucun service n’écoute à ce port : vérifiez le port et le serveur.",
      },
      unreachable: {
        title: "Serveur hors d’atteinte",
        remedy: "Vérifiez votre accès à internet, puis le nom du serveur.",
      },
      timeout: {
        title: "Le serveur ne répond pas",
        remedy: "Vérifiez le port et le chiffrement : un port qui attend un autre chiffrement reste muet.",
      },
      privateAddress: {
        title: "Adresse privée refusée",
        remedy:
          "Ce serveur a une adresse privée : l’exploitant de la billetterie doit l’autoriser (ALLOW_PRIVATE_MAIL_SERVER).",
      },
      tlsFault: {
        title: "Chiffrement impossible",
        remedy:
          "Le certificat du serveur n’est pas reconnu, ou ce port n’est pas chiffré : vérifiez le nom du serveur, le port et le chiffrement.",
      },
      tlsNotOffered: {
        title: "Le serveur n’offre pas STARTTLS",
        remedy: "Choisissez un autre chiffrement, ou un autre port.",
      },
      wrongPassword: {
        title: "Identifiants refusés",
        remedy: "Vérifiez le nom d’utilisateur, puis saisissez de nouveau le mot de passe.",
      },
      signInRequired: {
        title: "Le serveur demande de s’identifier",
        remedy: "Indiquez un nom d’utilisateur et un mot de passe.",
      },
      senderRefused: {
        title: "Expéditeur refusé",
        remedy: "Ce serveur n’accepte pas l’adresse d’expéditeur indiquée dans « Configurer ».",
      },
      recipientRefused: { title: "Destinataire refusé", remedy: "Vérifiez l’adresse de votre contact." },
      tooLarge: {
        title: "Message trop volumineux",
        remedy:
          "Ce serveur n’accepte pas de si grandes pièces jointes : téléchargez-les et transmettez-les autrement.",
      },
      refused: {
        title: "Message refusé",
        remedy: "Lisez la réponse du serveur, et voyez avec son exploitant.",
      },
      busy: { title: "Serveur occupé", remedy: "Il demande d’essayer plus tard : c’est prévu." },
      broken: {
        title: "Connexion interrompue",
        remedy: "Le serveur a rompu la connexion : vérifiez le port et le chiffrement si cela persiste.",
      },
    },
    server: {
      title: "Envoi du courrier",
      aside: "Modifiable par un responsable",
      none: "Aucun serveur de courrier : les messages deviennent des fichiers à télécharger.",
      host: "Serveur SMTP",
      hostWrong: "Un nom de serveur, sans chemin ni espace.",
      port: "Port",
      portWrong: "Un nombre de 1 à 65535.",
      security: "Chiffrement",
      securities: {
        tls: "TLS (port 465 d’ordinaire)",
        startTls: "STARTTLS (port 587 d’ordinaire)",
        none: "Aucun",
      },
      inClearTitle: "Le courrier circulerait en clair",
      inClear:
        "Sans chiffrement, le mot de passe et les messages circulent en clair : à réserver à un serveur de votre établissement.",
      userName: "Nom d’utilisateur",
      userNameText: "Vide si le serveur n’en demande pas.",
      password: "Mot de passe",
      passwordAgain: "À saisir de nouveau : il n’est jamais envoyé à un autre serveur ni sous un autre nom.",
      senderName: "Nom d’expéditeur",
      senderAddress: "Adresse d’expéditeur",
      saved: "Réglages enregistrés",
      testTitle: "Envoyer un essai",
      testTo: "Adresse pour l’essai",
      test: "Envoyer un essai",
      testSent: (address: string) => `Essai envoyé à ${address}`,
      testSentText: "Le serveur l’a accepté : vérifiez qu’il arrive bien dans la boîte.",
    },
  },
};
