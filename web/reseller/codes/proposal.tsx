import type { ImportDone, ImportProposal } from "@allotement/reseller/api/code-imports.ts";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem, callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { CodeChanges } from "./code-changes.tsx";
import type { ImportChoice } from "./code-imports.ts";
import styles from "./codes.module.css";
import type { GatheredFiles } from "./gather-files.ts";
import { ImportFailure } from "./import-failure.tsx";
import { SeatDifferences } from "./seat-differences.tsx";
import { TwinChoice } from "./twin-choice.tsx";

interface ProposalProps {
  readonly institutionCode: number;
  readonly files: GatheredFiles;
  readonly choice: ImportChoice;
  readonly proposal: ImportProposal;
  /** Another answer is on its way: what is shown belongs to the choice before. */
  readonly isComparing: boolean;
  readonly onChoice: (choice: ImportChoice) => void;
  readonly onChanged: () => void;
  readonly onDone: (done: ImportDone) => void;
}

/** What the files are of, how the plans fit, what changes; and the one button that writes it. */
export function Proposal(props: ProposalProps) {
  const { institutionCode, files, choice, proposal, isComparing, onChoice, onChanged, onDone } = props;
  const { codeImport: words } = useStrings();
  const [asking, setAsking] = useState(false);
  const [apart, setApart] = useState<ReadonlySet<number>>(new Set());
  const client = useQueryClient();
  const { hall, organizer, twin } = proposal;
  const matched = twin.labelAndPlace + twin.label + twin.place - apart.size;
  const confirm = useMutation({
    mutationFn: () =>
      callApi<ImportDone>("POST", apiPaths.codeImports(institutionCode), {
        archive: files.archive,
        hallCode: choice.hallCode,
        networkHallId: proposal.networkHallId,
        preference: choice.preference,
        afterVersion: proposal.afterVersion,
        apart: [...apart],
      }),
    onSuccess: async (done) => {
      await Promise.all(
        ["codes", "code-imports"].map((key) =>
          client.invalidateQueries({ queryKey: [key, institutionCode] }),
        ),
      );
      onDone(done);
    },
    onError: (error) => {
      if (isChangedSince(error)) onChanged();
      setAsking(false);
    },
  });
  const choose = (next: ImportChoice) => {
    setApart(new Set());
    onChoice(next);
  };
  return (
    <>
      <Panel title={words.found(hall.name, hall.code)}>
        <p className={styles.intro}>
          {words.foundText(organizer.name, organizer.code, hall.seatCount, hall.planVersion)}
        </p>
        <div className={styles.found}>
          {files.pictureUrl === null ? (
            <div />
          ) : (
            <img className={styles.picture} src={files.pictureUrl} alt={words.picture(hall.name)} />
          )}
          <TwinChoice proposal={proposal} choice={choice} onChoice={choose} />
        </div>
      </Panel>
      <CodeChanges proposal={proposal} />
      <SeatDifferences proposal={proposal} apart={apart} onApart={setApart} />
      {confirm.isError &&
        (isChangedSince(confirm.error) ? (
          <Notice tone="warn" title={words.changedSince}>
            <p>{words.changedSinceText}</p>
          </Notice>
        ) : (
          <ImportFailure error={confirm.error} />
        ))}
      <div className={styles.confirm}>
        <Button size="md" loading={isComparing} onClick={() => setAsking(true)}>
          {words.confirm(hall.name)}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={words.confirmTitle}
        confirmLabel={words.confirm(hall.name)}
        busy={confirm.isPending}
        onConfirm={() => confirm.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{words.confirmText(matched, hall.seatCount)}</p>
      </ConfirmDialog>
    </>
  );
}

function isChangedSince(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "CODES_CHANGED";
}
