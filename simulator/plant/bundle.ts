import { mkdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { type Planting, plantedText } from "./planting.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A program of one file, which node starts without translating anything; gone after `remove`. */
export interface Bundle {
  file: string;
  remove(): Promise<void>;
}

/**
 * Bundles an entry with everything of ours that it imports, with these faults planted into the product's own sources.
 * Packages stay outside. @throws where a planting's text is not found exactly once: then it says nothing any more.
 */
export async function bundle(
  entry: string,
  name: string,
  plantings: readonly Planting[] = [],
): Promise<Bundle> {
  // Inside the project, so that packages are found.
  const directory = join(root, "node_modules", ".simulator");
  await mkdir(directory, { recursive: true });
  const file = join(directory, `${name}-${process.pid}.mjs`);
  const planted = new Set<Planting>();
  await build({
    entryPoints: [join(root, entry)],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "error",
    plugins: [ownSources(plantings, planted)],
  });
  const missed = plantings.filter((planting) => !planted.has(planting));
  if (missed.length > 0)
    throw new Error(`the simulator never loads ${missed.map((planting) => planting.file).join(", ")}`);
  return { file, remove: () => rm(file, { force: true }) };
}

/** Our own files are read here, so that faults can be planted; whatever else is imported stays an import. */
function ownSources(plantings: readonly Planting[], planted: Set<Planting>): Plugin {
  return {
    name: "own sources",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@allotement\// }, ({ path }) => ({
        path: join(root, path.slice("@allotement/".length)),
      }));
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "entry-point" ? undefined : { path, external: true },
      );
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        let text = await readFile(path, "utf8");
        for (const planting of plantings.filter(({ file }) => file === relative(root, path))) {
          text = plantedText(text, planting);
          planted.add(planting);
        }
        const here = JSON.stringify(pathToFileURL(path).href);
        return { contents: text.replaceAll("import.meta.url", here), loader: "ts" };
      });
    },
  };
}
