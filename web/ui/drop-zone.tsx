import { type DragEvent, type ReactNode, useState } from "react";
import styles from "./ui.module.css";

interface DropZoneProps {
  readonly disabled: boolean;
  /** Something was dropped already: what came of it needs the room. */
  readonly compact?: boolean;
  readonly onDrop: (dropped: DataTransfer) => void;
  /** What to drop here, and the buttons that do the same for whoever does not drag. */
  readonly children: ReactNode;
}

/** Where files are dropped. */
export function DropZone({ disabled, compact = false, onDrop, children }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (!disabled) onDrop(event.dataTransfer);
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
      {children}
    </div>
  );
}
