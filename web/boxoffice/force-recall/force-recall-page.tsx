import type { ForceRecallPreview } from "@allotement/boxoffice/api/interface-force-recall.ts";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { ForceRecallForm } from "./force-recall-form.tsx";
import { SeatsToFree } from "./seats-to-free.tsx";

/** What would be freed by force of one performance, how old what is known of it is, and the confirmation by two. */
export function ForceRecallPage() {
  const { performanceNumber = "" } = useParams({ strict: false });
  const number = Number(performanceNumber);
  const { forceRecall: words } = useStrings();
  const { performance } = useFormats();
  const preview = useQuery({
    queryKey: ["interface", "force-recall", number],
    queryFn: () => getApi<ForceRecallPreview>(apiPaths.forceRecallPreview(number)),
    refetchInterval: pollEvery(10_000),
  });
  return (
    <>
      <PageHead
        title={preview.data?.showTitle ?? words.title}
        intro={preview.data && performance(preview.data)}
        crumb={<Link {...pages.forceRecalls}>{words.title}</Link>}
      />
      <QueryView query={preview} rows={10}>
        {(answer) =>
          answer.seats.length === 0 ? (
            <Panel>
              <Empty title={words.nothing}>{words.nothingText}</Empty>
            </Panel>
          ) : (
            <Choice key={number} preview={answer} />
          )
        }
      </QueryView>
    </>
  );
}

function Choice({ preview }: { readonly preview: ForceRecallPreview }) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  // A seat may have left the list since it was chosen.
  const there = preview.seats.map(({ seatCode }) => seatCode).filter((seatCode) => chosen.has(seatCode));
  return (
    <div className={styles.stack}>
      <WhatIsKnown preview={preview} />
      <SeatsToFree seats={preview.seats} chosen={new Set(there)} onChosen={setChosen} />
      <ForceRecallForm performanceNumber={preview.performanceNumber} seatCodes={there} />
    </div>
  );
}

function WhatIsKnown({ preview: { line, feed } }: { readonly preview: ForceRecallPreview }) {
  const { forceRecall: words } = useStrings();
  const known = [
    line.lastUpAt === null ? words.lineNever : words.lineDown(formatInstant(line.lastUpAt)),
    feed?.receivedAt ? words.feed(feed.sequence, formatInstant(feed.receivedAt)) : words.feedEmpty,
    ...(feed?.atFault ? [words.feedFault] : []),
  ];
  return (
    <>
      <Notice tone="bad" title={words.warning}>
        <div>{words.warningText}</div>
        <ul style={{ margin: "6px 0 0", paddingLeft: 20 }}>
          {known.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Notice>
      {line.up === true && (
        <Notice tone="warn" title={words.lineUp}>
          <div>
            <Link {...pages.recall}>{words.toRecall}</Link>
          </div>
        </Notice>
      )}
    </>
  );
}
