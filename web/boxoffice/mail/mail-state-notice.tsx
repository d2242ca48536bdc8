import type { MailView } from "@allotement/boxoffice/api/interface-mail.ts";
import { formatInstant } from "../../ui/dates.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import { isBeingSent } from "./mail.ts";

/** What became of a mail, why, and what to do about it. */
export function MailStateNotice({ mail }: { readonly mail: MailView }) {
  const { mail: words } = useStrings();
  const { state, settledAt, nextAttemptAt, attempts } = mail;
  if (isBeingSent(mail))
    return (
      <Notice tone="info" title={words.sending}>
        <div>{words.sendingText}</div>
      </Notice>
    );
  if (state === "sent")
    return (
      <Notice tone={mail.problem ? "warn" : "good"} title={words.sent(mail.recipients.join(", "))}>
        {settledAt !== null && <div>{words.sentAt(formatInstant(settledAt))}</div>}
        {mail.problem?.recipients && <div>{words.sentButFor(mail.problem.recipients.join(", "))}</div>}
      </Notice>
    );
  if (state === "kept")
    return (
      <Notice tone="warn" title={words.kept}>
        <div>{words.keptText}</div>
        <Kept mail={mail} />
      </Notice>
    );
  return (
    <Notice
      tone={state === "failed" ? "bad" : "warn"}
      title={state === "failed" ? words.failed : words.waiting}
    >
      <Problem mail={mail} />
      {state === "queued" && nextAttemptAt !== null && (
        <div>{words.waitingText(attempts, formatInstant(nextAttemptAt))}</div>
      )}
      {state === "failed" && <Kept mail={mail} />}
    </Notice>
  );
}

function Problem({ mail: { problem } }: { readonly mail: MailView }) {
  const { mail: words } = useStrings();
  if (problem === null) return null;
  const { title, remedy } = words.faults[problem.fault];
  return (
    <>
      <div>
        {title}. {remedy}
      </div>
      {problem.answer !== "" && <div>{words.serverSaid(problem.answer)}</div>}
    </>
  );
}

/** Where the files lie, beside being offered here. */
function Kept({ mail: { keptIn } }: { readonly mail: MailView }) {
  const { mail: words } = useStrings();
  if (keptIn === null) return null;
  return (
    <div>
      {words.keptIn} <code>{keptIn}</code>
    </div>
  );
}
