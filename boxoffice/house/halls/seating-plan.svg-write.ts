import type { PlanArea } from "./seating-plan.areas.ts";
import type { PlanSeat, SeatingPlan } from "./seating-plan.ts";

/** Writes a plan as a drawing for Inkscape and others: a circle a seat, its id and data-* saying what it is. */
export function writeSvgPlan(plan: SeatingPlan): string {
  const { name, width, height } = plan;
  const radius = seatRadius(plan.seats);
  const categories = plan.categories.map(({ name: category, colour }) =>
    element("rect", { class: "category", "data-category": category, fill: colour, width: 0, height: 0 }),
  );
  const zones = plan.zones.flatMap((zone, zoneIndex) => {
    const floor = plan.floors.find(({ floorIndex }) => floorIndex === zone.floorIndex)?.name ?? "";
    return [
      `  ${tag("g", { class: "zone", "data-zone": zone.name, "data-floor": floor })}>`,
      ...plan.areas.filter((area) => area.zoneIndex === zoneIndex).map((area) => `    ${areaElement(area)}`),
      ...plan.seats
        .filter((seat) => seat.zoneIndex === zoneIndex)
        .map((seat) => `    ${seatElement(plan, seat, radius)}`),
      "  </g>",
    ];
  });
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    "data-name": name,
  };
  return `${[`<?xml version="1.0" encoding="UTF-8"?>`, `${tag("svg", root)}>`, ...categories.map((line) => `  ${line}`), ...zones, "</svg>"].join("\n")}\n`;
}

function seatElement(plan: SeatingPlan, seat: PlanSeat, radius: number): string {
  const category = plan.categories[seat.categoryIndex];
  const designation = plan.designations[seat.designationIndex];
  return element("circle", {
    class: "seat",
    id: seat.guid,
    cx: seat.x,
    cy: seat.y,
    r: radius,
    "data-row": seat.rowLabel,
    "data-number": seat.seatNumber,
    "data-category": category?.name,
    fill: category?.colour,
    "data-designation": designation === "FAUTEUIL" ? undefined : designation,
    "data-wheelchair": seat.wheelchair || undefined,
    "data-companion": seat.companion || undefined,
    "data-restricted-view": seat.restrictedView || undefined,
    "data-folding": seat.folding || undefined,
  });
}

function areaElement(area: PlanArea): string {
  const { text } = area;
  if (area.shape === "text") return text ? caption(area, textOnlyFacts(area)) : "";
  const paint = { fill: area.fill ?? "none", stroke: area.border ?? "none" };
  const turn = area.rotation === 0 ? "" : ` rotate(${area.rotation})`;
  const transform = `translate(${area.x} ${area.y})${turn}`;
  const drawn = element(...shapeOf(area, { transform, ...paint }));
  return `<g class="area">${drawn}${text ? caption(area, {}) : ""}</g>`;
}

type Attributes = Record<string, string | number | boolean | undefined>;

function shapeOf(
  area: Exclude<PlanArea, { shape: "text" }>,
  shared: Attributes,
): [name: string, attributes: Attributes] {
  switch (area.shape) {
    case "rectangle":
      return ["rect", { ...shared, width: area.width, height: area.height }];
    case "circle":
      return ["circle", { ...shared, r: area.radius }];
    case "ellipse":
      return ["ellipse", { ...shared, rx: area.radiusX, ry: area.radiusY }];
    case "polygon":
      return ["polygon", { ...shared, points: area.points.map(({ x, y }) => `${x},${y}`).join(" ") }];
  }
}

/** What a caption that stands alone has beside what is drawn of it. */
function textOnlyFacts({ x, y, rotation, fill, border }: PlanArea): Attributes {
  return {
    "data-x": x,
    "data-y": y,
    "data-rotation": rotation === 0 ? undefined : rotation,
    "data-fill": fill ?? undefined,
    "data-stroke": border ?? undefined,
  };
}

function caption({ text }: PlanArea, more: Attributes): string {
  if (!text) return "";
  const attributes = {
    x: text.x,
    y: text.y,
    "font-size": text.size,
    "text-anchor": "middle",
    "dominant-baseline": "central",
    fill: text.colour ?? undefined,
    ...more,
  };
  return `${tag("text", attributes)}>${escaped(text.text)}</text>`;
}

/** Half of what parts the nearest neighbours of a row, so that circles do not touch. */
function seatRadius(seats: readonly PlanSeat[]): number {
  const gaps = seats
    .slice(1)
    .map((seat, index) => Math.hypot(seat.x - (seats[index]?.x ?? 0), seat.y - (seats[index]?.y ?? 0)))
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  return Math.round((gaps[Math.floor(gaps.length / 4)] ?? 20) * 42) / 100;
}

function element(name: string, attributes: Attributes): string {
  return `${tag(name, attributes)}/>`;
}

function tag(name: string, attributes: Attributes): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  return `<${name}${given.join("")}`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no place for some characters, not even escaped; they are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (mark) => entities[mark] ?? mark);
}
