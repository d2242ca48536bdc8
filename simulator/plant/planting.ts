import type { FloorName } from "../run/floors.ts";

/** A fault put into the product's own source for one run. The product carries no switch for it. */
export interface Planting {
  /** From the project's root. */
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  replace: string;
}

/** A negative control: with its plantings the simulator must find something within the budget of seeds. */
export interface Control {
  name: string;
  /** A row of protocol, section 4; or of our own, in which part. */
  row: "section 4" | "restore" | "sql" | "journal" | "import" | "barcode" | "door" | "reseller" | "venue";
  floor: FloorName;
  plantings: readonly Planting[];
  /** Seeds within which it must be caught: five times those that it took. */
  budget: number;
}

/** @throws where the text to be replaced does not stand in the source exactly once. */
export function plantedText(source: string, { file, find, replace }: Planting): string {
  const times = source.split(find).length - 1;
  if (times !== 1)
    throw new Error(`the planted fault's text stands ${times} times in ${file}, not once:\n${find}`);
  return source.replace(find, () => replace);
}
