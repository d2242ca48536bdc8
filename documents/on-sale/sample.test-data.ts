import type { OnSaleData, OnSalePrice } from "./on-sale.ts";

/** The manual's sample (R9.1) as data, and the lines that it must give, in this order. */
const fullPrice = "TICKETNET PLEIN TARIF";
const price = (
  priceTypeName: string,
  seatCategoryName: string,
  faceValueCents: number,
  resellerFeeCents: number,
): OnSalePrice => ({
  priceTypeName,
  seatCategoryName,
  faceValueCents,
  venueFeeCents: 100,
  organizerFeeCents: 0,
  resellerFeeCents,
});

export const sample: OnSaleData = {
  printedAt: { instant: new Date("2020-04-23T15:18:30.000Z"), local: "2020-04-23T17:18:30" },
  organizerName: "SOCIETE D'EXPLOITATION DE L'EMPIRE",
  institutionCode: 9999,
  show: { number: 4, title: "ORPHEE ET EURYDICE" },
  hall: { code: 10001, name: "THEATRE DE L'EMPIRE GRANDE SALLE", capacity: 812 },
  comment: "Mentions à indiquer sur les billets : LE THEATRE DE L'EMPIRE présente",
  prices: [
    price(fullPrice, "CARRE OR", 4800, 480),
    price(fullPrice, "CATEGORIE 1", 3800, 380),
    price(fullPrice, "CATEGORIE 2", 2800, 280),
    price(fullPrice, "CATEGORIE 3", 1800, 200),
    price(fullPrice, "CATEGORIE 4 VISIBILITE REDUITE", 800, 200),
    price("TICKETNET ADHERENT", "CATEGORIE 1", 3000, 300),
  ],
  seatCategories: [
    { code: 10001, name: "CARRE OR" },
    { code: 10002, name: "CATEGORIE 1" },
    { code: 10003, name: "CATEGORIE 2" },
    { code: 10004, name: "CATEGORIE 3" },
    { code: 10005, name: "CATEGORIE 4 VISIBILITE REDUITE" },
  ],
  holds: [{ code: 6690007, name: "TICKETNET" }],
  priceTypes: [
    { code: 6690014, name: "TICKETNET PLEIN TARIF" },
    { code: 6690015, name: "TICKETNET ADHERENT" },
    { code: 6690020, name: "TICKETNET PROMOTION" },
    { code: 6690021, name: "TICKETNET ENFANT-12" },
  ],
};

export const sampleLines = `INTERFACE RODRIGUE - TICKETMASTER
MISE EN VENTE D'UNE NOUVELLE MANIFESTATION
23/04/2020 17:18:30
SOCIETE D'EXPLOITATION DE L'EMPIRE - Institution : 9999
ORPHEE ET EURYDICE (4)
SALLE : THEATRE DE L'EMPIRE GRANDE SALLE JAUGE 812 (10001)
COMMENTAIRE :
Mentions à indiquer sur les billets : LE THEATRE DE L'EMPIRE présente
INFORMATIONS TARIFAIRES :
TICKETNET PLEIN TARIF    CARRE OR
MONTANT: 48.00€    FRAIS SALLE: 1.00€    FRAIS ORG: 0.00€    FRAIS TKN: 4.80€
TICKETNET PLEIN TARIF    CATEGORIE 1
MONTANT: 38.00€    FRAIS SALLE: 1.00€    FRAIS ORG: 0.00€    FRAIS TKN: 3.80€
TICKETNET PLEIN TARIF    CATEGORIE 2
MONTANT: 28.00€    FRAIS SALLE: 1.00€    FRAIS ORG: 0.00€    FRAIS TKN: 2.80€
TICKETNET PLEIN TARIF    CATEGORIE 3
MONTANT: 18.00€    FRAIS SALLE: 1.00€    FRAIS ORG: 0.00€    FRAIS TKN: 2.00€
TICKETNET PLEIN TARIF    CATEGORIE 4 VISIBILITE REDUITE
MONTANT: 8.00€    FRAIS SALLE: 1.00€    FRAIS ORG: 0.00€    FRAIS TKN: 2.00€
TICKETNET ADHERENT    CATEGORIE 1
MONTANT: 30.00€    FRAIS SALLE: 1.00€    FRAIS ORG: 0.00€    FRAIS TKN: 3.00€
LISTE DES CATEGORIES :
10001 CARRE OR
10002 CATEGORIE 1
10003 CATEGORIE 2
10004 CATEGORIE 3
10005 CATEGORIE 4 VISIBILITE REDUITE
LISTE DES RESERVES :
6690007 TICKETNET
LISTE DES TARIFS :
6690014 TICKETNET PLEIN TARIF
6690015 TICKETNET ADHERENT
6690020 TICKETNET PROMOTION
6690021 TICKETNET ENFANT-12`.split("\n");
