import { Link, useParams } from "@tanstack/react-router";
import { PageHead } from "../../ui/page-head.tsx";
import { apiPaths } from "../api-paths.ts";
import { DocumentPanel } from "../documents/document-panel.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

/** The reading of one desk: X while it is open, Z afterwards. */
export function CashDeskPage() {
  const { cashDeskNumber = "" } = useParams({ strict: false });
  const { cashDesks: words } = useStrings();
  return (
    <>
      <PageHead
        title={words.number(cashDeskNumber)}
        crumb={<Link {...pages.cashDesks}>{words.title}</Link>}
      />
      <DocumentPanel
        path={apiPaths.cashDeskReading(Number(cashDeskNumber))}
        title={words.number(cashDeskNumber)}
        text={words.readingText}
      />
    </>
  );
}
