import type { SeatRule } from "../../api/holds.ts";

/** A seat of the hall as a rule looks at it. */
export interface SeatPlace {
  seatCode: number;
  seatCategoryCode: number;
  zoneCode: number;
  rowLabel: string;
  seatNumber: string;
}

/**
 * The seats that a rule means: every part of it that is given must fit. A seat whose number is no number fits no rule
 * that asks for one.
 */
export function seatsByRule(rule: SeatRule, seats: readonly SeatPlace[]): number[] {
  return seats.filter((seat) => fits(rule, seat)).map(({ seatCode }) => seatCode);
}

function fits(rule: SeatRule, seat: SeatPlace): boolean {
  const { categoryCodes, zoneCodes, rowLabels, numbers } = rule;
  if (categoryCodes.length > 0 && !categoryCodes.includes(seat.seatCategoryCode)) return false;
  if (zoneCodes.length > 0 && !zoneCodes.includes(seat.zoneCode)) return false;
  if (rowLabels.length > 0 && !rowLabels.includes(seat.rowLabel)) return false;
  const { from, to, parity } = numbers;
  if (from === null && to === null && parity === "all") return true;
  if (!/^\d+$/.test(seat.seatNumber)) return false;
  const number = Number(seat.seatNumber);
  if ((from !== null && number < from) || (to !== null && number > to)) return false;
  return parity === "all" || (number % 2 === 0) === (parity === "even");
}
