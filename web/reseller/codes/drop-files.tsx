import { Button, Group } from "@mantine/core";
import { IconFileZip, IconFolderOpen, IconUpload } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { useStrings } from "../strings.ts";
import styles from "./codes.module.css";
import { filesOfDrop } from "./gather-files.ts";

interface DropFilesProps {
  readonly disabled: boolean;
  /** Something was dropped already: what came of it needs the room. */
  readonly compact: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes the folder as it came: dropped, or chosen as zip, as files or as a folder. */
export function DropFiles({ disabled, compact, onFiles }: DropFilesProps) {
  const { codeImport: words } = useStrings();
  const [isOver, setIsOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (!disabled) void filesOfDrop(event.dataTransfer).then(onFiles);
  };
  const chosen = (input: HTMLInputElement) => {
    if (input.files && input.files.length > 0) onFiles([...input.files]);
    // So that the same files can be chosen again.
    input.value = "";
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a way for the mouse; the buttons are everybody's.
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      data-compact={compact || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <IconUpload size={30} stroke={1.4} aria-hidden="true" />
      <p>{words.drop}</p>
      <Group gap="xs" justify="center">
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconFileZip size={16} aria-hidden="true" />}
          onClick={() => files.current?.click()}
        >
          {words.chooseFiles}
        </Button>
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconFolderOpen size={16} aria-hidden="true" />}
          onClick={() => folder.current?.click()}
        >
          {words.chooseFolder}
        </Button>
      </Group>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept=".zip,.txt,.bmp"
        onChange={(event) => chosen(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        {...{ webkitdirectory: "" }}
        onChange={(event) => chosen(event.currentTarget)}
      />
    </div>
  );
}
