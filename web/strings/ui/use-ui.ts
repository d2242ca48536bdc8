import { dictionary } from "../language.tsx";
import { uiEn } from "./en.ts";
import { uiFr } from "./fr.ts";

/** What both applications say, in the page's language. */
export const useUi = dictionary({ fr: uiFr, en: uiEn });
