import { Button, type ButtonProps } from "@mantine/core";
import { useRef } from "react";

interface ChooseFileProps extends ButtonProps {
  /** Endings that the browser's window offers. */
  readonly accept?: string;
  readonly onFile: (file: File) => void;
  readonly children: string;
}

/** A button that asks for one file. */
export function ChooseFile({ accept, onFile, children, ...look }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="default" {...look} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          // So that the same file can be chosen again, once it is mended.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
