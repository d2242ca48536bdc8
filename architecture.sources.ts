import { posix } from "node:path";
import { parseSync, Visitor } from "vite";
import { files, read } from "./architecture.files.ts";

/** The project's TypeScript as the rules of `architecture.test.ts` and `names.test.ts` read it. */

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
