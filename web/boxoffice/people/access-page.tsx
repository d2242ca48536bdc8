import type { Me, SessionList } from "@allotement/boxoffice/api/people.ts";
import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { meKey } from "../../ui/query-client.ts";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./people.module.css";
import { SecondFactorPanel } from "./second-factor-panel.tsx";

const sessionsKey = ["me", "sessions"];

/** One's own password, second factor and sessions. */
export function AccessPage() {
  const { access: words } = useStrings();
  const { mustEnrol } = useMe();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <div className={styles.stack}>
        {mustEnrol && <Notice tone="warn" title={words.mustEnrol} />}
        <SecondFactorPanel />
        {!mustEnrol && <PasswordPanel />}
        {!mustEnrol && <SessionsPanel />}
      </div>
    </>
  );
}

function PasswordPanel() {
  const { access: words, people, signIn } = useStrings();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (given: { password: string; newPassword: string }) =>
      callApi<Me>("PUT", apiPaths.ownPassword, given),
    onSuccess: (me) => {
      form.current?.reset();
      client.setQueryData(meKey, me);
      return client.invalidateQueries({ queryKey: sessionsKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    change.mutate({
      password: String(given.get("current") ?? ""),
      newPassword: String(given.get("next") ?? ""),
    });
  };
  const toggle = { "aria-label": signIn.showPassword };
  return (
    <Panel title={words.password}>
      <form ref={form} className={styles.form} onSubmit={submit}>
        <PasswordInput
          label={words.current}
          name="current"
          required
          withAsterisk={false}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
        />
        <PasswordInput
          label={words.next}
          name="next"
          placeholder={people.passwordHelp}
          minLength={8}
          required
          withAsterisk={false}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
        />
        <Button type="submit" loading={change.isPending}>
          {words.changePassword}
        </Button>
        <div className={styles.wide}>
          {change.isError && <Failure error={change.error} />}
          {change.isSuccess && <Notice tone="good" title={words.passwordChanged} />}
        </div>
      </form>
    </Panel>
  );
}

function SessionsPanel() {
  const { access: words } = useStrings();
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: sessionsKey,
    queryFn: () => getApi<SessionList>(apiPaths.ownSessions),
  });
  const close = useMutation({
    mutationFn: (sessionId: number) => callApi("POST", apiPaths.closeSession(sessionId)),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
  return (
    <Panel title={words.sessions} flush>
      <QueryView query={sessions} rows={2}>
        {({ sessions: list }) => (
          <TableScroll label={words.sessions}>
            <table className={styles.table}>
              <tbody>
                {list.map(({ sessionId, openedAt, activeAt, client: program, current }) => (
                  <tr key={sessionId}>
                    <td>
                      {words.opened(formatInstant(openedAt))}
                      <small>{words.activeAt(formatInstant(activeAt))}</small>
                    </td>
                    <td>{program === "" ? words.unknownClient : program}</td>
                    <td>
                      {current ? (
                        <strong>{words.thisOne}</strong>
                      ) : (
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={words.closeOf(formatInstant(openedAt))}
                          onClick={() => close.mutate(sessionId)}
                        >
                          {words.close}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
      </QueryView>
      <p style={{ margin: 12, fontSize: "0.8125rem" }}>{words.sessionsText}</p>
    </Panel>
  );
}
