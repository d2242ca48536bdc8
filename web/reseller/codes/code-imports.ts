import type { FilesRefused, ImportHistory, ImportProposal } from "@allotement/reseller/api/code-imports.ts";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ApiProblem, callApi, getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import type { GatheredFiles } from "./gather-files.ts";

export type Preference = "label" | "place";

/** What the manager has chosen so far; `networkHallId` undefined: the best twin, null: a plan after the venue's. */
export interface ImportChoice {
  readonly hallCode: number | undefined;
  readonly networkHallId: number | null | undefined;
  readonly preference: Preference;
}

export const historyQuery = (institutionCode: number) =>
  queryOptions({
    queryKey: ["code-imports", institutionCode],
    queryFn: () => getApi<ImportHistory>(apiPaths.codeImports(institutionCode)),
  });

/** What the import would change, asked anew with every choice; the last answer stays until the next one comes. */
export const proposalQuery = (
  institutionCode: number,
  files: GatheredFiles | undefined,
  choice: ImportChoice,
) =>
  queryOptions({
    queryKey: ["code-import-proposal", institutionCode, files?.key, choice],
    queryFn: () =>
      callApi<ImportProposal>("POST", apiPaths.codeImportPreview(institutionCode), {
        archive: files?.archive,
        ...choice,
      }),
    enabled: files !== undefined,
    retry: false,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** The refusal of the files themselves, where that is what was thrown. */
export function filesRefusedBy(error: unknown): Omit<FilesRefused, "error" | "message"> | undefined {
  if (!(error instanceof ApiProblem) || error.code !== "CODE_FILES_REFUSED") return undefined;
  const { fault, fileName, line, found, expected } = error.body;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    fault: isFault(fault) ? fault : "notAZip",
    fileName: text(fileName),
    line: typeof line === "number" ? line : null,
    found: text(found),
    expected: text(expected),
  };
}

const faults: Record<FilesRefused["fault"], true> = {
  notAZip: true,
  tooLarge: true,
  tooManyFiles: true,
  pathInName: true,
  missingFile: true,
  unexpectedFile: true,
  fileTwice: true,
  severalHalls: true,
  otherCharset: true,
  truncated: true,
  otherVersion: true,
  renamed: true,
  badLine: true,
  codeTwice: true,
  unknownCode: true,
  wrongCount: true,
  tooManySeats: true,
  altered: true,
  notAPicture: true,
  otherHall: true,
  otherOrganizer: true,
  otherInstitution: true,
};

function isFault(value: unknown): value is FilesRefused["fault"] {
  return typeof value === "string" && Object.hasOwn(faults, value);
}
