import { TextInput } from "@mantine/core";
import { useState } from "react";

interface AmountFieldProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly wrong: string;
  /** Whether what is typed is an amount; said once the field is left. */
  readonly isAmount: boolean;
  readonly onChange: (text: string) => void;
}

/** An amount as it is typed: «150», «150,5», «1 250,00 €». */
export function AmountField({ label, description, value, wrong, isAmount, onChange }: AmountFieldProps) {
  const [isLeft, setLeft] = useState(false);
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      inputMode="decimal"
      required
      w={190}
      error={isLeft && !isAmount ? wrong : undefined}
      onBlur={() => setLeft(true)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
