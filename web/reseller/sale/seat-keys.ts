/** Where a key leads from a seat: along its row, to the same place of the next row, to the row's ends; undefined for other keys. */
export function nextSeat(
  key: string,
  rows: readonly (readonly number[])[],
  from: number | undefined,
): number | undefined {
  const rowIndex = rows.findIndex((row) => from !== undefined && row.includes(from));
  const row = rows[rowIndex];
  if (row === undefined || from === undefined) return undefined;
  const index = row.indexOf(from);
  const inRow = (other: readonly number[] | undefined) => other?.[Math.min(index, other.length - 1)];
  switch (key) {
    case "ArrowRight":
      return row[index + 1];
    case "ArrowLeft":
      return row[index - 1];
    case "ArrowDown":
      return inRow(rows[rowIndex + 1]);
    case "ArrowUp":
      return inRow(rows[rowIndex - 1]);
    case "Home":
      return row[0];
    case "End":
      return row.at(-1);
    default:
      return undefined;
  }
}
