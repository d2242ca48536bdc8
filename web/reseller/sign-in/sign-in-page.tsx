import type { StaffMember, StaffSignIn } from "@allotement/reseller/api/access.ts";
import { Button, PasswordInput, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect } from "react";
import { ApiProblem, callApi } from "../../ui/api-client.ts";
import { Preferences } from "../../ui/preferences.tsx";
import { meKey } from "../../ui/query-client.ts";
import styles from "../../ui/sign-in.module.css";
import { apiPaths } from "../api-paths.ts";
import icon from "../icon.svg";
import { useProblem } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";

/** User name and password, for the network's managers and sellers alike. */
export function SignInPage() {
  const { signIn: words, shell } = useStrings();
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (request: StaffSignIn) => callApi<StaffMember>("POST", apiPaths.session, request),
    onSuccess: (me) => client.setQueryData(meKey, me),
  });
  useEffect(() => {
    document.title = `${words.title} – ${shell.product}`;
  }, [words, shell]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({
      userName: String(form.get("userName") ?? "").trim(),
      password: String(form.get("password") ?? ""),
    });
  };

  return (
    <main className={styles.page}>
      <div className={styles.brand}>
        <img src={icon} alt="" />
        Allotement <span>· {shell.product}</span>
      </div>
      <form className={styles.card} onSubmit={submit}>
        <Title order={1}>{words.title}</Title>
        <p>{words.intro}</p>
        <div className={styles.fields}>
          <TextInput
            label={words.userName}
            name="userName"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            label={words.password}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": words.showPassword }}
          />
          <SignInMessage error={signIn.error} />
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
      <Preferences className={styles.preferences} />
    </main>
  );
}

function SignInMessage({ error }: { readonly error: unknown }) {
  const { signIn: words } = useStrings();
  const problemOf = useProblem();
  const text = () => {
    if (error === null) return "";
    if (error instanceof ApiProblem && error.code === "WRONG_CREDENTIALS") return words.wrong;
    if (error instanceof ApiProblem && error.status === 429)
      return words.tooMany(Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60)));
    const problem = problemOf(error);
    return `${problem.title}. ${problem.remedy}`;
  };
  return (
    <div className={styles.message} role="alert">
      {text()}
    </div>
  );
}
