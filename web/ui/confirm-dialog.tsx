import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useUi } from "../strings/ui/use-ui.ts";
import { Failure } from "./problem-panel.tsx";
import { useTopmost } from "./use-topmost.ts";

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** Says the deed: «Décontingenter 12 places», never «OK». */
  readonly confirmLabel: string;
  readonly busy?: boolean | undefined;
  /** Something that has to be filled in is not. */
  readonly disabled?: boolean | undefined;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that changes the books. Cancel comes first in the order of the keys. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const ui = useUi();
  const isTopmost = useTopmost(props.opened);
  const {
    opened,
    title,
    children,
    confirmLabel,
    busy = false,
    disabled = false,
    error,
    onConfirm,
    onCancel,
  } = props;
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={title}
      closeButtonProps={{ "aria-label": ui.close }}
      closeOnClickOutside={!busy}
      closeOnEscape={isTopmost}
    >
      {children}
      {error !== null && error !== undefined && <Failure error={error} />}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onCancel} disabled={busy} data-autofocus>
          {ui.cancel}
        </Button>
        <Button onClick={onConfirm} loading={busy} disabled={disabled}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
