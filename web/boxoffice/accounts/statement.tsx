import type { StatementCheck } from "@allotement/boxoffice/api/customer-accounts.ts";
import { Button, FileButton, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import type { ChosenLine } from "./settle-dialog.tsx";
import { StatementGaps } from "./statement-gaps.tsx";

interface StatementProps {
  readonly customerAccountId: number;
  readonly onSettle: (lines: readonly ChosenLine[]) => void;
}

/** The reseller's statement, pasted, dropped or chosen, laid beside the debts. Nothing is settled by comparing. */
export function Statement({ customerAccountId, onSettle }: StatementProps) {
  const { accounts: words } = useStrings();
  const [text, setText] = useState("");
  const check = useMutation({
    mutationFn: (statement: string) =>
      callApi<StatementCheck>("POST", apiPaths.accountStatement(customerAccountId), { text: statement }),
  });
  const take = async (file: File | null | undefined) => {
    if (!file) return;
    const read = await file.text();
    setText(read);
    check.mutate(read);
  };
  return (
    <Panel title={words.statement}>
      <Stack gap="sm">
        <Text size="sm">{words.statementText}</Text>
        <Textarea
          label={words.statementField}
          autosize
          minRows={4}
          maxRows={10}
          spellCheck={false}
          value={text}
          placeholder={"Code-barres;Montant\n02123456789012;49,00"}
          onChange={(event) => setText(event.currentTarget.value)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            if (event.dataTransfer.files.length === 0) return;
            event.preventDefault();
            void take(event.dataTransfer.files[0]);
          }}
        />
        <Group gap="xs">
          <Button disabled={text.trim() === ""} loading={check.isPending} onClick={() => check.mutate(text)}>
            {words.check}
          </Button>
          <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void take(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                {words.file}
              </Button>
            )}
          </FileButton>
        </Group>
        {check.isError && <Failure error={check.error} />}
        {check.data && (
          <StatementGaps
            check={check.data}
            onSettle={(lines) => {
              check.reset();
              onSettle(lines);
            }}
          />
        )}
      </Stack>
    </Panel>
  );
}
