/** What «Envoyer un essai» sends. */
export const testText = {
  subject: "Essai d’envoi de la billetterie",
  text: `Bonjour,

Ce message a été envoyé depuis l’écran «\u202fConfigurer\u202f» de la billetterie pour vérifier l’envoi du courrier. Il n’appelle aucune réponse.
`,
};
