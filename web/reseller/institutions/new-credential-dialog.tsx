import type { InstitutionView, NewCredential } from "@allotement/reseller/api/institutions.ts";
import { Button, Group, Modal, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./institutions.module.css";
import { useRefreshInstitutions } from "./institutions.ts";

const shortestPassword = 10;

interface NewCredentialDialogProps {
  readonly institution: InstitutionView;
  readonly onClose: () => void;
}

/** A further user name and password for the venue; the password is never shown again. */
export function NewCredentialDialog({ institution, onClose }: NewCredentialDialogProps) {
  const ui = useUi();
  const { line: words, signIn } = useStrings();
  const [userName, setUserName] = useState(institution.credentials[0]?.userName ?? "");
  const [password, setPassword] = useState("");
  const refresh = useRefreshInstitutions();
  const create = useMutation({
    mutationFn: () => {
      const body: NewCredential = { userName: userName.trim(), password, validUntil: null };
      return callApi("POST", apiPaths.credentials(institution.institutionCode), body);
    },
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={words.newCredential} closeButtonProps={{ "aria-label": ui.close }}>
      <form onSubmit={submit} className={styles.fields}>
        <p style={{ margin: 0 }}>{words.newCredentialText}</p>
        <TextInput
          label={words.userName}
          value={userName}
          onChange={(event) => setUserName(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          required
          withAsterisk={false}
          data-autofocus
        />
        <PasswordInput
          label={signIn.password}
          description={words.passwordRule(shortestPassword)}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          minLength={shortestPassword}
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
        />
        {create.isError && <NetworkFailure error={create.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={create.isPending}>
            {ui.cancel}
          </Button>
          <Button
            type="submit"
            loading={create.isPending}
            disabled={userName.trim() === "" || password.length < shortestPassword}
          >
            {words.create}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
