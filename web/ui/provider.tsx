import "./mantine-styles.ts";
import "dayjs/locale/fr.js";
import "dayjs/locale/en-gb.js";
import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LanguageProvider, useLanguage } from "../strings/language.tsx";
import { theme } from "./theme.ts";

interface UiProviderProps {
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}

/** What every page of both applications stands on: theme, language, dates, the cache of what was asked. */
export function UiProvider({ queryClient, children }: UiProviderProps) {
  return (
    <LanguageProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Dates>
          <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
        </Dates>
      </MantineProvider>
    </LanguageProvider>
  );
}

function Dates({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <DatesProvider settings={{ locale: language === "fr" ? "fr" : "en-gb", firstDayOfWeek: 1 }}>
      {children}
    </DatesProvider>
  );
}
