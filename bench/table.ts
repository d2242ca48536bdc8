import { availableParallelism, cpus } from "node:os";
import type { Sample } from "./measure.ts";

/** A measure with its samples; `unit` says what `rows` of a sample counts. */
export interface Measured {
  name: string;
  unit: "rows" | "readings";
  samples: Sample[];
}

interface Spread {
  least: number;
  median: number;
  most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    least: at(0),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    most: at(sorted.length - 1),
  };
}

const heads = [
  "",
  "product ms (min)",
  "median",
  "max",
  "raw ms (min)",
  "median",
  "max",
  "ratio",
  "product /s",
  "raw /s",
];

/** The figures as aligned text: one line a measure, the ratio of the medians, and what each side does in a second. */
export function tableOf(measures: readonly Measured[]): string {
  const lines = measures.map(({ name, unit, samples }) => {
    const product = spreadOf(samples.map((sample) => sample.productMilliseconds));
    const raw = spreadOf(samples.map((sample) => sample.rawMilliseconds));
    const { median: rows } = spreadOf(samples.map((sample) => sample.rows));
    const perSecond = ({ median }: Spread) => `${whole((rows * 1000) / median)} ${unit}`;
    return [
      name,
      ...[product, raw].flatMap(({ least, median, most }) => [least, median, most].map(whole)),
      `× ${(product.median / raw.median).toFixed(1)}`,
      perSecond(product),
      perSecond(raw),
    ];
  });
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...lines.map((line) => line[column] ?? "")].map((cell) => cell.length)),
  );
  const aligned = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return [heads, ...lines].map(aligned).join("\n");
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** What the figures were taken on. */
export function machineLine(postgresVersion: string): string {
  return `${machineOf()}, PostgreSQL ${postgresVersion}`;
}

export function machineOf(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${availableParallelism()} cores (${model}), Node ${process.versions.node}`;
}
