import type { DocumentContent } from "@allotement/boxoffice/api/documents.ts";
import { useQuery } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { useStrings } from "../strings.ts";
import { DocumentView } from "./document-view.tsx";
import styles from "./documents.module.css";

interface DocumentPanelProps {
  /** Where the document's content is; its PDF is at the same address with `.pdf`. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

/** A document on the screen, with the button that keeps it as PDF. */
export function DocumentPanel({ path, title, text }: DocumentPanelProps) {
  const { documents: words } = useStrings();
  const document = useQuery({
    queryKey: ["documents", path],
    queryFn: () => getApi<DocumentContent>(path),
    staleTime: 0,
  });
  return (
    <Panel title={title} aside={<SaveFile path={`${path}.pdf`}>{words.savePdf}</SaveFile>}>
      <p className={styles.faint}>{text}</p>
      <QueryView query={document}>{(content) => <DocumentView content={content} />}</QueryView>
    </Panel>
  );
}
