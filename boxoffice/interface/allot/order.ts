import type { ProblemAnswer } from "@allotement/platform/http/problems.ts";
import type { AllotChoices, AllotOrder, NewShowLine, NewShowWindow } from "../../api/interface-allot.ts";

export interface OrderFault {
  status: number;
  problem: ProblemAnswer;
}

/**
 * What is wrong with an order to allot, before anything is written: a performance that has nothing to send, a first
 * allotment without its window, a price type that is not the interface's (R3.4), amounts that differ from the grid.
 */
export function faultOfOrder(
  order: AllotOrder,
  window: NewShowWindow | undefined,
  choices: AllotChoices,
  interfacePriceTypes: readonly number[],
): OrderFault | undefined {
  if (!window) return fault(404, "NOT_FOUND", "There is no such show.");
  const show = choices.groups
    .flatMap((group) => group.shows)
    .find((one) => one.showNumber === order.showNumber);
  const there = new Set(show?.performances.map((performance) => performance.performanceNumber));
  const missing = order.performanceNumbers.filter((number) => !there.has(number));
  if (missing.length > 0)
    return fault(409, "NOTHING_TO_ALLOT", `No seat of these performances can leave: ${missing.join(", ")}.`);
  if (!order.newShow)
    return window.knownAtReseller
      ? undefined
      : fault(
          409,
          "NEW_SHOW_REQUIRED",
          "The reseller does not have this show yet: send its prices and comment.",
        );
  return faultOfLines(order.newShow.lines, window, interfacePriceTypes);
}

/** What is wrong with the amounts of a new-show window. */
export function faultOfLines(
  lines: readonly NewShowLine[],
  window: NewShowWindow,
  interfacePriceTypes: readonly number[],
): OrderFault | undefined {
  for (const [index, line] of lines.entries()) {
    const path = `body/newShow/lines/${index}`;
    if (!interfacePriceTypes.includes(line.priceTypeCode))
      return fault(
        422,
        "PRICE_TYPE_NOT_OF_INTERFACE",
        `${line.priceTypeCode} is not a price type of the interface.`,
        path,
      );
    const shown = window.lines.find(
      (one) => one.priceTypeCode === line.priceTypeCode && one.seatCategoryCode === line.seatCategoryCode,
    );
    if (!shown)
      return fault(422, "CATEGORY_NOT_OF_HALL", `${line.seatCategoryCode} is no category of the hall.`, path);
    const changed =
      shown.inGrid &&
      (shown.faceValueCents !== line.faceValueCents ||
        shown.venueFeeCents !== line.venueFeeCents ||
        shown.organizerFeeCents !== line.organizerFeeCents);
    if (changed)
      return fault(409, "GRID_CHANGED", "The price grid was changed meanwhile: open the window again.", path);
  }
  return undefined;
}

function fault(status: number, error: string, message: string, path?: string): OrderFault {
  return {
    status,
    problem: { error, message, ...(path === undefined ? {} : { problems: [{ path, message }] }) },
  };
}
