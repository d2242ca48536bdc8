import type { ImportChoices } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { IconFileImport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { LatestRuns } from "../tools/latest-runs.tsx";
import { ChooseShow } from "./choose-show.tsx";
import { type ImportLine, withLine, withoutLine } from "./import-lines.ts";
import { ImportList } from "./import-list.tsx";
import styles from "./import-sales.module.css";

/** «Intégrer les ventes» (R7.1): lines of a show and its performances, then «Lancer». */
export function ImportSalesPage() {
  const { importSales: words } = useStrings();
  const choices = useQuery({
    queryKey: ["interface", "import", "choices"],
    queryFn: () => getApi<ImportChoices>(apiPaths.importChoices),
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <QueryView query={choices} rows={8}>
        {(answer) =>
          answer.groups.length === 0 ? (
            <Panel>
              <Empty
                title={words.nothing}
                icon={<IconFileImport size={40} stroke={1.3} aria-hidden="true" />}
              >
                {words.nothingText}
              </Empty>
            </Panel>
          ) : (
            <Choice choices={answer} />
          )
        }
      </QueryView>
      <div className={styles.latest}>
        <LatestRuns kind="import" />
      </div>
    </>
  );
}

function Choice({ choices }: { readonly choices: ImportChoices }) {
  const [lines, setLines] = useState<readonly ImportLine[]>([]);
  const titles = new Map(
    choices.groups.flatMap(({ shows }) => shows).map(({ showNumber, title }) => [showNumber, title]),
  );
  return (
    <div className={styles.layout}>
      <ChooseShow choices={choices} onAdd={(line) => setLines(withLine(lines, line))} />
      <ImportList lines={lines} titles={titles} onRemove={(key) => setLines(withoutLine(lines, key))} />
    </div>
  );
}
