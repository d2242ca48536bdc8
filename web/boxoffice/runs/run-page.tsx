import type { RunView } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { RunMail } from "../mail/run-mail.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { ImportResult } from "./import-result.tsx";
import { runQuery } from "./run.ts";
import { RunProgress } from "./run-progress.tsx";
import { RunReportView } from "./run-report.tsx";
import styles from "./runs.module.css";

/** An operation under way, then its report (R5.6, R7.1). It lives at the server: the page only watches. */
export function RunPage() {
  const { runId = "" } = useParams({ strict: false });
  const client = useQueryClient();
  const run = useQuery(runQuery(runId));
  const { run: words, tools, documents } = useStrings();
  const ui = useUi();
  const finishedAt = run.data?.finishedAt ?? null;
  useEffect(() => {
    if (finishedAt !== null) void client.invalidateQueries({ queryKey: ["interface"] });
  }, [finishedAt, client]);
  const title =
    run.data === undefined
      ? tools.runKind
      : finishedAt === null
        ? words.titles[run.data.kind]
        : words.reports[run.data.kind];
  return (
    <>
      <PageHead title={title} crumb={<Link {...pages.tools}>{tools.runs}</Link>}>
        {finishedAt !== null && (
          <>
            <SaveFile path={apiPaths.runReportPdf(runId)}>{documents.savePdf}</SaveFile>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden="true" />}
              onClick={() => print()}
            >
              {ui.print}
            </Button>
            <SaveFile path={apiPaths.runReportCsv(runId)}>{words.saveTable}</SaveFile>
            {run.data !== undefined && <Again kind={run.data.kind} />}
          </>
        )}
      </PageHead>
      <QueryView query={run}>
        {(answer) => (
          <div className={styles.stack}>
            <RunProgress run={answer} />
            {answer.import !== null && <ImportResult run={answer} result={answer.import} />}
            {finishedAt !== null && answer.kind === "allot" && <RunMail runId={answer.runId} />}
            {finishedAt !== null && answer.kind !== "import" && <RunReportView run={answer} />}
          </div>
        )}
      </QueryView>
    </>
  );
}

function Again({ kind }: { readonly kind: RunView["kind"] }) {
  const { run: words } = useStrings();
  const page = { allot: pages.allot, recall: pages.recall, import: pages.importSales }[kind];
  return (
    <Button component={Link} {...page}>
      {words.again}
    </Button>
  );
}
