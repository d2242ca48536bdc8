import { basename, extname } from "node:path";
import { describe, expect, test } from "vitest";
import { files, isTest, read } from "./architecture.files.ts";
import { sources } from "./architecture.sources.ts";

/** How things are called here: the words are those of docs/glossary.md. */

describe("names", () => {
  /** Words of the field that have one English name each (docs/glossary.md); whole words of an identifier. */
  const frenchWords = new Set(
    `seance seances spectacle spectacles manifestation manifestations billetterie guichet gestionnaire revendeur
    operateur filiere paiement reglement dette solder lieu lieux salle salles etage etages rang rangs fauteuil
    strapontin jauge tarif tarifs tarifaire grille montant montants frais reserver allotissement contingenter
    decontingenter reprendre reprise rapatrier integrer vente ventes attente codification codifications billet billets
    douchette bordereau releve caisse journaux recette prix nom prenom ville adresse facture`.split(/\s+/),
  );
  /** Proper names, which stay as they are: a hall of the demo season. */
  const properNames = /grande ?salle/gi;
  const wordsOf = (name: string) =>
    name
      .replace(properNames, "")
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z]+/);

  test("identifiers are English", () => {
    const wrong = sources.flatMap(({ file, identifiers }) =>
      [...new Set(identifiers)]
        .filter((name) => /[^\x20-\x7e]/.test(name) || wordsOf(name).some((word) => frenchWords.has(word)))
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("no code names a reseller but its connector, its files and its defaults", () => {
    /** Where a reseller's own name stands, and why. */
    const named: Record<string, string> = {
      "boxoffice/interface/codes/keep-codes.ts": "the folder that the reseller expects (R9.3)",
      "boxoffice/interface/mail/keep-files.ts": "the same folder, for files kept beside a mail",
      "boxoffice/interface/configure/connection.store.ts": "the connector of the first connection",
      "boxoffice/api/interface-sales-files.ts": "the layouts of sales files to choose from",
      "boxoffice/interface/sales-files/sales-files.store.ts": "the same, as they are kept",
      "boxoffice/interface/sales-files/take-in.ts": "the same, as they are taken in",
      "web/strings/boxoffice/sales-files.fr.ts": "what the layouts are called on screen",
      "web/strings/boxoffice/sales-files.en.ts": "the same in English",
      "documents/on-sale/on-sale.ts": "the heading of the manual's document (R9.1)",
      "documents/price-types-and-holds/price-types-and-holds.ts": "the same heading (R9.4)",
      "documents/sales-files/france-billet.ts": "a layout of sales files",
      "documents/sales-files/layouts.ts": "the names of layouts of sales files",
      "documents/sales-files/ticketnet.ts": "a layout of sales files",
      "web/boxoffice/configure/connection.ts": "the name proposed for a first connection",
      "web/boxoffice/page-paths.ts": "addresses of the interface's pages, which are bookmarked",
      "web/strings/boxoffice/house.fr.ts": "the manual's menu, «TICKETMASTER FRANCE» (R4.1)",
      "web/strings/boxoffice/house.en.ts": "the same in English",
      "web/strings/boxoffice/interface.fr.ts": "the same menu, inside",
      "web/strings/boxoffice/interface.en.ts": "the same in English",
    };
    const product = /^(protocol|platform|documents|boxoffice|reseller|web)\/.*\.(tsx?|css|html)$/;
    const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/gm, "");
    const found = files
      .filter((file) => product.test(file) && !isTest(file))
      .filter((file) => /ticketnet|ticketmaster|fnac/i.test(bare(read(file))));
    expect(found.sort()).toEqual(Object.keys(named).sort());
  });

  test("tables and columns are English", () => {
    const wrong = files
      .filter((file) => /\/migrations\/.*\.sql$/.test(file))
      .flatMap((file) => {
        const bare = read(file)
          .replace(/--.*$/gm, "")
          .replace(/'[^']*'/g, "");
        return [...new Set(bare.match(/[\p{L}_]+/gu))]
          .filter((name) => /[^\x20-\x7e]/.test(name) || wordsOf(name).some((word) => frenchWords.has(word)))
          .map((name) => `${file}: ${name}`);
      });
    expect(wrong).toEqual([]);
  });

  test("files and folders are written in kebab-case", () => {
    const asTheWorldWritesThem =
      /^(README|ARCHITECTURE|CONTRIBUTING|CHANGELOG|SECURITY|LICENSE|NOTICE)(\.md)?$/;
    const wrong = files.filter((file) =>
      file
        .split("/")
        .some((part) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(part) && !asTheWorldWritesThem.test(part)),
    );
    expect(wrong).toEqual([]);
  });

  test("no folder or file is a drawer for anything", () => {
    const drawers = /^(utils?|common|helpers?|lib|misc|shared|interfaces|index)(\.tsx?)?$/;
    expect(files.filter((file) => file.split("/").some((part) => drawers.test(part)))).toEqual([]);
  });

  test("no source file is longer than 400 lines, and no test than 600", () => {
    const data = (file: string) => extname(file) === ".json" || basename(file).startsWith("dump.");
    /** Longer, each with its reason. */
    const longer: Record<string, string> = {
      "boxoffice/migrations/0001-house.sql": "the venue's whole books, table by table",
    };
    const wrong = files
      .filter((file) => /\.(tsx?|sql|css|mjs)$/.test(file) && !data(file) && !(file in longer))
      .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
      .filter(({ file, lines }) => lines > (isTest(file) ? 600 : 400))
      .map(({ file, lines }) => `${file}: ${lines}`);
    expect(wrong).toEqual([]);
  });
});
