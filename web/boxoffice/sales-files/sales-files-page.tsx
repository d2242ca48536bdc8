import type { SalesFileOrder, SalesFileReport } from "@allotement/boxoffice/api/interface-sales-files.ts";
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { civilMomentAt } from "../../ui/dates.ts";
import { type CivilMoment, civilMomentOf, MomentFields } from "../../ui/moment-fields.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { LoadingRows, Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings as useCommonStrings } from "../strings.ts";
import { DropFile } from "./drop-file.tsx";
import { FileReport } from "./file-report.tsx";
import { KeptFiles } from "./kept-files.tsx";
import { useStrings } from "./strings.ts";
import { TellCodes } from "./tell-codes.tsx";

/** «Intégrer un fichier de vente» (R8.4): looked at first, then received as the network's own sales are. */
export function SalesFilesPage() {
  const { salesFiles: words } = useStrings();
  const { tools } = useCommonStrings();
  const isSupport = useMe().role === "support";
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      {isSupport ? <Integrate /> : <Notice tone="info" title={words.supportOnly} />}
    </>
  );
}

function Integrate() {
  const { salesFiles: words } = useStrings();
  const client = useQueryClient();
  const [order, setOrder] = useState<SalesFileOrder>();
  const [moment, setMoment] = useState<CivilMoment>({ date: null, time: "" });
  const analysis = useMutation({
    mutationFn: (asked: SalesFileOrder) =>
      callApi<SalesFileReport>("POST", apiPaths.salesFileAnalysis, asked),
  });
  const integration = useMutation({
    mutationFn: (asked: SalesFileOrder) => callApi<SalesFileReport>("POST", apiPaths.salesFiles, asked),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  const analyse = (asked: SalesFileOrder) => {
    setOrder(asked);
    integration.reset();
    analysis.mutate(asked);
  };
  const drop = async (file: File) => {
    const asked = await orderOf(file);
    const [date = null, time = ""] = asked.writtenAt.split("T");
    setMoment({ date, time });
    analyse(asked);
  };
  const changeMoment = (changed: CivilMoment) => {
    setMoment(changed);
    const writtenAt = civilMomentOf(changed);
    if (order && writtenAt && writtenAt !== order.writtenAt) analyse({ ...order, writtenAt });
  };
  const busy = analysis.isPending || integration.isPending;
  const report = integration.data ?? analysis.data;
  return (
    <div className={styles.stack}>
      <Panel title={words.file}>
        <div className={styles.state}>
          <DropFile disabled={busy} onFile={(file) => void drop(file)} />
          {order !== undefined && (
            <Group gap="md" align="flex-end">
              <Text fw={600}>{order.fileName}</Text>
              <MomentFields
                dateLabel={words.writtenAt}
                timeLabel={words.writtenAtTime}
                value={moment}
                onChange={changeMoment}
              />
            </Group>
          )}
          {order !== undefined && <Text size="sm">{words.writtenAtText}</Text>}
        </div>
      </Panel>
      <div aria-live="polite" className={styles.stack}>
        {analysis.isPending && <LoadingRows rows={3} label={words.analysing} />}
        {analysis.isError && <Failure error={analysis.error} />}
        {integration.isPending && <LoadingRows rows={3} label={words.integrating} />}
        {integration.isError && <Failure error={integration.error} />}
        {report !== undefined && order !== undefined && !busy && (
          <>
            {report.unknownCodes.length > 0 && <TellCodes report={report} onTold={() => analyse(order)} />}
            <FileReport report={report} isDone={integration.data !== undefined}>
              {integration.data === undefined && (
                <Button
                  disabled={report.taken + report.waiting === 0}
                  onClick={() => integration.mutate(order)}
                >
                  {words.integrate}
                </Button>
              )}
            </FileReport>
          </>
        )}
      </div>
      <KeptFiles />
    </div>
  );
}

/** When the browser says that the file was last changed is the best guess at when it was written. */
async function orderOf(file: File): Promise<SalesFileOrder> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  const writtenAt = civilMomentAt(new Date(file.lastModified).toISOString());
  return { fileName: file.name, writtenAt, file: btoa(pieces.join("")) };
}
