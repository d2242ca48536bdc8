import type { SecondPerson } from "@allotement/boxoffice/api/people.ts";
import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import { nobody, SecondPersonFields } from "./second-person-fields.tsx";

/** What two people sign with: a reason, and the second one's initials and password. */
export interface Signed {
  readonly reason: string;
  readonly secondPerson: SecondPerson;
}

interface TwoPeopleDialogProps {
  readonly title: string;
  /** Says the deed: «Accepter 55,00 €». */
  readonly deed: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (signed: Signed) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Asks for a reason and a second person before something that no program may decide (rules 7, 9 and 10). The password is not kept. */
export function TwoPeopleDialog(props: TwoPeopleDialogProps) {
  const { title, deed, busy, error, onConfirm, onCancel, children } = props;
  const { twoPeople: words } = useStrings();
  const ui = useUi();
  const [reason, setReason] = useState("");
  const [secondPerson, setSecondPerson] = useState(nobody);
  const complete =
    reason.trim().length >= 3 && secondPerson.initials.trim() !== "" && secondPerson.password !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !busy) onConfirm({ reason, secondPerson });
  };
  return (
    <Modal
      opened
      onClose={onCancel}
      title={title}
      size="lg"
      closeButtonProps={{ "aria-label": ui.close }}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} autoComplete="off">
        <Stack gap="sm">
          {children}
          <Textarea
            label={words.reason}
            description={words.reasonText}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            required
            data-autofocus
          />
          <SecondPersonFields typed={secondPerson} onChange={setSecondPerson} />
          {error !== null && error !== undefined && <Failure error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onCancel} disabled={busy}>
              {ui.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={!complete}>
              {deed}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
