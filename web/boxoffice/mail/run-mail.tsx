import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Notice } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import { runMailQuery } from "./mail.ts";
import { SendMail } from "./send-mail.tsx";
import { WrittenBefore } from "./written-before.tsx";

/** After a first allotment or added performances: the letter to the contact is offered, once for the run (R2.2). */
export function RunMail({ runId }: { readonly runId: string }) {
  const { mail: words } = useStrings();
  const { data } = useQuery(runMailQuery(runId));
  const [isWriting, setWriting] = useState(false);
  if (data === undefined) return null;
  // What became of the letter is told in the dialog: it stays open although the run now has its mail.
  if (data.before !== null && !isWriting) return <WrittenBefore before={data.before} />;
  if (data.offer === null) return null;
  return (
    <Notice tone="warn" title={words.offer[data.offer]}>
      <div>{words.offerText}</div>
      <SendMail about={{ kind: data.offer, runId }} onOpen={setWriting} variant="filled" size="xs" mt="xs" />
    </Notice>
  );
}
