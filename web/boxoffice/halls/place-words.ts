import type { SeatChangeKind, SeatDifference } from "@allotement/boxoffice/api/plans.ts";
import { flagsOf } from "../../seating-plan/geometry.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useStrings } from "./strings.ts";

const numbersMax = 12;

/** Says places and what becomes of them, in the page's language. */
export function usePlaceWords() {
  const { halls: words } = useStrings();
  const { flags } = useUi().plan;
  const place = (zone: string, row: string, numbers: readonly string[]) => {
    const listed = `${numbers.slice(0, numbersMax).join(", ")}${numbers.length > numbersMax ? "…" : ""}`;
    const seats = numbers.length > 1 ? words.manyPlaces(listed) : words.onePlace(listed);
    return [zone, row.trim() === "" ? "" : words.inRow(row), seats].filter((part) => part !== "").join(", ");
  };
  const attributes = (bits: number) =>
    flagsOf(bits)
      .map((flag) => flags[flag])
      .join(", ") || words.noAttribute;
  const change = (kind: SeatChangeKind, { before, after }: SeatDifference, count: number) => {
    if (before === null || after === null) return words.changeWord[kind];
    if (kind === "category") return `${before.category} → ${after.category}`;
    if (kind === "designation") return `${before.designation} → ${after.designation}`;
    if (kind === "attributes")
      return words.attributesChange(attributes(before.flags), attributes(after.flags));
    if (kind !== "relabelled") return words.changeWord[kind];
    return words.becomes(
      [after.floor, place(after.zone, after.row, [count > 1 ? "…" : after.number])].join(", "),
    );
  };
  return { place, change };
}
