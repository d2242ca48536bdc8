import { Button } from "@mantine/core";
import { IconFileImport, IconUpload } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { Notice } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./halls.module.css";
import { type PlanFile, planFileTypes, readPlanFile } from "./plan-file.ts";

interface PlanDropProps {
  readonly disabled: boolean;
  readonly onFile: (file: PlanFile) => void;
}

/** Takes a plan's file, dropped or chosen. */
export function PlanDrop({ disabled, onFile }: PlanDropProps) {
  const { halls: words } = useStrings();
  const [isOver, setIsOver] = useState(false);
  const [unknown, setUnknown] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readPlanFile(file);
    setUnknown(read === undefined ? file.name : undefined);
    if (read !== undefined) onFile(read);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (!disabled) void take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a way for the mouse; the button is everybody's.
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <IconUpload size={30} stroke={1.4} aria-hidden="true" />
      <p>{words.drop}</p>
      <Button
        variant="default"
        loading={disabled}
        leftSection={<IconFileImport size={16} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {words.chooseFile}
      </Button>
      {unknown !== undefined && (
        <Notice tone="bad" title={words.unknownFile(unknown)}>
          <p>{words.unknownFileText}</p>
        </Notice>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept={planFileTypes}
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]);
          // So that the same file can be chosen again, once it is mended.
          currentTarget.value = "";
        }}
      />
    </div>
  );
}
