import { readFileSync } from "node:fs";
import { writeSeatingPlan } from "@allotement/boxoffice/house/halls/seating-plan.write.ts";
import { expect, it } from "vitest";
import { drawGrandeSalle } from "./grande-salle.ts";
import { drawPetiteScene } from "./petite-scene.ts";

it.each([
  ["grande-salle.json", drawGrandeSalle],
  ["petite-scene.json", drawPetiteScene],
])("%s is what its generator draws", (file, draw) => {
  expect(readFileSync(new URL(file, import.meta.url), "utf8")).toBe(writeSeatingPlan(draw()));
});

it.each([
  ["white", 1],
  ["the dark theme", luminance("#1a1b1e")],
])("every category colour stands out 3:1 on %s", (_ground, ground) => {
  for (const { colour } of [...drawGrandeSalle().categories, ...drawPetiteScene().categories]) {
    const [dark, light] = [luminance(colour), ground].sort((a, b) => a - b);
    expect(((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05), colour).toBeGreaterThanOrEqual(3);
  }
});

/** Relative luminance as the WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
