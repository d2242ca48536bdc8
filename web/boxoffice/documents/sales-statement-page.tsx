import { Link, useParams } from "@tanstack/react-router";
import { PageHead } from "../../ui/page-head.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { DocumentPanel } from "./document-panel.tsx";

/** The statement of one performance: seats by state, sales by price type, the network's among them. */
export function SalesStatementPage() {
  const { performanceNumber = "" } = useParams({ strict: false });
  const { documents: words, holds } = useStrings();
  return (
    <>
      <PageHead title={words.statement} crumb={<Link {...pages.holds}>{holds.title}</Link>} />
      <DocumentPanel
        path={apiPaths.salesStatement(Number(performanceNumber))}
        title={words.statementOf(performanceNumber)}
        text={words.statementText}
      />
    </>
  );
}
