import type { GiveBackAnswer } from "@allotement/boxoffice/api/interface-restore.ts";
import { Link } from "@tanstack/react-router";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

/** What the network lost, or what giving back came to. */
export function GiveBackNotice({ answer }: { readonly answer: GiveBackAnswer }) {
  const { restore: words } = useStrings();
  const { number } = useFormats();
  switch (answer.outcome) {
    case "nothingLost":
      return <Notice tone="good" title={words.nothingLost} />;
    case "found":
      return <Notice tone="warn" title={words.lost(answer.lost.events, answer.lost.operations)} />;
    case "givenBack":
      return (
        <Notice tone="good" title={words.given(answer.lost.events, answer.lost.operations)}>
          {answer.differing > 0 && <div>{words.differing(answer.differing)}</div>}
          <Link {...pages.compare}>{words.thenCompare}</Link>
        </Notice>
      );
    case "forked":
      return (
        <Notice tone="bad" title={words.forked}>
          <div>{words.forkedText}</div>
        </Notice>
      );
    case "refused":
      return (
        <Notice tone="bad" title={words.refused(number(answer.sequence))}>
          <div>{Object.entries(words.refusals).find(([name]) => name === answer.reason)?.[1]}</div>
        </Notice>
      );
    case "lineDown":
      return <Notice tone="bad" title={words.lineDown} />;
  }
}
