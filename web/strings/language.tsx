import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";

export type Language = "fr" | "en";

interface LanguageChoice {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: "fr", setLanguage: () => undefined });
const storageKey = "allotement.language";

/** The language of the page, French first; what was chosen is kept in this browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => keptLanguage());
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(storageKey, language);
  }, [language]);
  const choice = useMemo(() => ({ language, setLanguage }), [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

function keptLanguage(): Language {
  return localStorage.getItem(storageKey) === "en" ? "en" : "fr";
}

export function useLanguage(): LanguageChoice {
  return use(LanguageContext);
}

/** A hook that answers the dictionary of the page's language. Both hold the same keys: the compiler sees to it. */
export function dictionary<Strings>(languages: Record<Language, Strings>): () => Strings {
  return () => languages[use(LanguageContext).language];
}
