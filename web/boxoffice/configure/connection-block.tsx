import { PasswordInput, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./configure.module.css";
import { isMail, type TypedConnection } from "./connection.ts";

export interface BlockProps {
  readonly typed: TypedConnection;
  readonly change: (part: Partial<TypedConnection>) => void;
  readonly isLocked: boolean;
  /** After a first try to save, empty fields say so. */
  readonly showsErrors: boolean;
}

interface ConnectionBlockProps extends BlockProps {
  readonly passwordSet: boolean;
  /** In the place of the contact's address, for those who change that alone. */
  readonly children?: ReactNode;
}

/** «Configuration de la connexion» (R10.1). */
export function ConnectionBlock({
  typed,
  change,
  isLocked,
  showsErrors,
  passwordSet,
  children,
}: ConnectionBlockProps) {
  const { configure: words, signIn } = useStrings();
  const ui = useUi();
  const wanted = (text: string) => (showsErrors && text.trim() === "" ? ui.required : undefined);
  const isNumberWrong = typed.institutionCode !== "" && !/^\d{1,9}$/.test(typed.institutionCode);
  const isUrlWrong = showsErrors && typed.serverUrl !== "" && !URL.canParse(typed.serverUrl);
  return (
    <Panel
      title={words.connection}
      aside={isLocked && <span className={styles.supportOnly}>{words.supportOnly}</span>}
    >
      <div className={styles.fields}>
        <TextInput
          label={words.resellerName}
          value={typed.resellerName}
          onChange={(event) => change({ resellerName: event.currentTarget.value })}
          readOnly={isLocked}
          error={wanted(typed.resellerName)}
        />
        <TextInput
          label={words.institutionCode}
          value={typed.institutionCode}
          onChange={(event) => change({ institutionCode: event.currentTarget.value.trim() })}
          readOnly={isLocked}
          inputMode="numeric"
          error={isNumberWrong ? words.numberWrong : wanted(typed.institutionCode)}
        />
        <TextInput
          data-wide
          wrapperProps={{ "data-wide": true }}
          label={words.serverUrl}
          value={typed.serverUrl}
          onChange={(event) => change({ serverUrl: event.currentTarget.value })}
          readOnly={isLocked}
          inputMode="url"
          placeholder="https://"
          error={isUrlWrong ? words.urlWrong : wanted(typed.serverUrl)}
        />
        <TextInput
          label={words.userName}
          value={typed.userName}
          onChange={(event) => change({ userName: event.currentTarget.value })}
          readOnly={isLocked}
          autoComplete="off"
          error={wanted(typed.userName)}
        />
        <PasswordInput
          label={words.password}
          value={typed.password}
          onChange={(event) => change({ password: event.currentTarget.value })}
          readOnly={isLocked}
          autoComplete="new-password"
          placeholder={passwordSet ? words.passwordSet : words.passwordMissing}
          title={passwordSet ? words.passwordKept : undefined}
          error={passwordSet ? undefined : wanted(typed.password)}
          visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
        />
        <div data-wide>
          {children || (
            <TextInput
              label={words.contactMail}
              description={words.contactText}
              value={typed.contactMail}
              onChange={(event) => change({ contactMail: event.currentTarget.value })}
              readOnly={isLocked}
              type="email"
              error={isMail(typed.contactMail) ? undefined : words.mailWrong}
            />
          )}
        </div>
      </div>
    </Panel>
  );
}
