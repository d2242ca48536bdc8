import type { MailSettingsView } from "@allotement/boxoffice/api/interface-mail.ts";
import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";
import {
  isHost,
  isOneAddress,
  isPort,
  needsPasswordAgain,
  readServer,
  type TypedServer,
  typedServer,
} from "./mail-server.ts";

interface MailServerFormProps {
  readonly settings: MailSettingsView["settings"];
  readonly isLocked: boolean;
}

export function MailServerForm({ settings, isLocked }: MailServerFormProps) {
  const { mail } = useStrings();
  const words = mail.server;
  const ui = useUi();
  const client = useQueryClient();
  const { organizerName } = useMe();
  const [typed, setTyped] = useState(() => typedServer(settings, organizerName));
  const [isTried, setTried] = useState(false);
  const read = readServer(settings, typed);
  const save = useMutation({
    mutationFn: () => callApi("PUT", apiPaths.mailSettings, read),
    onSuccess: async () => {
      setTyped({ ...typed, password: "" });
      setTried(false);
      await client.invalidateQueries({ queryKey: ["mail-settings"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read !== undefined) save.mutate();
  };
  const change = (part: Partial<TypedServer>) => {
    save.reset();
    setTyped({ ...typed, ...part });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Fields settings={settings} typed={typed} change={change} isLocked={isLocked} isTried={isTried} />
      {typed.security === "none" && (
        <div className={styles.server}>
          <Notice tone="warn" title={words.inClearTitle}>
            <div>{words.inClear}</div>
          </Notice>
        </div>
      )}
      {!isLocked && (
        <div className={styles.serverFoot}>
          <span role="status">{save.isSuccess && words.saved}</span>
          <Button type="submit" loading={save.isPending}>
            {ui.save}
          </Button>
        </div>
      )}
      {save.isError && <Failure error={save.error} />}
    </form>
  );
}

interface FieldsProps extends MailServerFormProps {
  readonly typed: TypedServer;
  readonly change: (part: Partial<TypedServer>) => void;
  readonly isTried: boolean;
}

function Fields({ settings, typed, change, isLocked, isTried }: FieldsProps) {
  const { mail, configure, signIn } = useStrings();
  const words = mail.server;
  const ui = useUi();
  const wanted = (text: string, isRight: boolean, wrong: string) =>
    isTried && text.trim() === "" ? ui.required : text !== "" && !isRight ? wrong : undefined;
  const text = (name: "host" | "port" | "userName" | "senderName" | "senderAddress") => ({
    label: words[name],
    value: typed[name],
    readOnly: isLocked,
    autoComplete: "off",
    onChange: (event: { currentTarget: HTMLInputElement }) => change({ [name]: event.currentTarget.value }),
  });
  const passwordSet = settings?.passwordSet ?? false;
  return (
    <div className={styles.serverFields}>
      <TextInput
        {...text("host")}
        wrapperProps={{ "data-half": true }}
        error={wanted(typed.host, isHost(typed.host), words.hostWrong)}
      />
      <TextInput
        {...text("port")}
        inputMode="numeric"
        error={wanted(typed.port, isPort(typed.port), words.portWrong)}
      />
      <Select
        label={words.security}
        wrapperProps={{ "data-third": true }}
        value={typed.security}
        readOnly={isLocked}
        allowDeselect={false}
        data={[
          { value: "startTls", label: words.securities.startTls },
          { value: "tls", label: words.securities.tls },
          { value: "none", label: words.securities.none },
        ]}
        onChange={(value) => value !== null && change({ security: value })}
      />
      <TextInput
        {...text("userName")}
        wrapperProps={{ "data-half": true }}
        placeholder={words.userNameText}
      />
      <PasswordInput
        label={words.password}
        wrapperProps={{ "data-half": true }}
        value={typed.password}
        readOnly={isLocked || typed.userName.trim() === ""}
        autoComplete="new-password"
        placeholder={passwordSet ? configure.passwordSet : configure.passwordMissing}
        onChange={(event) => change({ password: event.currentTarget.value })}
        error={needsPasswordAgain(settings, typed) && typed.userName !== "" ? words.passwordAgain : undefined}
        visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
      />
      <TextInput
        {...text("senderName")}
        wrapperProps={{ "data-half": true }}
        error={wanted(typed.senderName, true, "")}
      />
      <TextInput
        {...text("senderAddress")}
        wrapperProps={{ "data-half": true }}
        inputMode="email"
        error={wanted(typed.senderAddress, isOneAddress(typed.senderAddress), mail.toWrong)}
      />
    </div>
  );
}
