import type { PerformanceChanges, RescheduleOrder } from "@allotement/boxoffice/api/performance-changes.ts";
import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { DateField, TimeField } from "../../ui/moment-fields.tsx";
import { useTopmost } from "../../ui/use-topmost.ts";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { OneReschedule } from "./reschedule-panel.tsx";

interface RescheduleDialogProps {
  readonly changes: PerformanceChanges;
  readonly onDone: () => void;
}

/** Another date; once it is asked for, the dialog shows how far it has come. */
export function RescheduleDialog({ changes, onDone }: RescheduleDialogProps) {
  const { programme } = useStrings();
  const words = programme.reschedule;
  const formats = useFormats();
  const client = useQueryClient();
  const { performanceNumber } = changes;
  const [date, setDate] = useState<string | null>(changes.localDate);
  const [time, setTime] = useState(changes.localTime);
  const [reason, setReason] = useState("");
  const ask = useMutation({
    mutationFn: (order: RescheduleOrder) =>
      callApi<{ rescheduleId: string }>("POST", apiPaths.reschedules(performanceNumber), order),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["programme", performanceNumber] }),
        client.invalidateQueries({ queryKey: ["shows"] }),
      ]),
  });
  const asked = changes.reschedules.find(({ rescheduleId }) => rescheduleId === ask.data?.rescheduleId);
  if (ask.isSuccess && asked !== undefined) return <Phases reschedule={asked} onDone={onDone} />;
  const isSame = date === changes.localDate && time === changes.localTime;
  const complete = date !== null && date !== "" && time !== "" && !isSame;
  return (
    <ConfirmDialog
      opened
      title={words.title}
      confirmLabel={words.confirm}
      busy={ask.isPending || ask.isSuccess}
      disabled={!complete}
      error={ask.error}
      onConfirm={() => complete && ask.mutate({ localDate: date, localTime: time, reason })}
      onCancel={onDone}
    >
      <Stack gap="sm">
        <p style={{ margin: 0 }}>{words.intro}</p>
        <div>
          {words.from} : <strong>{formats.performanceWithin(changes)}</strong>
        </div>
        <Group align="flex-start" gap="sm">
          <DateField label={words.date} value={date} onChange={setDate} required />
          <TimeField label={words.time} value={time} onChange={setTime} />
        </Group>
        <TextInput
          label={words.reason}
          description={words.reasonText}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}

interface PhasesProps {
  readonly reschedule: PerformanceChanges["reschedules"][number];
  readonly onDone: () => void;
}

function Phases({ reschedule, onDone }: PhasesProps) {
  const { programme } = useStrings();
  const ui = useUi();
  return (
    <Modal
      opened
      onClose={onDone}
      title={programme.reschedule.title}
      closeButtonProps={{ "aria-label": ui.close }}
      closeOnEscape={useTopmost()}
    >
      <OneReschedule reschedule={reschedule} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onDone} data-autofocus>
          {ui.close}
        </Button>
      </Group>
    </Modal>
  );
}
