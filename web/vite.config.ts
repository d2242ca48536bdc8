import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { defaultApiPorts, isSite } from "./sites.ts";

/**
 * Two applications, one at a time: `vite build --mode boxoffice`, `vite --mode reseller` to develop. The development
 * server hands `/api` to a server that runs already; `API_URL` says where it listens.
 */
export default defineConfig(({ mode }) => {
  if (!isSite(mode))
    throw new Error(`there is no application "${mode}": --mode boxoffice or --mode reseller`);
  return {
    root: fileURLToPath(new URL(mode, import.meta.url)),
    base: "/",
    // Each its own: the two development servers would throw each other's prepared modules away.
    cacheDir: fileURLToPath(new URL(`node_modules/.vite-${mode}`, import.meta.url)),
    plugins: [react()],
    build: {
      outDir: fileURLToPath(new URL(`dist/${mode}`, import.meta.url)),
      emptyOutDir: true,
      target: "es2023",
      // Nothing as data: URL, so that the pages' content security policy stays narrow.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
    },
    server: {
      host: "127.0.0.1",
      proxy: {
        // Not /api-paths.ts, which is a module; the host as the browser named it, or our own call counts as a stranger's.
        "^/api/": {
          target: process.env.API_URL ?? `http://127.0.0.1:${defaultApiPorts[mode]}`,
          changeOrigin: false,
        },
      },
    },
  };
});
