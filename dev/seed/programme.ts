/** The demo season: what plays, how many days from today, at which time (the labels of the manual where it has some). */
export interface DemoShow {
  group: "THEATRE" | "MUSIQUE";
  title: string;
  comment: string;
  printAtHome: boolean;
  /** Days from today, negative for past ones. */
  days: number[];
  time: string;
  sundayTime: string;
}

const theatre = { group: "THEATRE", time: "19:00", sundayTime: "13:00" } as const;
const music = { group: "MUSIQUE", time: "19:30", sundayTime: "18:45" } as const;
const presents = "LE THEATRE DE L'EMPIRE présente";

/** 8 shows, 60 performances around today, with the one that trade.ts sets minutes from now; in this order, so that ORPHEE ET EURYDICE is number 4. */
export const demoShows: readonly DemoShow[] = [
  {
    ...theatre,
    title: "LA CANTATRICE CHAUVE",
    comment: presents,
    printAtHome: false,
    days: [-24, -22, -20, -17, -15, -3, 5, 12],
  },
  { ...theatre, title: "LE CID", comment: presents, printAtHome: true, days: [6, 8, 11, 13, 15, 18, 20, 22] },
  { ...theatre, title: "RICHARD III", comment: presents, printAtHome: true, days: [40, 42, 45, 47, 49, 52] },
  {
    ...theatre,
    title: "ORPHEE ET EURYDICE",
    comment: `Mentions à indiquer sur les billets : ${presents}`,
    printAtHome: true,
    days: [-9, -7, 4, 7, 10, 14, 17, 19, 21, 24],
  },
  {
    ...music,
    title: "BACH : TOCCATAS ET FUGUES",
    comment: "",
    printAtHome: true,
    days: [-5, 9, 16, 23, 30],
  },
  {
    ...music,
    title: "LES QUATRE SAISONS DE VIVALDI",
    comment: presents,
    printAtHome: true,
    days: [2, 3, 5, 25, 26, 27, 28, 29],
  },
  {
    ...music,
    title: "REQUIEM DE MOZART",
    comment: presents,
    printAtHome: false,
    days: [31, 32, 33, 34, 35, 36],
  },
  {
    ...music,
    title: "RECITAL MUSIQUE DE CHAMBRE",
    comment: "",
    printAtHome: false,
    days: [-12, -11, -10, 37, 38, 39, 41, 43],
  },
];

export const categoryAmountsCents = new Map([
  ["CARRE OR", 4800],
  ["CATEGORIE 1", 3800],
  ["CATEGORIE 2", 2800],
  ["CATEGORIE 3", 1800],
  ["CATEGORIE 4 VISIBILITE REDUITE", 800],
]);
export const memberAmountsCents = new Map([["CATEGORIE 1", 3000]]);
/** What the reseller pays back to the venue beside the amount. */
export const venueFeeCents = 100;
