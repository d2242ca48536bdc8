import { SaxesParser } from "saxes";
import type { PlanCollector } from "./seating-plan.collect.ts";
import { planCollector } from "./seating-plan.collect.ts";
import { limited, type PlanProblem, quoted } from "./seating-plan.problems.ts";
import {
  areaOf,
  captionOf,
  colourIn,
  numberIn,
  placeWords,
  type SvgArea,
  type SvgElement,
  seatPoint,
} from "./seating-plan.svg-elements.ts";
import { planSeatCountMax, readPlanJson, type SeatingPlanResult, withoutMark } from "./seating-plan.ts";
import { identity, inside, type Transform } from "./svg-transform.ts";

/** More than any hall needs; a drawing of more is a map of something else. */
const elementCountMax = 4 * planSeatCountMax;

const chunkLength = 65_536;

/** What is inside of them is not drawn where it stands, or is no drawing. */
const skipped = ["defs", "symbol", "clipPath", "mask", "pattern", "marker", "metadata", "title", "desc"];
/** The same, and a person should know that it was left out: a programme is never run, a style never read. */
const ignored = ["script", "style", "foreignObject", "image", "animate", "set", "iframe"];
const shapes = ["circle", "ellipse", "rect", "use", "path", "polygon", "polyline", "line"];

/** What an element hands down to those inside it. */
interface Frame {
  transform: Transform;
  zone: string | undefined;
  floor: string;
  fill: string | undefined;
  isArea: boolean;
  isSkipped: boolean;
}

interface Reading {
  collector: PlanCollector;
  problems: PlanProblem[];
  warnings: PlanProblem[];
  hall: { name: string; size?: object };
  seats: {
    zone: string;
    floor: string;
    row: string;
    colour: string | undefined;
    seat: object;
    category: string | undefined;
    element: SvgElement;
  }[];
  areas: { frame: Frame; area: SvgArea; text?: object; element: SvgElement }[];
}

/**
 * Reads a plan from a drawing (docs/plans.md); every fault names its line and element. The parser knows no outside
 * entities; a file that declares entities of its own is refused.
 */
export function readSvgPlan(text: string): SeatingPlanResult {
  if (text.trim() === "") {
    return { ok: false, problems: [{ path: "", code: "emptyFile", reason: "The file is empty." }] };
  }
  const reading: Reading = {
    collector: planCollector(),
    problems: [],
    warnings: [],
    hall: { name: "SALLE" },
    seats: [],
    areas: [],
  };
  const fault = walk(withoutMark(text), reading);
  if (fault !== undefined) return { ok: false, problems: [fault] };
  if (reading.problems.length > 0) return { ok: false, problems: limited(reading.problems) };
  collect(reading);
  const { collector } = reading;
  const read = readPlanJson(collector.json(reading.hall));
  const inFile = (problem: PlanProblem) => collector.inFile(problem, (field) => attributes[field] ?? field);
  if (!read.ok) return { ok: false, problems: read.problems.map(inFile) };
  const warnings = limited([...reading.warnings, ...read.plan.warnings.map(inFile)]);
  return { ok: true, plan: { ...read.plan, warnings } };
}

/** The attribute in which a field of the open JSON stands. */
const attributes: Record<string, string> = {
  seat_guid: "id",
  row_number: "data-row",
  seat_number: "data-number",
  category: "data-category",
  designation: "data-designation",
  zones: "",
};

