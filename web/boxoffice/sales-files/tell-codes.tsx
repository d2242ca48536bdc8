import type { SalesFileCodes, SalesFileReport } from "@allotement/boxoffice/api/interface-sales-files.ts";
import { Button, NativeSelect, Table } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import ui from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import runs from "../runs/runs.module.css";
import { useStrings } from "./strings.ts";

type Unknown = SalesFileReport["unknownCodes"][number];

interface TellCodesProps {
  readonly report: SalesFileReport;
  readonly onTold: () => void;
}

const keyOf = ({ kind, hallCode, fileCode }: Unknown) => `${kind}/${hallCode}/${fileCode}`;

/** Codes of the file that are met for the first time: told once, remembered for every file of this layout. */
export function TellCodes({ report, onTold }: TellCodesProps) {
  const { salesFiles: words } = useStrings();
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const { layout, unknownCodes } = report;
  const codeOf = (code: Unknown) => chosen.get(keyOf(code)) ?? String(code.proposal ?? "");
  const told = unknownCodes.filter((code) => codeOf(code) !== "");
  const tell = useMutation({
    mutationFn: (order: SalesFileCodes) => callApi("PUT", apiPaths.salesFileCodes, order),
    onSuccess: onTold,
  });
  if (layout === "feed") return null;
  const remember = () =>
    tell.mutate({
      layout,
      codes: told.map((code) => ({
        kind: code.kind,
        hallCode: code.hallCode,
        fileCode: code.fileCode,
        code: Number(codeOf(code)),
      })),
    });
  return (
    <Panel title={words.codes}>
      <div className={runs.state}>
        <div className={runs.faint}>{words.codesText}</div>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.codeKind}</Table.Th>
              <Table.Th>{words.fileCode}</Table.Th>
              <Table.Th className={ui.number}>{words.linesWith}</Table.Th>
              <Table.Th>{words.meaning}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unknownCodes.map((code) => (
              <Table.Tr key={keyOf(code)}>
                <Table.Td>
                  {words.kinds[code.kind]}
                  {code.hallName !== "" && <div className={runs.faint}>{code.hallName}</div>}
                </Table.Td>
                <Table.Td>{code.fileCode}</Table.Td>
                <Table.Td className={ui.number}>{code.lines}</Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={`${words.meaning} ${words.kinds[code.kind]} ${code.fileCode}`}
                    value={codeOf(code)}
                    onChange={({ currentTarget }) =>
                      setChosen(new Map(chosen).set(keyOf(code), currentTarget.value))
                    }
                    data={[
                      { value: "", label: words.notTold },
                      ...code.choices.map((choice) => ({
                        value: String(choice.code),
                        label:
                          choice.code === code.proposal
                            ? words.proposed(`${choice.name} (${choice.code})`)
                            : `${choice.name} (${choice.code})`,
                      })),
                    ]}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {tell.isError && <Failure error={tell.error} />}
        <div>
          <Button disabled={told.length === 0} loading={tell.isPending} onClick={remember}>
            {words.remember}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
