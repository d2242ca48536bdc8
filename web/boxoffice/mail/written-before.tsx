import type { RunMail } from "@allotement/boxoffice/api/interface-mail.ts";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../ui/dates.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

type Before = NonNullable<RunMail["before"]>;

const tones = { queued: "info", sent: "good", failed: "bad", kept: "warn" } as const;

/** One run has one mail: when it was written, by whom, and what became of it. */
export function WrittenBefore({ before }: { readonly before: Before }) {
  const { mail: words } = useStrings();
  return (
    <Notice tone={tones[before.state]} title={words.before(formatInstant(before.queuedAt), before.queuedBy)}>
      <div>{words.beforeText[before.state]}</div>
      <Link {...pages.mail(before.mailId)}>{words.open}</Link>
    </Notice>
  );
}
