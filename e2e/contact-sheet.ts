import { spawn } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "../dev/browser.ts";

/** Journeys and tables of which the pictures are taken. */
const journeys = "e2e";
const picturesPerSheet = 20;

/**
 * `./bin/allotement contact-sheet`: plays every journey in the browser, keeps a picture of each page and state, and lays
 * them out on sheets, `sheet-01.png` and on, for a person to look at. Answers with the journeys' exit code.
 */
export async function contactSheetCommand(
  directory: string,
  environment: Record<string, string | undefined>,
): Promise<number> {
  const folder = resolve(directory);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const code = await play(folder, environment);
  const sheets = await layOut(folder);
  process.stdout.write(`${sheets.length} sheets in ${folder}\n`);
  return code;
}

function play(folder: string, environment: Record<string, string | undefined>): Promise<number> {
  const parameters = ["run", journeys, "--no-file-parallelism"];
  return new Promise((answer, reject) => {
    const child = spawn("node_modules/.bin/vitest", parameters, {
      env: { ...environment, SCREENSHOTS: folder },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => answer(code ?? 1));
  });
}

/** Lays the pictures of a folder out on sheets, by name. */
export async function layOut(folder: string): Promise<string[]> {
  const pictures = (await readdir(folder))
    .filter((name) => name.endsWith(".png") && !name.startsWith("sheet-"))
    .sort();
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1640, height: 1000 } });
  const sheets: string[] = [];
  for (let first = 0; first < pictures.length; first += picturesPerSheet) {
    const name = `sheet-${String(sheets.length + 1).padStart(2, "0")}`;
    await writeFile(join(folder, `${name}.html`), sheetOf(pictures.slice(first, first + picturesPerSheet)));
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    sheets.push(name);
  }
  await browser.close();
  return sheets;
}

function sheetOf(pictures: readonly string[]): string {
  const figures = pictures.map(
    (name) =>
      `<figure><img src="${encodeURIComponent(name)}" alt=""><figcaption>${name.replace(/\.png$/, "")}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
    body { display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px; margin: 10px; font: 12px sans-serif; }
    figure { margin: 0; } img { width: 100%; border: 1px solid #bbb; } </style>${figures.join("")}`;
}
