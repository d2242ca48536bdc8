/** Who signs in to the demo. Printed at start; of use on this machine only. */

export const demoPassword = "theatre-demo";

export const boxofficePeople = [
  { initials: "tuto", name: "Camille (guichet)", role: "clerk" },
  { initials: "regie", name: "Dominique (régie)", role: "manager" },
  { initials: "support", name: "Support", role: "support" },
] as const;

export const resellerPeople = [
  { userName: "gestion", role: "manager", pointOfSale: "" },
  { userName: "vente", role: "seller", pointOfSale: "000 PARIS CENTRE" },
] as const;

export const empire = {
  organizerId: 669,
  institutionCode: 9999,
  name: "SOCIETE D'EXPLOITATION DE L'EMPIRE",
  tickets: {
    theatreName: "THEATRE DE L'EMPIRE",
    theatreAddress: "41 avenue de Wagram",
    theatreTown: "75017 PARIS",
    licence: "L-R-20-001234",
  },
};
export const petiteScene = {
  organizerId: 712,
  institutionCode: 7120,
  name: "ASSOCIATION LA PETITE SCENE",
  tickets: {
    theatreName: "LA PETITE SCENE",
    theatreAddress: "3 passage du Four",
    theatreTown: "35000 RENNES",
    licence: "",
  },
};

export const demoSignIns: readonly { where: "boxoffice" | "reseller"; who: string; signIn: string }[] = [
  ...boxofficePeople.map(({ initials, role }) => ({
    where: "boxoffice" as const,
    who: `${empire.name.slice(0, 22)}…, ${role}`,
    signIn: `${initials} / ${demoPassword}`,
  })),
  ...resellerPeople.map(({ userName, role }) => ({
    where: "reseller" as const,
    who: role,
    signIn: `${userName} / ${demoPassword}`,
  })),
];
