import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync, Visitor } from "vite";

/** The project's own files as the rules of `architecture.test.ts` and `names.test.ts` read them. */

/** Every file that git tracks, from the root. */
export const files = execFileSync("git", ["ls-files"], {
  cwd: import.meta.dirname,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(import.meta.dirname, file)));

export function read(file: string): string {
  return readFileSync(join(import.meta.dirname, file), "utf8");
}

/** The first folder of a path; empty for a file of the root. */
export function folderOf(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? "") : "";
}

/** Tests and what only tests use. */
export function isTest(file: string): boolean {
  return /\.(test|e2e|fixture|test-data)\.tsx?$/.test(file) || /^platform\/database\/test-/.test(file);
}

/** What a run cannot repeat is reached through `platform/ports.ts` alone. */
const closedNames = new Set([
  "setTimeout",
  "setInterval",
  "setImmediate",
  "randomUUID",
  "randomBytes",
  "randomInt",
  "getRandomValues",
]);
const closedMembers = new Set([
  "Date.now",
  "Math.random",
  "process.env",
  "process.hrtime",
  "performance.now",
  "globalThis.fetch",
]);

export interface Import {
  /** The text between the quotes. */
  specifier: string;
  /** The file of ours that it means, or undefined for a package. */
  target: string | undefined;
  typeOnly: boolean;
}
export interface Source {
  file: string;
  imports: Import[];
  /** Every name that the code gives or uses. */
  identifiers: string[];
  /** Uses of what a program cannot repeat: `Date.now`, `new Date()`, `fetch(` … */
  doors: string[];
}

export const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts")).map(sourceOf);
export const sourceByFile = new Map(sources.map((source) => [source.file, source]));

function sourceOf(file: string): Source {
  const { program, errors } = parseSync(file, read(file));
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const source: Source = { file, imports: [], identifiers: [], doors: [] };
  const add = (specifier: string, typeOnly: boolean) =>
    source.imports.push({ specifier, target: targetOf(file, specifier), typeOnly });
  const fromExport = (node: { source: { value: string } | null; exportKind?: string | undefined }) => {
    if (node.source) add(node.source.value, node.exportKind === "type");
  };
  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers.every(
        (specifier) => specifier.type === "ImportSpecifier" && specifier.importKind === "type",
      );
      add(node.source.value, node.importKind === "type" || (node.specifiers.length > 0 && named));
    },
    ExportAllDeclaration: fromExport,
    ExportNamedDeclaration: fromExport,
    ImportExpression(node) {
      if (node.source.type === "Literal") add(String(node.source.value), false);
    },
    TSImportType(node) {
      if (node.source.type === "Literal") add(String(node.source.value), true);
    },
    Identifier(node) {
      source.identifiers.push(node.name);
      if (closedNames.has(node.name)) source.doors.push(node.name);
    },
    MemberExpression(node) {
      if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return;
      const member = `${node.object.name}.${node.property.name}`;
      if (closedMembers.has(member)) source.doors.push(member);
    },
    NewExpression(node) {
      if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0)
        source.doors.push("new Date()");
    },
    CallExpression(node) {
      if (node.callee.type !== "Identifier") return;
      if (node.callee.name === "Date" || node.callee.name === "fetch")
        source.doors.push(`${node.callee.name}(`);
    },
  }).visit(program);
  return source;
}

function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(file), specifier);
  return specifier.startsWith("@allotement/") ? specifier.slice("@allotement/".length) : undefined;
}
