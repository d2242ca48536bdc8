import type { NewOperator, Role } from "@allotement/boxoffice/api/people.ts";
import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { operatorsKey } from "./operators.ts";
import styles from "./people.module.css";

/** The roles that one may give: none above one's own. */
export function useGivenRoles(): Role[] {
  const { role } = useMe();
  return role === "support" ? ["clerk", "manager", "support"] : ["clerk", "manager"];
}

export function NewOperatorForm() {
  const { people: words, signIn } = useStrings();
  const client = useQueryClient();
  const roles = useGivenRoles();
  const form = useRef<HTMLFormElement>(null);
  const [role, setRole] = useState<string | null>("clerk");
  const create = useMutation({
    mutationFn: (operator: NewOperator) => callApi("POST", apiPaths.operators, operator),
    onSuccess: () => {
      form.current?.reset();
      return client.invalidateQueries({ queryKey: operatorsKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    const chosen = roles.find((one) => one === role) ?? "clerk";
    create.mutate({
      initials: text("initials").trim(),
      name: text("name").trim(),
      role: chosen,
      password: text("password"),
    });
  };
  return (
    <Panel title={words.create}>
      <form ref={form} className={styles.form} onSubmit={submit} autoComplete="off">
        <TextInput label={words.initials} name="initials" required withAsterisk={false} maxLength={20} />
        <TextInput label={words.name} name="name" required withAsterisk={false} maxLength={200} />
        <Select
          label={words.role}
          data={roles.map((value) => ({ value, label: words.roles[value] }))}
          value={role}
          onChange={setRole}
          allowDeselect={false}
        />
        <PasswordInput
          label={words.password}
          name="password"
          placeholder={words.passwordHelp}
          minLength={8}
          required
          withAsterisk={false}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
        />
        <Button type="submit" loading={create.isPending}>
          {words.create}
        </Button>
        {create.isError && (
          <div className={styles.wide}>
            <Failure error={create.error} />
          </div>
        )}
        {create.isSuccess && (
          <div className={styles.wide}>
            <Notice tone="good" title={words.created(create.variables.initials)} />
          </div>
        )}
      </form>
    </Panel>
  );
}
