import {
  type ErrorText,
  type RemedyAction,
  remedyActions,
} from "@allotement/protocol/catalogue/catalogue.ts";
import { catalogueEn } from "@allotement/protocol/catalogue/errors.en.ts";
import { catalogueFr } from "@allotement/protocol/catalogue/errors.fr.ts";
import { exchangeErrors } from "@allotement/protocol/errors.ts";
import { expect, test } from "vitest";

const lineKinds = Object.keys(remedyActions.line);

/** The catalogue in one language as a table. */
function tableOf(language: "fr" | "en"): string {
  const texts = language === "fr" ? catalogueFr : catalogueEn;
  const heads = {
    fr: ["code", "erreur", "cause", "que faire", "bouton"],
    en: ["code", "error", "cause", "what to do", "button"],
  }[language];
  const row = (code: string, text: ErrorText, action: RemedyAction | null) =>
    [code, text.title, text.cause, text.remedy, action === null ? "–" : texts.actions[action]].join(" | ");
  const rows = [
    ...exchangeErrors.map(({ number }) =>
      row(String(number), texts.exchange[number], remedyActions.exchange[number]),
    ),
    ...Object.entries(texts.line).map(([kind, text]) => {
      const action = Object.entries(remedyActions.line).find(([name]) => name === kind)?.[1] ?? null;
      return row("–", text, action);
    }),
    ...(["priceMismatch", "seatChanged", "notListed"] as const).map((name) =>
      row("–", texts[name], remedyActions[name]),
    ),
  ];
  return [heads.join(" | "), heads.map(() => "---").join(" | "), ...rows]
    .map((line) => `| ${line} |`)
    .join("\n");
}

const page = `# Errors of the exchange, and what to do

Written by \`docs/errors.test.ts\` out of \`protocol/catalogue/\`; \`npx vitest run docs/errors.test.ts -u\` writes it anew.
Screens and reports take the same words from the same place (R12). Numbers are the contract's:
[protocol](protocol.md); «–» stands where there is no number, and where there is
nothing to press.

## En français

${tableOf("fr")}

## In English

${tableOf("en")}
`;

test("docs/errors.md tells every error of the exchange in the words of the screens, in both languages", async () => {
  expect(lineKinds.length).toBeGreaterThan(5);
  await expect(page).toMatchFileSnapshot("errors.md");
});
