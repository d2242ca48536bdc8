import type {
  CloseConflict,
  ConflictList,
  ConflictOutcome,
} from "@allotement/boxoffice/api/interface-conflicts.ts";
import { Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";

interface CloseConflictDialogProps {
  readonly conflict: ConflictList["conflicts"][number];
  readonly onDone: () => void;
}

const outcomes: readonly ConflictOutcome[] = ["reseated", "refundedHere", "refundedThere", "other"];

/** Which ticket stays, what becomes of the other customer, and why. */
export function CloseConflictDialog({ conflict, onDone }: CloseConflictDialogProps) {
  const { conflicts: words } = useStrings();
  const client = useQueryClient();
  const [staying, setStaying] = useState(conflict.mayStay.length === 1 ? conflict.mayStay[0] : undefined);
  const [outcome, setOutcome] = useState<ConflictOutcome>();
  const [note, setNote] = useState("");
  const close = useMutation({
    mutationFn: (order: CloseConflict) => callApi("POST", apiPaths.closeConflict(conflict.conflictId), order),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  const complete = staying !== undefined && outcome !== undefined && note.trim() !== "";
  return (
    <ConfirmDialog
      opened
      title={words.closeTitle}
      confirmLabel={words.confirm}
      busy={close.isPending}
      disabled={!complete}
      error={close.error}
      onConfirm={() => complete && close.mutate({ staying, outcome, note })}
      onCancel={onDone}
    >
      <Stack gap="md">
        <Radio.Group
          label={words.staying}
          value={staying ?? ""}
          onChange={(value) => setStaying(conflict.mayStay.find((one) => one === value))}
        >
          <Stack gap={6} mt={6}>
            {conflict.mayStay.map((one) => (
              <Radio key={one} value={one} label={words.stays[one]} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={words.outcome}
          value={outcome ?? ""}
          onChange={(value) => setOutcome(outcomes.find((one) => one === value))}
        >
          <Stack gap={6} mt={6}>
            {outcomes.map((one) => (
              <Radio key={one} value={one} label={words.outcomes[one]} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={words.note}
          description={words.noteText}
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
