import { type Browser, chromium } from "playwright-core";
import { buildSites } from "../web/build.ts";
import { chromiumPath } from "./chromium.ts";

/** Debian's Chromium without a profile, calling nobody but our servers. */
export async function openBrowser(): Promise<Browser> {
  await buildSites();
  const path = chromiumPath(process.env);
  return chromium.launch({
    ...(path ? { executablePath: path } : {}),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
