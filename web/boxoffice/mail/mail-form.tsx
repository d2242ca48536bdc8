import type { MailAbout, MailDraft, MailOrder } from "@allotement/boxoffice/api/interface-mail.ts";
import { Button, Checkbox, Group, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";
import { readAddresses } from "./mail.ts";

interface MailFormProps {
  readonly about: MailAbout;
  readonly draft: MailDraft;
  readonly onQueued: (mailId: string) => void;
  readonly onCancel: () => void;
}

type Key = MailDraft["attachments"][number]["key"];

/** The letter as it is ready: every word of it may be changed before it leaves. */
export function MailForm({ about, draft, onQueued, onCancel }: MailFormProps) {
  const { mail: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const [to, setTo] = useState(draft.recipients.join(", "));
  const [subject, setSubject] = useState(draft.subject);
  const [text, setText] = useState(draft.text);
  const [chosen, setChosen] = useState<ReadonlySet<Key>>(new Set(draft.attachments.map(({ key }) => key)));
  const [isTried, setTried] = useState(false);
  const recipients = readAddresses(to);
  const send = useMutation({
    mutationFn: (order: MailOrder) => callApi<{ mailId: string }>("POST", apiPaths.mails, order),
    onSuccess: ({ mailId }) => {
      onQueued(mailId);
      void client.invalidateQueries({ queryKey: ["mails"] });
    },
  });
  const attached = draft.attachments.filter(({ key }) => chosen.has(key));
  const byteCount = attached.reduce((sum, attachment) => sum + attachment.byteCount, 0);
  const isTooLarge = byteCount > draft.byteCountMax;
  const isWhole = subject.trim() !== "" && text.trim() !== "" && !isTooLarge;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (recipients === null || recipients.length === 0 || !isWhole) return;
    send.mutate({ about, recipients, subject: subject.trim(), text, attachments: [...chosen] });
  };
  const wanted = (typed: string) => (isTried && typed.trim() === "" ? ui.required : undefined);
  const toError =
    recipients === null ? words.toWrong : isTried && recipients.length === 0 ? words.toMissing : undefined;
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      {!draft.hasMailServer && (
        <Notice tone="info" title={words.noServer}>
          <div>{words.noServerText}</div>
        </Notice>
      )}
      <TextInput
        label={words.to}
        description={draft.recipients.length === 0 ? words.toNone : undefined}
        placeholder={words.toText}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        inputMode="email"
        autoComplete="off"
        error={toError}
      />
      <TextInput
        label={words.subject}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        maxLength={300}
        lang="fr"
        error={wanted(subject)}
      />
      <Textarea
        label={words.text}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rows={10}
        maxLength={20_000}
        lang="fr"
        error={wanted(text)}
      />
      <Attachments draft={draft} chosen={chosen} onChange={setChosen} />
      {isTooLarge && (
        <Notice tone="bad" title={words.attachments}>
          <div>{words.tooLarge(byteCount, draft.byteCountMax)}</div>
        </Notice>
      )}
      {send.isError && <Failure error={send.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {ui.cancel}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {draft.hasMailServer ? words.send : words.keep}
        </Button>
      </Group>
    </form>
  );
}

interface AttachmentsProps {
  readonly draft: MailDraft;
  readonly chosen: ReadonlySet<Key>;
  readonly onChange: (chosen: ReadonlySet<Key>) => void;
}

function Attachments({ draft, chosen, onChange }: AttachmentsProps) {
  const { mail: words } = useStrings();
  if (draft.attachments.length === 0) return null;
  return (
    <fieldset className={styles.attachments}>
      <legend>{words.attachments}</legend>
      {draft.attachments.map(({ key, fileName, byteCount }) => (
        <Checkbox
          key={key}
          label={
            <>
              <bdi>{fileName}</bdi> <span className={styles.faint}>{words.attachmentSize(byteCount)}</span>
            </>
          }
          checked={chosen.has(key)}
          onChange={(event) => {
            const next = new Set(chosen);
            if (event.currentTarget.checked) next.add(key);
            else next.delete(key);
            onChange(next);
          }}
        />
      ))}
    </fieldset>
  );
}
