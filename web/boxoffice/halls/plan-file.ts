import type { PlanFormat } from "@allotement/boxoffice/api/plans.ts";

/** A plan's file as it was dropped. */
export interface PlanFile {
  readonly fileName: string;
  readonly format: PlanFormat;
  readonly text: string;
}

const formats: Readonly<Record<string, PlanFormat>> = { json: "json", csv: "csv", txt: "csv", svg: "svg" };

export const planFileTypes = ".json,.csv,.txt,.svg";

/** The file's text; undefined where its ending is none of ours. Spreadsheets of Windows still write Windows-1252. */
export async function readPlanFile(file: File): Promise<PlanFile | undefined> {
  const format = formats[file.name.split(".").at(-1)?.toLowerCase() ?? ""];
  if (format === undefined) return undefined;
  const bytes = await file.arrayBuffer();
  return { fileName: file.name, format, text: decoded(bytes) };
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
