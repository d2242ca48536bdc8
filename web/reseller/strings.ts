import { dictionary } from "../strings/language.tsx";
import { codeImportEn } from "../strings/reseller/code-import.en.ts";
import { codeImportFr } from "../strings/reseller/code-import.fr.ts";
import { networkEn } from "../strings/reseller/network.en.ts";
import { networkFr } from "../strings/reseller/network.fr.ts";
import { proofEn } from "../strings/reseller/proof.en.ts";
import { proofFr } from "../strings/reseller/proof.fr.ts";
import { saleEn } from "../strings/reseller/sale.en.ts";
import { saleFr } from "../strings/reseller/sale.fr.ts";

/** What the network's pages say, in the page's language. */
export const useStrings = dictionary({
  fr: { ...networkFr, ...saleFr, ...codeImportFr, ...proofFr },
  en: { ...networkEn, ...saleEn, ...codeImportEn, ...proofEn },
});
