import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Site, sites } from "./sites.ts";

const web = fileURLToPath(new URL(".", import.meta.url));
const root = join(web, "..");
const dist = join(web, "dist");
/** Inside a build: the hash of what it was made of. */
const stampName = ".stamp";

/**
 * Builds the web applications into `web/dist`, each only when what it is made of has changed since its last build.
 * A new build takes the old one's place whole, so that a server that is running never serves half of one.
 */
export async function buildSites(): Promise<void> {
  for (const site of sites) {
    if (existsSync(join(web, site, "index.html"))) await buildSite(site);
  }
}

async function buildSite(site: Site): Promise<void> {
  const live = join(dist, site);
  const stamp = await sourcesHash(site);
  const isBuilt = async () =>
    stamp === (await readFile(join(live, stampName), "utf8").catch(() => undefined));
  if (await isBuilt()) return;

  const fresh = join(dist, `.${site}-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    await runVite(["build", "--mode", site, "--outDir", fresh, "--logLevel", "warn"]);
    await writeFile(join(fresh, stampName), stamp);
    // Another process may have built the same meanwhile, and pages be loading from it.
    if (await isBuilt()) return;
    if (existsSync(live)) await rename(live, old);
    await rename(fresh, live);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/**
 * In a process of its own: whatever NODE_ENV the caller has, the applications are built for production, and what
 * building takes in memory is given back.
 * @throws with what the builder printed.
 */
async function runVite(parameters: readonly string[]): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  const environment = { ...process.env, NODE_ENV: "production" };
  const config = ["--config", join(web, "vite.config.ts")];
  await promisify(execFile)(process.execPath, [vite, ...parameters, ...config], { env: environment });
}

/** One hash of every file that ends up in the application, whatever their dates say. */
async function sourcesHash(site: Site): Promise<string> {
  const folders = [site, "ui", "strings", "seating-plan"].map((folder) => `web/${folder}`);
  const files = ["web/build.ts", "web/sites.ts", "web/vite.config.ts", "package-lock.json"];
  for (const folder of [...folders, "protocol"]) {
    const names = await readdir(join(root, folder), { recursive: true });
    files.push(...names.filter(isSource).map((name) => `${folder}/${name}`));
  }
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash.update(`${file}\0`);
    hash.update(await readFile(join(root, file)));
  }
  return hash.digest("hex");
}

function isSource(name: string): boolean {
  return /\.(ts|tsx|css|html|svg)$/.test(name) && !/(^|\/)node_modules\/|\.test(-data)?\./.test(name);
}
