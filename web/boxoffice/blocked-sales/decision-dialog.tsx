import { Button, Group, Modal, PasswordInput, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** What two people have typed to decide something together. */
export interface Decided {
  readonly reason: string;
  readonly secondPerson: { readonly initials: string; readonly password: string };
}

interface DecisionDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Says the deed: «Accepter 55,00 €». */
  readonly deed: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (decided: Decided) => void;
  readonly onCancel: () => void;
}

/** Asks for a reason and for a second person, who confirms on this screen (rule 7). */
export function DecisionDialog(props: DecisionDialogProps) {
  const { title, children, deed, busy, error, onConfirm, onCancel } = props;
  const { blockedSale: words, signIn } = useStrings();
  const ui = useUi();
  const [reason, setReason] = useState("");
  const [initials, setInitials] = useState("");
  const [password, setPassword] = useState("");
  const whole = reason.trim().length >= 3 && initials.trim() !== "" && password !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whole && !busy) onConfirm({ reason, secondPerson: { initials, password } });
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
      <form onSubmit={submit}>
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
          <fieldset>
            <legend>{words.second}</legend>
            <p className={styles.faint}>{words.secondText}</p>
            <Group grow align="flex-start">
              <TextInput
                label={words.initials}
                value={initials}
                onChange={(event) => setInitials(event.currentTarget.value)}
                autoComplete="off"
                required
              />
              <PasswordInput
                label={words.password}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                autoComplete="off"
                required
                visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
              />
            </Group>
          </fieldset>
          {error !== null && error !== undefined && <Failure error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onCancel} disabled={busy}>
              {ui.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={!whole}>
              {deed}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
