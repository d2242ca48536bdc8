import { ApiProblem } from "../../ui/api-client.ts";

/** The seats that a refusal names (SEATS_NOT_FREE, NO_PRICE); none where it names none. */
export function seatCodesOf(error: unknown): number[] {
  const named = error instanceof ApiProblem ? error.body.seatCodes : undefined;
  return Array.isArray(named) ? named.filter((code): code is number => typeof code === "number") : [];
}