function walk(text: string, reading: Reading): PlanProblem | undefined {
  const parser = new SaxesParser<{ position: true; xmlns?: false }>({ position: true });
  const frames: Frame[] = [
    { transform: identity, zone: undefined, floor: "", fill: undefined, isArea: false, isSkipped: false },
  ];
  let fault: PlanProblem | undefined;
  let count = 0;
  let line = 1;
  let caption: { element: SvgElement; frame: Frame; text: string } | undefined;
  let titleDepth = 0;
  parser.on("error", (error) => {
    const reason = error.message.replace(/^(?:undefined:)?\d+:\d+: /, "");
    fault ??= {
      path: "",
      line: parser.line,
      column: parser.column + 1,
      code: "badXml",
      reason: `Not XML: ${reason}`,
    };
  });
  parser.on("doctype", (doctype) => {
    if (!/<!ENTITY/i.test(doctype)) return;
    const reason = "The file declares entities, which are not read.";
    fault ??= { path: "DOCTYPE", line: parser.line, column: 1, code: "entityDeclared", reason };
  });
  parser.on("opentagstart", () => {
    line = parser.line;
  });
  parser.on("opentag", (opened) => {
    count += 1;
    const parent = frames.at(-1);
    if (fault !== undefined || parent === undefined) return;
    const element: SvgElement = {
      name: opened.name.replace(/^svg:/, ""),
      attributes: opened.attributes,
      line,
    };
    if (count === 1 && element.name !== "svg") {
      fault = { path: element.name, line, column: 1, code: "badXml", reason: "The root element is not svg." };
      return;
    }
    if (count > elementCountMax) {
      fault = {
        path: "",
        line,
        column: 1,
        code: "tooManySeats",
        reason: `The drawing has more than ${elementCountMax} elements.`,
      };
      return;
    }
    if (element.name === "title" && frames.length === 2) titleDepth = frames.length;
    const frame = enter(element, parent, reading);
    frames.push(frame);
    if (element.name === "text" && !frame.isSkipped) caption = { element, frame, text: "" };
  });
  parser.on("text", (written) => {
    if (caption !== undefined) caption.text += written;
    else if (titleDepth > 0 && frames.length === titleDepth + 1)
      reading.hall.name = written.trim() || reading.hall.name;
  });
  parser.on("closetag", (closed) => {
    frames.pop();
    if (closed.name.replace(/^svg:/, "") === "title") titleDepth = 0;
    if (closed.name.replace(/^svg:/, "") !== "text" || caption === undefined) return;
    addCaption(caption, reading);
    caption = undefined;
  });
  // Piece by piece, so that a file of faults is left at the first one.
  for (let start = 0; start < text.length && fault === undefined; start += chunkLength)
    parser.write(text.slice(start, start + chunkLength));
  if (fault === undefined && frames.length > 1) {
    const reason = "The file is cut short: an element is never closed.";
    return { path: "", line: parser.line, column: parser.column + 1, code: "truncatedFile", reason };
  }
  if (fault === undefined) parser.close();
  return fault;
}

/** Takes one element in, and answers what it hands down. */
function enter(element: SvgElement, parent: Frame, reading: Reading): Frame {
  const { name, attributes: given } = element;
  const isSkipped = parent.isSkipped || skipped.includes(name) || ignored.includes(name);
  if (ignored.includes(name) && !parent.isSkipped) {
    const reason = `The element ${quoted(name)} is not read.`;
    reading.warnings.push({
      path: placeWords(element),
      line: element.line,
      column: 1,
      code: "ignoredElement",
      reason,
    });
  }
  const transform = inside(parent.transform, given.transform);
  if (transform === undefined && !isSkipped) {
    const value = (given.transform ?? "").slice(0, 60);
    const reason = `The transform ${quoted(value)} cannot be read.`;
    reading.problems.push({
      path: placeWords(element),
      line: element.line,
      column: 1,
      code: "badTransform",
      reason,
      value,
    });
  }
  const frame: Frame = {
    transform: transform ?? parent.transform,
    zone: given["data-zone"] ?? given["inkscape:label"] ?? parent.zone,
    floor: given["data-floor"] ?? parent.floor,
    fill: colourIn(element, "fill") ?? parent.fill,
    isArea: parent.isArea || hasClass(element, "area"),
    isSkipped,
  };
  if (isSkipped) return frame;
  if (name === "svg") return enterRoot(element, frame, reading);
  if (given["data-zone"] !== undefined) {
    reading.collector.zone(given["data-zone"], frame.floor, placeOf(element));
  }
  if (hasClass(element, "category")) {
    reading.collector.category(given["data-category"] ?? "", frame.fill, placeOf(element));
    return { ...frame, isSkipped: true };
  }
  if (shapes.includes(name)) takeShape(element, frame, reading);
  return frame;
}

function enterRoot(element: SvgElement, frame: Frame, reading: Reading): Frame {
  const { attributes: given } = element;
  reading.hall.name = given["data-name"] ?? reading.hall.name;
  const box = given.viewBox
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const [left = 0, top = 0, width, height] = box?.every(Number.isFinite)
    ? box
    : [0, 0, numberIn(given.width), numberIn(given.height)];
  if (width !== undefined && height !== undefined && width > 0 && height > 0)
    reading.hall.size ??= { width, height };
  const transform = inside(
    frame.transform,
    left === 0 && top === 0 ? undefined : `translate(${-left} ${-top})`,
  );
  return { ...frame, transform: transform ?? frame.transform };
}

