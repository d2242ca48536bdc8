import type { CancellationOrder, PerformanceChanges } from "@allotement/boxoffice/api/performance-changes.ts";
import { Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";

interface CancelDialogProps {
  readonly changes: PerformanceChanges;
  readonly onDone: () => void;
}

/** What has to be typed; the server asks for the same. */
const confirmation = "ANNULER LA SEANCE";

/** Nothing brings a cancelled performance back: what follows is said, a reason and the very words are typed. */
export function CancelDialog({ changes, onDone }: CancelDialogProps) {
  const { programme } = useStrings();
  const words = programme.cancellation;
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const { performanceNumber } = changes;
  const cancel = useMutation({
    mutationFn: (order: CancellationOrder) =>
      callApi("POST", apiPaths.cancellation(performanceNumber), order),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["programme", performanceNumber] }),
        client.invalidateQueries({ queryKey: ["shows"] }),
      ]),
  });
  const complete = reason.trim() !== "" && typed === confirmation;
  return (
    <ConfirmDialog
      opened
      title={words.confirm}
      confirmLabel={words.confirmButton}
      busy={cancel.isPending}
      disabled={!complete}
      error={cancel.error}
      onConfirm={() => complete && cancel.mutate({ reason, confirmation: typed })}
      onCancel={onDone}
    >
      <Stack gap="sm">
        <div>{words.intro}</div>
        <ul style={{ margin: 0, paddingLeft: 20 }}>
          {words.effects(changes.seats.atReseller).map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <TextInput
          label={words.reason}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={words.confirmation}
          description={words.confirmationText(confirmation)}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
