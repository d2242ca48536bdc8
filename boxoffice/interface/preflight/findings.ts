import { exchangeErrors } from "@allotement/protocol/errors.ts";
import type { CheckAnswer, OperationRequest } from "@allotement/protocol/messages/operation.ts";
import type { PreflightFinding } from "../../api/interface-preflight.ts";
import { seatRanges } from "./seat-ranges.ts";

/** A request as it was asked, and what was answered. */
export interface CheckedRequest {
  request: Pick<OperationRequest, "performanceNumber" | "hallCode" | "seats">;
  answer: CheckAnswer;
}

/** What the codes are called here. */
export interface CodeNames {
  halls: ReadonlyMap<number, string>;
  holds: ReadonlyMap<number, string>;
  priceTypes: ReadonlyMap<number, string>;
  zones: ReadonlyMap<number, string>;
  floors: ReadonlyMap<number, string>;
  seatCategories: ReadonlyMap<number, string>;
}

const rowsMax = 40;

type Seat = OperationRequest["seats"][number];

/** Which code of a seat its error is about, and by what names; the others are about the seat itself. */
const codeOfSeat: Readonly<Record<number, { codeOf: (seat: Seat) => number; names: keyof CodeNames }>> = {
  14: { codeOf: (seat) => seat.zoneCode, names: "zones" },
  15: { codeOf: (seat) => seat.floorCode, names: "floors" },
  16: { codeOf: (seat) => seat.seatCategoryCode, names: "seatCategories" },
};
const namesOfOperation: Readonly<Record<number, keyof CodeNames>> = {
  10: "halls",
  13: "holds",
  19: "priceTypes",
};

interface Gathered {
  codes: Set<number>;
  performances: Set<number>;
  /** By performance. */
  seats: Map<number, Seat[]>;
}

/**
 * Everything that would fail, gathered by error in the order of precedence: codes once, seats by row (812 seats of an
 * unknown category are one line).
 */
export function findingsOf(checked: readonly CheckedRequest[], names: CodeNames): PreflightFinding[] {
  const found = new Map<number, Gathered>();
  const gather = (error: number, performance: number): Gathered => {
    const there = found.get(error) ?? { codes: new Set(), performances: new Set(), seats: new Map() };
    found.set(error, there);
    there.performances.add(performance);
    return there;
  };
  for (const { request, answer } of checked) {
    const { performanceNumber } = request;
    for (const { error, code } of answer.operation) {
      const { codes } = gather(error, performanceNumber);
      if (code !== undefined && namesOfOperation[error]) codes.add(code);
    }
    const seatOf = new Map(request.seats.map((seat) => [seat.seatCode, seat]));
    for (const { seatCode, errors } of answer.seats) {
      const seat = seatOf.get(seatCode);
      if (!seat) continue;
      for (const error of errors) {
        const { codes, seats } = gather(error, performanceNumber);
        const about = codeOfSeat[error];
        if (about) codes.add(about.codeOf(seat));
        const some = seats.get(performanceNumber) ?? [];
        some.push(seat);
        seats.set(performanceNumber, some);
      }
    }
  }
  return exchangeErrors.flatMap(({ number }) => {
    const gathered = found.get(number);
    return gathered ? [finding(number, gathered, names)] : [];
  });
}

function finding(
  error: number,
  { codes, performances, seats }: Gathered,
  names: CodeNames,
): PreflightFinding {
  const kind = codeOfSeat[error]?.names ?? namesOfOperation[error];
  const nameOf = (code: number) => (kind && names[kind].get(code)) ?? String(code);
  const [first = []] = seats.values();
  const rows = seatRanges(first, names);
  return {
    error,
    subjects: [...codes].sort((a, b) => a - b).map((code) => ({ code, name: nameOf(code) })),
    performanceNumbers: [...performances],
    seatCount: [...seats.values()].reduce((sum, some) => sum + some.length, 0),
    places: rows.slice(0, rowsMax),
    morePlaces: Math.max(0, rows.length - rowsMax),
  };
}
