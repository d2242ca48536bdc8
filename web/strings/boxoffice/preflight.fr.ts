import { frenchCount } from "../counts.ts";

const places = (count: number) => frenchCount(count, "place", "places");
const performances = (count: number) => frenchCount(count, "séance", "séances");

/** «Tester…», in French. */
export const preflightFr = {
  preflight: {
    test: "Tester…",
    title: "Tester avant d’envoyer",
    asking: "Le réseau est interrogé, sans rien changer…",
    document: "Document de mise en vente",
    check: "Ce que répond le réseau",
    good: "Le réseau connaît tous les codes",
    goodText: (performanceCount: number, seatCount: number) =>
      `${performances(performanceCount)}, ${places(seatCount)} vérifiées : rien ne serait refusé à cet instant.`,
    partly: (performanceCount: number, seatCount: number, all: number) =>
      `${performances(performanceCount)} et ${places(seatCount)} vérifiées sur ${places(all)} : on ne sait rien du reste.`,
    none: "Rien n’a pu être vérifié. Vous pouvez tester de nouveau plus tard.",
    bad: (count: number) =>
      frenchCount(count, "point à régler avant d’envoyer", "points à régler avant d’envoyer"),
    badText:
      "Rien n’a été envoyé ni bloqué. Si vous continuez malgré tout, ces places reviendront refusées et resteront dans la réserve.",
    codes: "Codes inconnus du réseau",
    inPerformances: "Séances",
    seats: "Places concernées",
    seatsIn: (seatCount: number, performanceCount: number) =>
      performanceCount > 1 ? `${places(seatCount)} sur ${performances(performanceCount)}` : places(seatCount),
    wholeShow: "Tout l’envoi serait refusé.",
    where: "Voir les places",
    row: (row: string, numbers: string) => `rang ${row} : ${numbers}`,
    more: (count: number) => `et ${frenchCount(count, "autre rang", "autres rangs")}`,
    again: "Tester de nouveau",
    sendCategory: "Annoncer la catégorie au contact",
  },
};
