import { Link } from "@tanstack/react-router";
import { PageHead } from "../../ui/page-head.tsx";
import { apiPaths } from "../api-paths.ts";
import { DocumentPanel } from "../documents/document-panel.tsx";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { HallExports } from "./hall-exports.tsx";

/** «Génération des codifications» (R8.1): what travels to the reseller before any seat does (R11). */
export function CodesPage() {
  const { codes: words, documents, tools } = useStrings();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      <div className={styles.stack}>
        <HallExports />
        <DocumentPanel
          path={apiPaths.priceTypesAndHolds}
          title={documents.priceTypesAndHolds}
          text={documents.priceTypesAndHoldsText}
        />
      </div>
    </>
  );
}
