import { Link, useParams } from "@tanstack/react-router";
import { PageHead } from "../../ui/page-head.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { DocumentPanel } from "../documents/document-panel.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

/** The receipt of one closing, with its archive. */
export function ClosingPage() {
  const { closingNumber = "" } = useParams({ strict: false });
  const { closings: words } = useStrings();
  return (
    <>
      <PageHead title={words.receiptOf(closingNumber)} crumb={<Link {...pages.closings}>{words.title}</Link>}>
        <SaveFile path={apiPaths.closingArchive(Number(closingNumber))}>{words.archive}</SaveFile>
      </PageHead>
      <DocumentPanel
        path={apiPaths.closingReceipt(Number(closingNumber))}
        title={words.receipt}
        text={words.receiptText}
      />
    </>
  );
}
