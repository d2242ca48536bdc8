import type { DocumentContent } from "@allotement/boxoffice/api/documents.ts";
import type { OnSaleOrder } from "@allotement/boxoffice/api/interface-allot.ts";
import { useQuery } from "@tanstack/react-query";
import { callApi } from "../../ui/api-client.ts";
import { QueryView } from "../../ui/query-view.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { DocumentView } from "./document-view.tsx";
import styles from "./documents.module.css";

/** The on-sale document of the amounts as they are typed: to be read, and kept as PDF (R5.5, R9.1). */
export function OnSaleDocument({ order }: { readonly order: OnSaleOrder }) {
  const { documents: words } = useStrings();
  const document = useQuery({
    queryKey: ["interface", "on-sale-document", order],
    queryFn: () => callApi<DocumentContent>("POST", apiPaths.onSaleDocument, order),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <QueryView query={document}>
      {(content) => (
        <>
          <div className={styles.bar}>
            <span className={styles.faint}>{words.asSent}</span>
            <SaveFile path={`${apiPaths.onSaleDocument}.pdf`} body={order}>
              {words.savePdf}
            </SaveFile>
          </div>
          <DocumentView content={content} />
        </>
      )}
    </QueryView>
  );
}
