import type { ImportDone, ImportProposal } from "@allotement/reseller/api/code-imports.ts";
import { Button, Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { LoadingRows, Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { InstitutionPage } from "../institutions/institution-head.tsx";
import { Link, useParams } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { type ImportChoice, proposalQuery } from "./code-imports.ts";
import styles from "./codes.module.css";
import { codesQuery } from "./codes.ts";
import { DropFiles } from "./drop-files.tsx";
import { type GatheredFiles, gatherFiles } from "./gather-files.ts";
import { ImportFailure } from "./import-failure.tsx";
import { Proposal } from "./proposal.tsx";

/** The manager drops the venue's folder, looks at what it changes, and confirms (R9.3, R11.1). */
export function ImportCodesPage() {
  const institutionCode = Number(useParams("/institutions/$institutionCode/codes/import").institutionCode);
  return (
    <InstitutionPage institutionCode={institutionCode}>
      {() => <ImportCodes institutionCode={institutionCode} />}
    </InstitutionPage>
  );
}

const noChoice: ImportChoice = { hallCode: undefined, networkHallId: undefined, preference: "label" };

function ImportCodes({ institutionCode }: { readonly institutionCode: number }) {
  const { codeImport: words } = useStrings();
  const [files, setFiles] = useState<GatheredFiles>();
  const [tooLarge, setTooLarge] = useState(false);
  const [choice, setChoice] = useState(noChoice);
  const [done, setDone] = useState<{ proposal: ImportProposal; version: number }>();
  const proposal = useQuery(proposalQuery(institutionCode, files, choice));
  useEffect(
    () => () => {
      if (files?.pictureUrl) URL.revokeObjectURL(files.pictureUrl);
    },
    [files],
  );
  const take = async (chosen: readonly File[]) => {
    const gathered = await gatherFiles(chosen);
    setTooLarge(gathered === undefined);
    setChoice({ ...noChoice, hallCode: choice.hallCode });
    setFiles(gathered);
  };
  if (done)
    return (
      <Imported
        institutionCode={institutionCode}
        done={done}
        onAnother={() => {
          setDone(undefined);
          setFiles(undefined);
          setChoice(noChoice);
        }}
      />
    );
  return (
    <div className={styles.stack}>
      <Panel title={words.title}>
        <div className={files ? styles.dropped : undefined}>
          {!files && <p className={styles.intro}>{words.intro}</p>}
          <ExpectedHall
            institutionCode={institutionCode}
            hallCode={choice.hallCode}
            onChoose={(hallCode) => setChoice({ ...noChoice, hallCode })}
          />
          <DropFiles
            disabled={proposal.isFetching}
            compact={files !== undefined}
            onFiles={(chosen) => void take(chosen)}
          />
        </div>
      </Panel>
      {tooLarge && <Notice tone="bad" title={words.tooLargeToSend} />}
      {proposal.isError && <ImportFailure error={proposal.error} />}
      {files && proposal.isPending && <LoadingRows label={words.reading} />}
      {files && !proposal.isError && proposal.data && (
        <Proposal
          key={files.key}
          institutionCode={institutionCode}
          files={files}
          choice={choice}
          proposal={proposal.data}
          isComparing={proposal.isPlaceholderData || proposal.isFetching}
          onChoice={setChoice}
          onChanged={() => void proposal.refetch()}
          onDone={({ version }: ImportDone) => setDone({ proposal: proposal.data, version })}
        />
      )}
    </div>
  );
}

interface ExpectedHallProps {
  readonly institutionCode: number;
  readonly hallCode: number | undefined;
  readonly onChoose: (hallCode: number | undefined) => void;
}

function ExpectedHall({ institutionCode, hallCode, onChoose }: ExpectedHallProps) {
  const { codeImport: words } = useStrings();
  const { data } = useQuery(codesQuery(institutionCode));
  const halls = (data?.codes ?? []).filter(({ kind }) => kind === "hall");
  if (halls.length === 0) return null;
  return (
    <div className={styles.chosen}>
      <NativeSelect
        label={words.hall}
        value={hallCode ?? ""}
        data={[
          { value: "", label: words.anyHall },
          ...halls.map(({ code, label }) => ({ value: String(code), label: words.hallOption(label, code) })),
        ]}
        onChange={({ currentTarget: { value } }) => onChoose(value === "" ? undefined : Number(value))}
      />
    </div>
  );
}

interface ImportedProps {
  readonly institutionCode: number;
  readonly done: { proposal: ImportProposal; version: number };
  readonly onAnother: () => void;
}

function Imported({ institutionCode, done, onAnother }: ImportedProps) {
  const { codeImport: words } = useStrings();
  return (
    <Notice tone="good" title={words.done(done.proposal.hall.name)}>
      <p>{words.doneText(done.version)}</p>
      <Group gap="md">
        <Link {...pages.codes(institutionCode)}>{words.toCodes}</Link>
        <Button size="xs" variant="default" onClick={onAnother}>
          {words.another}
        </Button>
      </Group>
    </Notice>
  );
}
