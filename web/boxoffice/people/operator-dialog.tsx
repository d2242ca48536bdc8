import type { OperatorChange } from "@allotement/boxoffice/api/people.ts";
import { Button, Checkbox, Modal, PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { useGivenRoles } from "./new-operator-form.tsx";
import { type Operator, operatorsKey } from "./operators.ts";
import styles from "./people.module.css";

interface OperatorDialogProps {
  readonly operator: Operator;
  readonly onClose: () => void;
}

/** Name, role and access of an operator; a new password; a lost device. Each is saved by its own button. */
export function OperatorDialog({ operator, onClose }: OperatorDialogProps) {
  const { people: words, signIn } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const roles = useGivenRoles();
  const { operatorId, initials } = operator;
  const isSystem = operator.role === "system";
  const [typed, setTyped] = useState<OperatorChange>({
    ...{ name: operator.name, role: operator.role, active: operator.active },
  });
  const [password, setPassword] = useState("");
  const refreshed = () => client.invalidateQueries({ queryKey: operatorsKey });
  const change = useMutation({
    mutationFn: () => callApi("PUT", apiPaths.operator(operatorId), typed),
    onSuccess: async () => {
      await refreshed();
      onClose();
    },
  });
  const reset = useMutation({
    mutationFn: () => callApi("POST", apiPaths.operatorPassword(operatorId), { password }),
    onSuccess: () => setPassword(""),
  });
  const remove = useMutation({
    mutationFn: () => callApi("POST", apiPaths.operatorSecondFactor(operatorId)),
    onSuccess: refreshed,
  });
  const failed = change.error ?? reset.error ?? remove.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.changeOf(initials)}
      closeButtonProps={{ "aria-label": ui.close }}
    >
      <div className={styles.dialog}>
        <TextInput
          label={words.name}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          data-autofocus
        />
        {!isSystem && (
          <Select
            label={words.role}
            data={roles.map((value) => ({ value, label: words.roles[value] }))}
            value={typed.role}
            onChange={(value) => {
              const role = roles.find((one) => one === value);
              if (role) setTyped({ ...typed, role });
            }}
            allowDeselect={false}
          />
        )}
        <Checkbox
          label={words.mayAccess}
          checked={typed.active}
          onChange={(event) => setTyped({ ...typed, active: event.currentTarget.checked })}
        />
        <Button
          loading={change.isPending}
          disabled={typed.name.trim() === ""}
          onClick={() => change.mutate()}
        >
          {words.save}
        </Button>
        {!isSystem && (
          <>
            <PasswordInput
              label={words.newPassword}
              description={words.resetText}
              placeholder={words.passwordHelp}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
            />
            <Button
              variant="default"
              disabled={password.length < 8}
              loading={reset.isPending}
              onClick={() => reset.mutate()}
            >
              {words.reset}
            </Button>
          </>
        )}
        {operator.secondFactor && (
          <>
            <p>{words.removeFactorText}</p>
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {words.removeFactor}
            </Button>
          </>
        )}
        {(reset.isSuccess || remove.isSuccess) && <Notice tone="good" title={words.done} />}
        {failed !== null && <Failure error={failed} />}
      </div>
    </Modal>
  );
}
