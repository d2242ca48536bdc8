import { hallsEn } from "../../strings/boxoffice/halls.en.ts";
import { hallsFr } from "../../strings/boxoffice/halls.fr.ts";
import { planEditorEn } from "../../strings/boxoffice/plan-editor.en.ts";
import { planEditorFr } from "../../strings/boxoffice/plan-editor.fr.ts";
import { dictionary } from "../../strings/language.tsx";

/** What the pages of halls and their plans say, in the page's language. */
export const useStrings = dictionary({
  fr: { ...hallsFr, ...planEditorFr },
  en: { ...hallsEn, ...planEditorEn },
});
