import type { Me, OrganizerList, SignInRequest } from "@allotement/boxoffice/api/people.ts";
import { Button, PasswordInput, Select, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { ApiProblem, callApi, getApi } from "../../ui/api-client.ts";
import { problemOf } from "../../ui/errors.ts";
import { Preferences } from "../../ui/preferences.tsx";
import { meKey } from "../../ui/query-client.ts";
import styles from "../../ui/sign-in.module.css";
import { apiPaths } from "../api-paths.ts";
import icon from "../icon.svg";
import { useStrings } from "../strings.ts";

const codeProblems: readonly string[] = ["CODE_REQUIRED", "CODE_WRONG"];
const lastOrganizerKey = "allotement.organizer";

/** «Structure», «Initiales», «Mot de passe» (R4.1). */
export function SignInPage() {
  const { signIn: words, shell, access } = useStrings();
  const client = useQueryClient();
  const organizers = useQuery({
    queryKey: ["organizers"],
    queryFn: () => getApi<OrganizerList>(apiPaths.organizers),
  });
  const list = organizers.data?.organizers ?? [];
  const [chosen, setChosen] = useState<string | null>(() => localStorage.getItem(lastOrganizerKey));
  const kept = list.find(({ organizerId }) => String(organizerId) === chosen) ?? list[0];
  const signIn = useMutation({
    mutationFn: (request: SignInRequest) => callApi<Me>("POST", apiPaths.signIn, request),
    onSuccess: (me) => {
      localStorage.setItem(lastOrganizerKey, String(me.organizerId));
      client.setQueryData(meKey, me);
    },
  });

  // Once asked for, the field stays: a wrong code is typed again.
  const asked = signIn.error instanceof ApiProblem && codeProblems.includes(signIn.error.code);
  const [wasAsked, setWasAsked] = useState(false);
  if (asked && !wasAsked) setWasAsked(true);
  const asksCode = asked || wasAsked;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (kept === undefined) return;
    signIn.mutate({
      organizerId: kept.organizerId,
      initials: String(form.get("initials") ?? "").trim(),
      password: String(form.get("password") ?? ""),
      ...(asksCode ? { code: String(form.get("code") ?? "") } : {}),
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
          <Select
            label={words.organizer}
            data={list.map(({ organizerId, name }) => ({ value: String(organizerId), label: name }))}
            value={kept === undefined ? null : String(kept.organizerId)}
            onChange={setChosen}
            allowDeselect={false}
            searchable={list.length > 8}
            error={organizers.isSuccess && list.length === 0 ? words.noOrganizer : undefined}
          />
          <TextInput
            label={words.initials}
            name="initials"
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
          {asksCode && (
            <TextInput
              label={access.signInCode}
              description={access.signInCodeText}
              name="code"
              autoComplete="one-time-code"
              spellCheck={false}
              required
              withAsterisk={false}
              autoFocus
            />
          )}
          <SignInMessage error={signIn.error ?? organizers.error} />
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
  const { signIn: words, access } = useStrings();
  const ui = useUi();
  const text = () => {
    if (error === null) return "";
    if (error instanceof ApiProblem && error.code === "CODE_REQUIRED") return "";
    if (error instanceof ApiProblem && error.code === "CODE_WRONG") return access.codeWrong;
    if (error instanceof ApiProblem && error.code === "WRONG_CREDENTIALS") return words.wrong;
    if (error instanceof ApiProblem && error.code === "TOO_MANY_ATTEMPTS")
      return words.tooMany(Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60)));
    const problem = problemOf(error, ui.errors);
    return `${problem.title}. ${problem.remedy}`;
  };
  return (
    <div className={styles.message} role="alert">
      {text()}
    </div>
  );
}
