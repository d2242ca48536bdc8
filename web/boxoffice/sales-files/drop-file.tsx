import { IconFileText, IconUpload } from "@tabler/icons-react";
import { ChooseFile } from "../../ui/choose-file.tsx";
import { DropZone } from "../../ui/drop-zone.tsx";
import { useStrings } from "./strings.ts";

interface DropFileProps {
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes one file, dropped or chosen. */
export function DropFile({ disabled, onFile }: DropFileProps) {
  const { salesFiles: words } = useStrings();
  const drop = ([file]: FileList) => {
    if (file) onFile(file);
  };
  return (
    <DropZone disabled={disabled} onDrop={({ files }) => drop(files)}>
      <IconUpload size={30} stroke={1.4} aria-hidden="true" />
      <p>{words.drop}</p>
      <ChooseFile
        disabled={disabled}
        leftSection={<IconFileText size={16} aria-hidden="true" />}
        onFile={onFile}
      >
        {words.choose}
      </ChooseFile>
    </DropZone>
  );
}
