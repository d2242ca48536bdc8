import { PasswordInput, TextInput } from "@mantine/core";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./configure.module.css";
import { isMail, type TypedConnection } from "./connection.ts";

export interface BlockProps {
  readonly typed: TypedConnection;
  readonly change: (part: Partial<TypedConnection>) => void;
  /** After a first try to save, empty fields say so. */
  readonly showsErrors: boolean;
}

interface ConnectionBlockProps extends BlockProps {
  readonly passwordSet: boolean;
}

/** «Configuration de la connexion» (R10.1). */
export function ConnectionBlock({ typed, change, showsErrors, passwordSet }: ConnectionBlockProps) {
  const { configure: words, signIn } = useStrings();
  const ui = useUi();
  const wanted = (text: string) => (showsErrors && text.trim() === "" ? ui.required : undefined);
  const isNumberWrong = typed.institutionCode !== "" && !/^\d{1,9}$/.test(typed.institutionCode);
  const isUrlWrong = showsErrors && typed.serverUrl !== "" && !URL.canParse(typed.serverUrl);
  return (
    <Panel title={words.connection}>
      <div className={styles.fields}>
        <TextInput
          label={words.resellerName}
          value={typed.resellerName}
          onChange={(event) => change({ resellerName: event.currentTarget.value })}
          error={wanted(typed.resellerName)}
        />
        <TextInput
          label={words.institutionCode}
          value={typed.institutionCode}
          onChange={(event) => change({ institutionCode: event.currentTarget.value.trim() })}
          inputMode="numeric"
          error={isNumberWrong ? words.numberWrong : wanted(typed.institutionCode)}
        />
        <TextInput
          data-wide
          wrapperProps={{ "data-wide": true }}
          label={words.serverUrl}
          value={typed.serverUrl}
          onChange={(event) => change({ serverUrl: event.currentTarget.value })}
          inputMode="url"
          placeholder="https://"
          error={isUrlWrong ? words.urlWrong : wanted(typed.serverUrl)}
        />
        <TextInput
          label={words.userName}
          value={typed.userName}
          onChange={(event) => change({ userName: event.currentTarget.value })}
          autoComplete="off"
          error={wanted(typed.userName)}
        />
        <PasswordInput
          label={words.password}
          value={typed.password}
          onChange={(event) => change({ password: event.currentTarget.value })}
          autoComplete="new-password"
          placeholder={passwordSet ? words.passwordSet : words.passwordMissing}
          title={passwordSet ? words.passwordKept : undefined}
          error={passwordSet ? undefined : wanted(typed.password)}
          visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
        />
        <div data-wide>
          <TextInput
            label={words.contactMail}
            description={words.contactText}
            value={typed.contactMail}
            onChange={(event) => change({ contactMail: event.currentTarget.value })}
            type="email"
            error={isMail(typed.contactMail) ? undefined : words.mailWrong}
          />
        </div>
      </div>
    </Panel>
  );
}
