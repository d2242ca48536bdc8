import { type HallCodes, organizerKinds } from "../api/mapping.ts";
import { firstTwice } from "../contingent/contingent.ts";

/**
 * What is wrong with a list of codes: a kind that does not belong there (halls, price types and holds are the organizer's,
 * hall 0; zones, floors and categories belong to a hall), or a code twice. Undefined for a good list.
 */
export function faultOfCodes(hallCode: number, { codes }: HallCodes): string | undefined {
  const misplaced = codes.find(({ kind }) => organizerKinds.includes(kind) !== (hallCode === 0));
  if (misplaced) return `${misplaced.kind} ${misplaced.code} does not belong to hall ${hallCode}.`;
  const twice = firstTwice(codes.map(({ kind, code }) => `${kind} ${code}`));
  return twice === undefined ? undefined : `${twice} stands twice.`;
}
