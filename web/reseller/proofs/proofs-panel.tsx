import type { ProofView } from "@allotement/reseller/api/proofs.ts";
import type { NetworkShow } from "@allotement/reseller/api/shows.ts";
import { Badge, Button, Group, Table, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { formatInstant } from "../../ui/dates.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkFailure, NetworkQuery } from "../problems/network-failure.tsx";
import styles from "../shows/shows.module.css";
import { useStrings } from "../strings.ts";
import { proofsQuery, useMakeProof, useSendProof } from "./proofs.ts";

/** A show's proofs (R2.2): made of a real sale or as a mock-up, sent to the venue, and what it says of them. */
export function ProofsPanel({ show }: { readonly show: NetworkShow }) {
  const { proof: words } = useStrings();
  const query = useQuery(proofsQuery(show));
  const make = useMakeProof(show);
  const performance = show.performances.find(({ offered }) => offered > 0);
  return (
    <Panel
      title={words.title}
      flush
      aside={
        <Group gap="xs">
          {show.status === "announced" && performance && (
            <Button
              size="xs"
              renderRoot={(props) => (
                <Link
                  {...pages.performance(show.institutionCode, performance.performanceNumber)}
                  {...props}
                />
              )}
            >
              {words.sell}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate({ kind: "mockUp" })}
          >
            {words.makeMockUp}
          </Button>
        </Group>
      }
    >
      {make.isError && <NetworkFailure error={make.error} />}
      <NetworkQuery query={query} rows={2}>
        {({ proofs }) =>
          proofs.length === 0 ? (
            <Empty title={words.none}>{words.noneText}</Empty>
          ) : (
            <ProofTable show={show} proofs={proofs} />
          )
        }
      </NetworkQuery>
    </Panel>
  );
}

function ProofTable({ show, proofs }: { readonly show: NetworkShow; readonly proofs: readonly ProofView[] }) {
  const { proof: words } = useStrings();
  const send = useSendProof(show);
  return (
    <>
      {send.isError && <NetworkFailure error={send.error} />}
      <Table horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.kind}</Table.Th>
            <Table.Th>{words.made}</Table.Th>
            <Table.Th>{words.state}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{words.action}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {proofs.map((proof) => (
            <Table.Tr key={proof.proofId}>
              <Table.Td>
                <Badge color={proof.kind === "sale" ? "azure" : "gray"}>{words.kinds[proof.kind]}</Badge>
              </Table.Td>
              <Table.Td>{words.madeBy(formatInstant(proof.madeAt), proof.madeBy)}</Table.Td>
              <Table.Td>
                <ProofState proof={proof} />
              </Table.Td>
              <Table.Td align="right">
                <Group gap="xs" justify="flex-end">
                  <SaveFile size="xs" path={apiPaths.proofFile(show.institutionCode, proof.proofId)}>
                    {words.see}
                  </SaveFile>
                  {proof.sentAt === null && (
                    <Button size="xs" loading={send.isPending} onClick={() => send.mutate(proof.proofId)}>
                      {words.send}
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function ProofState({ proof }: { readonly proof: ProofView }) {
  const { proof: words } = useStrings();
  const { sentAt, verdict, decidedAt, remark } = proof;
  if (sentAt === null) return words.draft;
  if (verdict === null || decidedAt === null) return words.sentAt(formatInstant(sentAt));
  return (
    <>
      <strong>
        {verdict === "approved"
          ? words.approvedAt(formatInstant(decidedAt))
          : words.refusedAt(formatInstant(decidedAt))}
      </strong>
      {remark !== "" && <div className={styles.faint}>{remark}</div>}
    </>
  );
}
