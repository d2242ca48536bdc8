/**
 * The codes of a hall, with all that a reseller needs to tie its own plan to the venue's (R9.3). Lists are in the order of
 * their codes; every code that a seat or a zone names stands in its list.
 */
export interface CodeLists {
  organizer: { code: number; name: string };
  /** The organizer's number at the reseller; null where the line is not set up yet. */
  institutionCode: number | null;
  /** Width and height in plan units, the unit of the seats' coordinates. */
  hall: { code: number; name: string; planVersion: number; width: number; height: number };
  /** Colours are #rrggbb, lower case. */
  categories: { code: number; name: string; shortName: string; colour: string }[];
  designations: { code: number; name: string }[];
  floors: { code: number; name: string }[];
  zones: { code: number; name: string; floorCode: number }[];
  seats: ListedSeat[];
}

/** A seat; x and y are the place of its centre, two decimals, y downwards. */
export interface ListedSeat {
  code: number;
  floorCode: number;
  zoneCode: number;
  rowLabel: string;
  seatNumber: string;
  categoryCode: number;
  designationCode: number;
  x: number;
  y: number;
  wheelchair: boolean;
  companion: boolean;
  restrictedView: boolean;
  folding: boolean;
}

/** A file as it is handed over. */
export interface CodeFile {
  fileName: string;
  bytes: Uint8Array;
}

/** The version of the format of the six text files; another one is refused by whoever reads. */
export const formatVersion = 1;

/** The files in the order of their names; INFOS comes last in writing, since it bears the digests of the others. */
export const fileKinds = [
  "CATEGORIES",
  "DENOMINATIONS",
  "ETAGES",
  "INFOS",
  "PLACES",
  "ZONES",
  "PLAN",
] as const;
export type FileKind = (typeof fileKinds)[number];

/** LIEU_669_10001_PLACES.TXT, and plan_669_10001.bmp for the picture (R9.3). */
export function fileNameOf(kind: FileKind, organizerCode: number, hallCode: number): string {
  return kind === "PLAN"
    ? `plan_${organizerCode}_${hallCode}.bmp`
    : `LIEU_${organizerCode}_${hallCode}_${kind}.TXT`;
}

/** The same read back, whatever the case (Windows keeps none); undefined for any other name. */
export function readFileName(
  fileName: string,
): { kind: FileKind; organizerCode: number; hallCode: number } | undefined {
  const found =
    /^lieu_([1-9]\d{0,4})_([1-9]\d{0,9})_(categories|denominations|etages|infos|places|zones)\.txt$/i.exec(
      fileName,
    ) ?? /^plan_([1-9]\d{0,4})_([1-9]\d{0,9})(\.bmp)$/i.exec(fileName);
  if (!found) return undefined;
  const [, organizer = "", hall = "", word = ""] = found;
  const kind = fileKinds.find((one) => one === word.toUpperCase()) ?? "PLAN";
  return { kind, organizerCode: Number(organizer), hallCode: Number(hall) };
}
