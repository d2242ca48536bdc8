import { Button, Group } from "@mantine/core";
import { IconFileZip, IconFolderOpen, IconUpload } from "@tabler/icons-react";
import { useRef } from "react";
import { DropZone } from "../../ui/drop-zone.tsx";
import { useStrings } from "../strings.ts";
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
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (input: HTMLInputElement) => {
    if (input.files && input.files.length > 0) onFiles([...input.files]);
    // So that the same files can be chosen again.
    input.value = "";
  };
  return (
    <DropZone
      disabled={disabled}
      compact={compact}
      onDrop={(dropped) => void filesOfDrop(dropped).then(onFiles)}
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
    </DropZone>
  );
}
