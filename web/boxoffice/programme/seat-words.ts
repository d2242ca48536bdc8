import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { useCallback } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useStrings } from "../strings.ts";

/** Says a seat with its state in the books: «Rang A, place 12, CARRE OR, contingentée». */
export function useSeatWords(geometry: HallPlan, states: readonly string[]): (index: number) => string {
  const { plan } = useUi();
  const stateWords = useStateWords();
  return useCallback(
    (index: number) => {
      const row = geometry.rowLabels[index] ?? "";
      return [
        row === "" ? "" : plan.row(row),
        plan.seat(geometry.seatNumbers[index] ?? ""),
        geometry.categoryNames[geometry.categoryIndexes[index] ?? -1] ?? "",
        stateWords(states[index] ?? ""),
      ]
        .filter((part) => part !== "")
        .join(", ");
    },
    [geometry, states, plan, stateWords],
  );
}

/** The word for a state in the books; a state without a word is said as it is. */
export function useStateWords(): (state: string) => string {
  const { seatStates } = useStrings();
  return useCallback(
    (state: string) => Object.entries(seatStates).find(([name]) => name === state)?.[1] ?? state,
    [seatStates],
  );
}
