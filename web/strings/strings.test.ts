import { readdirSync, readFileSync } from "node:fs";
import { catalogueFr } from "@allotement/protocol/catalogue/errors.fr.ts";
import { describe, expect, it } from "vitest";
import { uiEn } from "./ui/en.ts";
import { uiFr } from "./ui/fr.ts";

const here = new URL("./", import.meta.url);
const namesIn = (folder: string, ending: RegExp) =>
  readdirSync(new URL(folder, here), { recursive: true, encoding: "utf8" }).filter((name) =>
    ending.test(name),
  );

/** Every dictionary of a language, by its file: a new one is found by its name. */
async function dictionariesOf(language: "fr" | "en"): Promise<Record<string, unknown>> {
  const files = namesIn(".", new RegExp(`(^|[./])${language}\\.ts$`));
  const loaded = files.map(async (file) => {
    const exported: Record<string, unknown> = await import(new URL(file, here).href);
    const name = file.replace(new RegExp(`${language}\\.ts$`), "");
    return [name, Object.values(exported)] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}

const french = await dictionariesOf("fr");
const english = await dictionariesOf("en");

/** Every text with its path; functions are called with numbers, which every parameter can be written from. */
function textsOf(strings: unknown, path = ""): [path: string, text: string][] {
  if (typeof strings === "string") return [[path, strings]];
  if (typeof strings === "function") return [[path, String(strings(3, 4))]];
  if (typeof strings !== "object" || strings === null) return [];
  return Object.entries(strings).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

describe("the dictionaries", () => {
  it("are found, each with its twin", () => {
    expect(Object.keys(french).length).toBeGreaterThan(8);
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
  });

  it("hold the same keys in French and English, none of them empty", () => {
    const keys = (strings: unknown) => textsOf(strings).map(([path]) => path);
    expect(keys(english).sort()).toEqual(keys(french).sort());
    const empty = [...textsOf(french), ...textsOf(english)].filter(([, text]) => text.trim() === "");
    expect(empty).toEqual([]);
  });

  it("set French signs off with a narrow no-break space", () => {
    const loose = textsOf(french).filter(([, text]) =>
      / [:;!?»%]|« |«[^\u202f]|[^\u202f]»|[\p{L}\d][;!?]/u.test(text),
    );
    expect(loose).toEqual([]);
  });

  it("use the typographic apostrophe in French", () => {
    expect(textsOf(french).filter(([, text]) => /\p{L}'\p{L}/u.test(text))).toEqual([]);
  });

  it("call the other side «réseau», and it alone", () => {
    const other = /revendeur|réseau (local|privé|informatique)|accès au réseau/i;
    expect(textsOf({ ...french, catalogueFr }).filter(([, text]) => other.test(text))).toEqual([]);
  });

  it("name the network only where the manual's labels and the layouts of its files do, and no sales channel ever", () => {
    const named = textsOf({ ...french, catalogueFr }).filter(([, text]) =>
      /ticketmaster|ticketnet/i.test(text),
    );
    const labels = named.map(([, text]) => text);
    expect([...new Set(labels)].sort()).toEqual([
      "Déposez ici le fichier de vente\u202f: TicketNet, France Billet ou le nôtre (JSON).",
      "TICKETMASTER FRANCE",
      "TicketNet, colonnes fixes",
      "Ticketmaster France",
      "Types de tarifs Ticketmaster",
    ]);
  });

  it("count zero as one in French and as many in English", () => {
    expect([uiFr.seats(0), uiFr.seats(1), uiFr.seats(2)]).toEqual([
      "0\u00a0place",
      "1\u00a0place",
      "2\u00a0places",
    ]);
    expect([uiEn.seats(0), uiEn.seats(1), uiEn.seats(2)]).toEqual([
      "0\u00a0seats",
      "1\u00a0seat",
      "2\u00a0seats",
    ]);
    expect(uiFr.seats(1234)).toBe("1\u202f234\u00a0places");
  });
});

describe("the pages", () => {
  const sources = namesIn("..", /\.tsx$/)
    .filter((name) => !name.includes("node_modules") && !name.startsWith("dist"))
    .map((name) => [name, readFileSync(new URL(name, new URL("../", here)), "utf8")] as const);
  /** The product's own name, the same in every language; what every address begins with. */
  const sameInBoth = /^(Allotement|FR|EN|https:\/\/)$/;

  it("hold no words of their own: every text comes from a dictionary", () => {
    expect(sources.length).toBeGreaterThan(80);
    const found = sources.flatMap(([name, text]) => {
      const between = [...text.matchAll(/(?<=[^=]>)\s*([^<>{}()=;]*?\p{L}{2,}[^<>{}()=;]*?)\s*(?=<\/)/gu)];
      const attributes = [
        ...text.matchAll(
          /\b(?:label|title|placeholder|aria-label|alt|description|error)="([^"]*\p{L}{2,}[^"]*)"/gu,
        ),
      ];
      return [...between, ...attributes]
        .map(([, words = ""]) => `${name}: ${words}`)
        .filter((one) => !sameInBoth.test(one.split(": ")[1] ?? ""));
    });
    expect(found).toEqual([]);
  });
});
