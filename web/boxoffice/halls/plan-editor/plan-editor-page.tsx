import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { drawingQuery } from "../halls.ts";
import { PlanView } from "../plan-view.tsx";
import { useStrings } from "../strings.ts";
import { blankDrawing } from "./editor-state.ts";
import { PlanEditorView } from "./plan-editor.tsx";

/** A new hall on an empty sheet. */
export function NewHallPage() {
  const { planEditor: words } = useStrings();
  const start = useMemo(
    () => blankDrawing(words.newHall, words.firstZone, words.firstFloor, words.firstCategory),
    [words],
  );
  return <PlanEditorView start={start} />;
}

/** The plan in force of a hall, to be changed into its next version. */
export function EditPlanPage() {
  const { hallCode = "" } = useParams({ strict: false });
  const drawing = useQuery({
    ...drawingQuery(Number(hallCode)),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
  return (
    <PlanView query={drawing}>
      {(found) => (
        <PlanEditorView start={found} hall={{ hallCode: Number(hallCode), planVersion: found.planVersion }} />
      )}
    </PlanView>
  );
}
