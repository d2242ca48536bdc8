import { availableParallelism } from "node:os";
import { playSeeds } from "../run/children.ts";
import type { Control } from "./planting.ts";

export interface Caught {
  control: Control;
  /** The lowest seed that shows the fault, and what broke; undefined: it survived its budget. */
  by: { seed: number; invariant: string } | undefined;
}

/** Plants one control after the other, as many at once as there are cores, and plays seeds until each is caught. */
export async function runControls(
  controls: readonly Control[],
  databaseUrl: string | undefined,
  onCaught: (caught: Caught) => void,
): Promise<Caught[]> {
  const waiting = [...controls.entries()];
  const caught: Caught[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, control] = next;
      const { floor, budget, plantings } = control;
      const { broken } = await playSeeds(
        { from: 1, until: 1 + budget, floor, databaseUrl, plantings, twice: false, processes: 1 },
        `control-${index}`,
      );
      const one = { control, by: broken && { seed: broken.seed, invariant: broken.invariant } };
      caught[index] = one;
      onCaught(one);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return caught;
}

/** The table: fault, floor, first seed, what caught it. */
export function controlsTable(caught: readonly Caught[]): string {
  const rows = caught.map(({ control, by }) => [
    control.name,
    control.row,
    control.floor,
    by ? String(by.seed) : `survived ${control.budget}`,
    by?.invariant ?? "",
  ]);
  const head = ["planted fault", "of", "floor", "first seed", "caught by"];
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
