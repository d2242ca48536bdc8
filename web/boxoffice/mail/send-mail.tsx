import type { MailAbout } from "@allotement/boxoffice/api/interface-mail.ts";
import { Button, type ButtonProps, Modal } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { QueryView } from "../../ui/query-view.tsx";
import { useTopmost } from "../../ui/use-topmost.ts";
import { useStrings } from "../strings.ts";
import { draftQuery } from "./mail.ts";
import { MailForm } from "./mail-form.tsx";
import { MailOutcome } from "./mail-outcome.tsx";
import { WrittenBefore } from "./written-before.tsx";

interface SendMailProps extends ButtonProps {
  readonly about: MailAbout;
  /** What the button says; «Écrire au contact…» where nothing is given. */
  readonly children?: string;
  /** For whoever would take the button away while its dialog stands open. */
  readonly onOpen?: (isOpen: boolean) => void;
}

/** The button that opens a ready letter to the reseller's contact: read it, change it, send it (R2.2, R9.6, R10.1). */
export function SendMail({ about, children, onOpen, ...look }: SendMailProps) {
  const { mail: words } = useStrings();
  const [isOpen, setOpen] = useState(false);
  const open = (toOpen: boolean) => {
    setOpen(toOpen);
    onOpen?.(toOpen);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMail size={16} aria-hidden="true" />}
        {...look}
        onClick={() => open(true)}
      >
        {children ?? words.contact}
      </Button>
      {isOpen && <SendMailDialog about={about} onClose={() => open(false)} />}
    </>
  );
}

function SendMailDialog({ about, onClose }: { readonly about: MailAbout; readonly onClose: () => void }) {
  const { mail: words } = useStrings();
  const ui = useUi();
  const draft = useQuery(draftQuery(about));
  const [mailId, setMailId] = useState<string | undefined>();
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={words.kinds[about.kind]}
      closeButtonProps={{ "aria-label": ui.close }}
      closeOnClickOutside={false}
      closeOnEscape={useTopmost()}
    >
      {mailId !== undefined ? (
        <MailOutcome mailId={mailId} onClose={onClose} />
      ) : (
        <QueryView query={draft} rows={8}>
          {(written) =>
            written.before === null ? (
              <MailForm about={about} draft={written} onQueued={setMailId} onCancel={onClose} />
            ) : (
              <WrittenBefore before={written.before} />
            )
          }
        </QueryView>
      )}
    </Modal>
  );
}
