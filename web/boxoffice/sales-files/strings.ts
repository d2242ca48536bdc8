import { salesFilesEn } from "../../strings/boxoffice/sales-files.en.ts";
import { salesFilesFr } from "../../strings/boxoffice/sales-files.fr.ts";
import { dictionary } from "../../strings/language.tsx";

/** What «Intégrer un fichier de vente» says, in the page's language. */
export const useStrings = dictionary({ fr: salesFilesFr, en: salesFilesEn });
