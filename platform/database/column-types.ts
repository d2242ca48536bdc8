import pg from "pg";

/** Type numbers of PostgreSQL that never change (pg_type.oid). */
const oid = {
  bigint: 20,
  date: 1082,
  time: 1083,
  bigintArray: 1016,
  dateArray: 1182,
  timeArray: 1183,
  textArray: 1009,
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`);
  return value;
}

const parseTextArray = pg.types.getTypeParser(oid.textArray, "text");

const ownParsers = new Map<number, (text: string) => unknown>([
  [oid.bigint, safeInteger],
  // As PostgreSQL writes them: a civil date or time has no time zone, so a Date would shift it.
  [oid.date, (text) => text],
  [oid.time, (text) => text],
  [oid.bigintArray, (text) => (text === "{}" ? [] : text.slice(1, -1).split(",").map(integerOrNull))],
  [oid.dateArray, (text) => parseTextArray(text)],
  [oid.timeArray, (text) => parseTextArray(text)],
]);

function integerOrNull(text: string): number | null {
  return text === "NULL" ? null : safeInteger(text);
}

/** How columns become JavaScript values, as promised in `database.ts`; for one pool, other users of `pg` keep theirs. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(type: number, format?: "text" | "binary") {
    return ownParsers.get(type) ?? pg.types.getTypeParser(type, format);
  },
};
