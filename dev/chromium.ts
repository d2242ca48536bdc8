import { existsSync } from "node:fs";

/** Where Chromium is, for the browser journeys: CHROMIUM, or where Debian puts it; undefined where there is none. */
export function chromiumPath(environment: Record<string, string | undefined>): string | undefined {
  return [
    environment.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find((path) => path !== undefined && existsSync(path));
}
