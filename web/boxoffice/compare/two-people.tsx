import { Button, Group, Modal, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";

/** What two people sign with: a reason, and the second one's initials and password. */
export interface Signed {
  readonly reason: string;
  readonly secondPerson: { readonly initials: string; readonly password: string };
}

interface TwoPeopleProps {
  readonly title: string;
  readonly confirmLabel: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (signed: Signed) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Asks for a reason and a second person before something that no program may decide. The password is not kept. */
export function TwoPeople(props: TwoPeopleProps) {
  const { title, confirmLabel, busy, error, onConfirm, onCancel, children } = props;
  const { twoPeople: words } = useStrings();
  const ui = useUi();
  const [reason, setReason] = useState("");
  const [initials, setInitials] = useState("");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm({ reason, secondPerson: { initials, password } });
  };
  const complete = reason.trim() !== "" && initials !== "" && password !== "";
  return (
    <Modal opened onClose={onCancel} title={title} closeButtonProps={{ "aria-label": ui.close }}>
      {children}
      <form onSubmit={submit} autoComplete="off">
        <Textarea
          label={words.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          mt="sm"
          data-autofocus
        />
        <TextInput
          label={words.initials}
          description={words.who}
          value={initials}
          onChange={(event) => setInitials(event.currentTarget.value)}
          autoComplete="off"
          mt="sm"
        />
        <PasswordInput
          label={words.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": words.showPassword }}
          mt="sm"
        />
        {error !== null && error !== undefined && <Failure error={error} />}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onCancel} disabled={busy}>
            {ui.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={!complete}>
            {confirmLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
