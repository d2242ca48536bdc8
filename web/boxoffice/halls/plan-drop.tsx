import { IconFileImport, IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { ChooseFile } from "../../ui/choose-file.tsx";
import { DropZone } from "../../ui/drop-zone.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { type PlanFile, planFileTypes, readPlanFile } from "./plan-file.ts";
import { useStrings } from "./strings.ts";

interface PlanDropProps {
  readonly disabled: boolean;
  readonly onFile: (file: PlanFile) => void;
}

/** Takes a plan's file, dropped or chosen. */
export function PlanDrop({ disabled, onFile }: PlanDropProps) {
  const { halls: words } = useStrings();
  const [unknown, setUnknown] = useState<string>();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readPlanFile(file);
    setUnknown(read === undefined ? file.name : undefined);
    if (read !== undefined) onFile(read);
  };
  return (
    <DropZone disabled={disabled} onDrop={({ files }) => void take(files[0])}>
      <IconUpload size={30} stroke={1.4} aria-hidden="true" />
      <p>{words.drop}</p>
      <ChooseFile
        loading={disabled}
        leftSection={<IconFileImport size={16} aria-hidden="true" />}
        accept={planFileTypes}
        onFile={(file) => void take(file)}
      >
        {words.chooseFile}
      </ChooseFile>
      {unknown !== undefined && (
        <Notice tone="bad" title={words.unknownFile(unknown)}>
          <p>{words.unknownFileText}</p>
        </Notice>
      )}
    </DropZone>
  );
}
