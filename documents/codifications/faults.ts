/**
 * Why a set of files is refused. Each has its words on the reseller's screen. Where several apply, the first that is met on
 * the way is given: names, charset, INFOS, then each file in the order of the names.
 */
export const codeFileFaults = [
  /** A file of the set is not there. */
  "missingFile",
  /** A file that does not belong to the set. */
  "unexpectedFile",
  /** The same file twice. */
  "fileTwice",
  /** The files are named for more than one hall or organizer. */
  "severalHalls",
  /** Saved anew by an editor in another charset. */
  "otherCharset",
  /** Shorter than it was written. */
  "truncated",
  /** The format is of a version that is not known here. */
  "otherVersion",
  /** The files' names say another hall or organizer than INFOS. */
  "renamed",
  /** A line does not have the form of its list. */
  "badLine",
  /** A code stands twice in its list. */
  "codeTwice",
  /** A code that its list does not have. */
  "unknownCode",
  /** The list has more or fewer lines than INFOS counts. */
  "wrongCount",
  /** More seats than a hall may have. */
  "tooManySeats",
  /** Not what was written, by its digest. */
  "altered",
  /** The plan is no BMP picture. */
  "notAPicture",
] as const;

export interface CodeFileFault {
  fault: (typeof codeFileFaults)[number];
  fileName: string | null;
  /** From 1; null where the fault is not one of a line. */
  line: number | null;
}

/** Thrown inside the reader alone, which answers it. */
export class FaultFound extends Error {
  override name = "FaultFound";
  readonly found: CodeFileFault;
  constructor(fault: CodeFileFault["fault"], fileName: string | null = null, line: number | null = null) {
    super(fault);
    this.found = { fault, fileName, line };
  }
}
