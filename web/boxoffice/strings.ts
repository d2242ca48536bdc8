import { blockedSalesEn } from "../strings/boxoffice/blocked-sales.en.ts";
import { blockedSalesFr } from "../strings/boxoffice/blocked-sales.fr.ts";
import { codesEn } from "../strings/boxoffice/codes.en.ts";
import { codesFr } from "../strings/boxoffice/codes.fr.ts";
import { compareEn } from "../strings/boxoffice/compare.en.ts";
import { compareFr } from "../strings/boxoffice/compare.fr.ts";
import { counterEn } from "../strings/boxoffice/counter.en.ts";
import { counterFr } from "../strings/boxoffice/counter.fr.ts";
import { documentsEn } from "../strings/boxoffice/documents.en.ts";
import { documentsFr } from "../strings/boxoffice/documents.fr.ts";
import { forceRecallEn } from "../strings/boxoffice/force-recall.en.ts";
import { forceRecallFr } from "../strings/boxoffice/force-recall.fr.ts";
import { houseEn } from "../strings/boxoffice/house.en.ts";
import { houseFr } from "../strings/boxoffice/house.fr.ts";
import { interfaceEn } from "../strings/boxoffice/interface.en.ts";
import { interfaceFr } from "../strings/boxoffice/interface.fr.ts";
import { mailEn } from "../strings/boxoffice/mail.en.ts";
import { mailFr } from "../strings/boxoffice/mail.fr.ts";
import { moneyEn } from "../strings/boxoffice/money.en.ts";
import { moneyFr } from "../strings/boxoffice/money.fr.ts";
import { pagesEn } from "../strings/boxoffice/pages.en.ts";
import { pagesFr } from "../strings/boxoffice/pages.fr.ts";
import { peopleEn } from "../strings/boxoffice/people.en.ts";
import { peopleFr } from "../strings/boxoffice/people.fr.ts";
import { preflightEn } from "../strings/boxoffice/preflight.en.ts";
import { preflightFr } from "../strings/boxoffice/preflight.fr.ts";
import { pricesEn } from "../strings/boxoffice/prices.en.ts";
import { pricesFr } from "../strings/boxoffice/prices.fr.ts";
import { programmeEn } from "../strings/boxoffice/programme.en.ts";
import { programmeFr } from "../strings/boxoffice/programme.fr.ts";
import { stockRulesEn } from "../strings/boxoffice/stock-rules.en.ts";
import { stockRulesFr } from "../strings/boxoffice/stock-rules.fr.ts";
import { takeBackEn } from "../strings/boxoffice/take-back.en.ts";
import { takeBackFr } from "../strings/boxoffice/take-back.fr.ts";
import { dictionary } from "../strings/language.tsx";

/**
 * What the box office's pages say, in the page's language. It loads before any page: the texts of pages with many of their
 * own come with those pages, from the `strings.ts` beside them.
 */
export const useStrings = dictionary({
  fr: {
    ...houseFr,
    ...interfaceFr,
    ...compareFr,
    ...codesFr,
    ...forceRecallFr,
    ...blockedSalesFr,
    ...documentsFr,
    ...pagesFr,
    ...mailFr,
    ...moneyFr,
    ...takeBackFr,
    ...preflightFr,
    ...pricesFr,
    ...stockRulesFr,
    ...programmeFr,
    ...counterFr,
    ...peopleFr,
  },
  en: {
    ...houseEn,
    ...interfaceEn,
    ...compareEn,
    ...codesEn,
    ...forceRecallEn,
    ...blockedSalesEn,
    ...documentsEn,
    ...pagesEn,
    ...mailEn,
    ...moneyEn,
    ...takeBackEn,
    ...preflightEn,
    ...pricesEn,
    ...stockRulesEn,
    ...programmeEn,
    ...counterEn,
    ...peopleEn,
  },
});
