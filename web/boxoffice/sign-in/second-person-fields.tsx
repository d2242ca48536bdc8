import type { SecondPerson } from "@allotement/boxoffice/api/people.ts";
import { Group, PasswordInput, TextInput } from "@mantine/core";
import { useStrings } from "../strings.ts";

interface SecondPersonFieldsProps {
  readonly typed: SecondPerson;
  readonly onChange: (typed: SecondPerson) => void;
}

/** Initials and password of the other person, typed on this screen (rules 7 and 9). The browser must not remember them. */
export function SecondPersonFields({ typed, onChange }: SecondPersonFieldsProps) {
  const { secondPerson: words, signIn } = useStrings();
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ padding: 0, fontWeight: 600 }}>{words.legend}</legend>
      <p style={{ margin: "2px 0 8px", color: "var(--text-faint)", fontSize: "0.875rem" }}>{words.text}</p>
      <Group align="flex-start" gap="sm">
        <TextInput
          label={words.initials}
          value={typed.initials}
          onChange={(event) => onChange({ ...typed, initials: event.currentTarget.value })}
          autoComplete="off"
          required
          autoCapitalize="none"
          spellCheck={false}
          w={140}
        />
        <PasswordInput
          label={words.password}
          value={typed.password}
          onChange={(event) => onChange({ ...typed, password: event.currentTarget.value })}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
          w={240}
        />
      </Group>
    </fieldset>
  );
}

export const nobody: SecondPerson = { initials: "", password: "" };