/** A seat by its class, its row and number, or an id such as ORCHESTRE-A-12; anything else is drawing. */
function takeShape(element: SvgElement, frame: Frame, reading: Reading): void {
  const { attributes: given } = element;
  const named = frame.isArea ? undefined : placeInId(given.id ?? "");
  const saysSeat =
    hasClass(element, "seat") || given["data-row"] !== undefined || given["data-number"] !== undefined;
  const at = { path: placeWords(element), line: element.line, column: 1 };
  if (frame.isArea || (!saysSeat && named === undefined)) {
    const area = areaOf(element, frame.transform, frame.fill);
    if (area) reading.areas.push({ frame, area, element });
    else if (frame.isArea)
      reading.warnings.push({
        ...at,
        code: "unreadableArea",
        reason: "The area cannot be drawn and is left out.",
      });
    return;
  }
  if (given.id === undefined || given.id.trim() === "") {
    reading.problems.push({ ...at, code: "noSeatId", reason: "The seat has no id." });
    return;
  }
  const row = given["data-row"] ?? named?.row;
  const number = given["data-number"] ?? named?.number;
  if (row === undefined || number === undefined) {
    const reason =
      "The seat's row and number are missing: data-row and data-number, or an id such as ZONE-ROW-NUMBER.";
    reading.problems.push({ ...at, code: "seatWithoutPlace", reason });
    return;
  }
  const position = seatPoint(element, frame.transform);
  if (position === undefined) {
    const reason = "The seat's place cannot be read: it is drawn as circle, ellipse, rect, use or polygon.";
    reading.problems.push({ ...at, code: "badShape", reason });
    return;
  }
  reading.seats.push({
    zone: frame.zone ?? given["data-zone"] ?? named?.zone ?? "SALLE",
    floor: frame.floor,
    row,
    colour: frame.fill,
    category: given["data-category"],
    element,
    seat: {
      seat_guid: given.id,
      seat_number: number,
      position,
      ...(given["data-designation"] === undefined ? {} : { designation: given["data-designation"] }),
      wheelchair: given["data-wheelchair"] === "true",
      companion: given["data-companion"] === "true",
      restricted_view: given["data-restricted-view"] === "true",
      folding: given["data-folding"] === "true",
    },
  });
}

function placeInId(id: string): { zone: string | undefined; row: string; number: string } | undefined {
  // Illustrator writes a space of an id as _x0020_.
  const plain = id.replace(/_x([0-9A-F]{4})_/g, (_whole, hex) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  const found = /^(?:(.{1,100})[-_. ])?([\p{L}\p{N}]{1,4})[-_. ](\d{1,4}[A-Za-z]?)$/u.exec(plain);
  const [, zone, row = "", number = ""] = found ?? [];
  // What editors call their own elements.
  if (found === null || /^(rect|path|line|text|use|img)$/i.test(row)) return undefined;
  return { zone, row, number };
}

function addCaption(
  { element, frame, text }: { element: SvgElement; frame: Frame; text: string },
  reading: Reading,
): void {
  const last = reading.areas.at(-1);
  const isInGroup = frame.isArea && !hasClass(element, "area");
  const written = captionOf(element, frame.transform, text);
  if (written === undefined) return;
  // The words of a shape stand after it in the same group.
  const isOfShape = isInGroup && last?.text === undefined && element.attributes["data-x"] === undefined;
  if (last === undefined || !isOfShape) reading.areas.push({ frame, element, area: written.alone });
  else {
    const { x, y } = last.area.position;
    last.text = { ...written.text, position: { x: written.at.x - x, y: written.at.y - y } };
  }
}

/** Zones, categories, seats and drawing brought together once all are known. */
function collect({ collector, seats, areas }: Reading): void {
  const byColour = new Map<string, string>();
  for (const { category, colour, element } of seats) {
    if (category === undefined) continue;
    collector.category(category, colour, placeOf(element));
    if (colour !== undefined && !byColour.has(colour)) byColour.set(colour, category);
  }
  for (const { zone, floor, row, seat, category, colour, element } of seats) {
    // A drawing that tells its categories by colour alone.
    const found = category ?? byColour.get(colour ?? "") ?? `CATEGORIE ${byColour.size + 1}`;
    if (category === undefined && !byColour.has(colour ?? "")) byColour.set(colour ?? "", found);
    collector.category(found, colour, placeOf(element));
    const zoneIndex = collector.zone(zone, floor, placeOf(element));
    collector.seat(zoneIndex, row, { ...seat, category: found }, placeOf(element));
  }
  for (const { frame, area, text, element } of areas) {
    const zoneIndex =
      frame.zone === undefined ? 0 : collector.zone(frame.zone, frame.floor, placeOf(element));
    if (collector.zones.length > 0)
      collector.area(zoneIndex, text ? { ...area, text } : area, placeOf(element));
  }
}

function hasClass({ attributes: given }: SvgElement, wanted: string): boolean {
  return (given.class ?? "").split(/\s+/).includes(wanted);
}

function placeOf(element: SvgElement) {
  return { line: element.line, element: placeWords(element) };
}
