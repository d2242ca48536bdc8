/** Fills that are told apart in black and white as well: plain, hatched, dotted, crossed. */

const light = ["#185b9d", "#b35c00", "#1a6b34", "#7a2d8f"];
const dark = ["#7bb1e5", "#ffb866", "#7fd39a", "#d79be8"];
const size = 8;

export function fillColor(index: number, isDark: boolean): string {
  const colors = isDark ? dark : light;
  return colors[index % colors.length] ?? "#888888";
}

/** The fill of a series as canvas takes it. */
export function fillPattern(
  context: CanvasRenderingContext2D,
  index: number,
  isDark: boolean,
): CanvasPattern | string {
  const color = fillColor(index, isDark);
  const kind = index % 4;
  if (kind === 0) return color;
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const drawn = tile.getContext("2d");
  if (drawn === null) return color;
  drawn.fillStyle = isDark ? "#1c1e21" : "#ffffff";
  drawn.fillRect(0, 0, size, size);
  drawn.strokeStyle = color;
  drawn.fillStyle = color;
  drawn.lineWidth = 2.5;
  if (kind === 2) {
    drawn.beginPath();
    drawn.arc(size / 2, size / 2, 2.4, 0, 2 * Math.PI);
    drawn.fill();
  } else {
    line(drawn, 0, size, size, 0);
    if (kind === 3) line(drawn, 0, 0, size, size);
  }
  return context.createPattern(tile, "repeat") ?? color;
}

function line(drawn: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  drawn.beginPath();
  drawn.moveTo(fromX, fromY);
  drawn.lineTo(toX, toY);
  drawn.stroke();
}
