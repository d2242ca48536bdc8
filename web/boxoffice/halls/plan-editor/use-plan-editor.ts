import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { PlanEditing, Point } from "../../../seating-plan/editing.ts";
import { geometryOf } from "../drawn-plan.ts";
import { type Drawing, pitchOf, proposedRow, type Tool, withRoom } from "./editor-state.ts";
import { moveSeats, type NewRow } from "./edits.ts";
import { begun, done, redone, undone } from "./history.ts";
import { countBetween, curveTowards, middleOf, seatsOfRow } from "./row-shape.ts";

type Handle = "from" | "to" | "middle" | "new";

/** All that moves in the editor: the plan with its undo, the chosen seats, the tool, the row being set. */
export function usePlanEditor(start: Drawing) {
  const [history, setHistory] = useState(() => begun(start));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [tool, setTool] = useState<Tool>(start.plan.seats.length === 0 ? "row" : "choose");
  const { plan, drawn } = history.present;
  const pitch = useMemo(() => pitchOf(plan), [plan]);
  const [row, setRow] = useState<NewRow>(() => proposedRow(start.plan, pitch));
  const [moving, setMoving] = useState<Point>();
  const dark = useComputedColorScheme("light") === "dark";
  const codes = useRef(new Map<string, number>());
  const geometry = useMemo(() => {
    const codeOf = (guid: string) => {
      const known = codes.current.get(guid) ?? codes.current.size + 1;
      codes.current.set(guid, known);
      return known;
    };
    const size = { width: plan.width, height: plan.height };
    const sheet = {
      shape: "rectangle" as const,
      x: 0,
      y: 0,
      ...size,
      ...(dark ? {} : { colour: "#f4f6f8" }),
    };
    return { ...geometryOf(plan, [sheet, ...drawn]), seatCodes: plan.seats.map(({ guid }) => codeOf(guid)) };
  }, [plan, drawn, dark]);
  const ids = useMemo(
    () =>
      new Set(
        plan.seats.filter((_seat, at) => chosen.has(geometry.seatCodes[at] ?? -1)).map(({ guid }) => guid),
      ),
    [plan, geometry, chosen],
  );
  const change = (next: Drawing) => {
    const grown = withRoom(next.plan, pitch);
    setHistory((now) => done(now, grown === next.plan ? next : { ...next, plan: grown }));
  };
  const undo = () => setHistory(undone);
  const redo = () => setHistory(redone);
  useUndoKeys(undo, redo);
  const drag = useRowDrag(row, setRow, pitch);
  const dragMove = (from: Point, to: Point, isDone: boolean) => {
    const by = { x: to.x - from.x, y: to.y - from.y };
    setMoving(isDone ? undefined : by);
    if (isDone && ids.size > 0) change({ plan: moveSeats(plan, ids, by), drawn });
  };
  const editing: PlanEditing = {
    radius: pitch * 0.42,
    preview:
      tool === "row" ? rowPreview(row) : movedPreview(plan.seats, ids, tool === "move" ? moving : undefined),
    handles: tool === "row" ? [row.shape.from, row.shape.to, middleOf(row.shape)] : [],
    onDrag: tool === "row" ? drag : tool === "move" ? dragMove : undefined,
  };
  return {
    ...{ plan, drawn, geometry, pitch, chosen, setChosen, ids, tool, setTool, row, setRow, editing },
    ...{ change, undo, redo, canUndo: history.past.length > 0, canRedo: history.future.length > 0 },
    isChanged: history.present !== start,
  };
}

export type PlanEditor = ReturnType<typeof usePlanEditor>;

function rowPreview({ shape, copies, offset }: NewRow): Point[] {
  const points = seatsOfRow(shape);
  return Array.from({ length: Math.min(copies, 100) }, (_, copy) =>
    points.map(({ x, y }) => ({ x: x + offset.x * copy, y: y + offset.y * copy })),
  ).flat();
}

function movedPreview(
  seats: readonly { guid: string; x: number; y: number }[],
  ids: ReadonlySet<string>,
  by: Point | undefined,
): Point[] {
  if (by === undefined) return [];
  return seats.filter(({ guid }) => ids.has(guid)).map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
}

/** A drag draws the row anew from its first to its last seat, or pulls the end or the middle that it began at. */
function useRowDrag(row: NewRow, setRow: (row: NewRow) => void, pitch: number) {
  const held = useRef<Handle>(undefined);
  return (from: Point, to: Point, isDone: boolean) => {
    const { shape } = row;
    const near = (point: Point) => Math.hypot(point.x - from.x, point.y - from.y) < pitch * 0.7;
    held.current ??= near(middleOf(shape))
      ? "middle"
      : near(shape.from)
        ? "from"
        : near(shape.to)
          ? "to"
          : "new";
    const handle = held.current;
    if (isDone) held.current = undefined;
    const place = { x: Math.round(to.x), y: Math.round(to.y) };
    if (handle === "middle") return setRow({ ...row, shape: { ...shape, curve: curveTowards(shape, to) } });
    if (handle === "from" || handle === "to") return setRow({ ...row, shape: { ...shape, [handle]: place } });
    const first = { x: Math.round(from.x), y: Math.round(from.y) };
    const count = countBetween(first, place, pitch);
    setRow({ ...row, shape: { from: first, to: place, count, curve: 0 } });
  };
}

/** Ctrl+Z and Ctrl+Y, or Ctrl+Shift+Z; a field that is typed in keeps its own. */
function useUndoKeys(undo: () => void, redo: () => void) {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!(event.ctrlKey || event.metaKey) || isField) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
