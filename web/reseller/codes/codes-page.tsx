import type { KnownCode } from "@allotement/reseller/api/mapping.ts";
import { Table } from "@mantine/core";
import { IconListNumbers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Empty, Panel } from "../../ui/panel.tsx";
import { InstitutionPage } from "../institutions/institution-head.tsx";
import { useParams } from "../navigation.tsx";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./codes.module.css";
import { type CodeGroup, codesQuery, groupCodes, labelOf } from "./codes.ts";

/** Which of the venue's codes the network knows, hall by hall: what is missing here is refused on the line (R11). */
export function CodesPage() {
  const institutionCode = Number(useParams("/institutions/$institutionCode/codes").institutionCode);
  const { codes: words } = useStrings();
  const query = useQuery(codesQuery(institutionCode));
  return (
    <InstitutionPage institutionCode={institutionCode}>
      {() => (
        <NetworkQuery query={query}>
          {({ codes }) =>
            codes.length === 0 ? (
              <Panel>
                <Empty
                  title={words.none}
                  icon={<IconListNumbers size={40} stroke={1.3} aria-hidden="true" />}
                >
                  {words.noneText}
                </Empty>
              </Panel>
            ) : (
              <>
                <p className={styles.intro}>{words.intro}</p>
                {groupCodes(codes).map((group) => (
                  <CodePanel key={group.hallCode} group={group} codes={codes} />
                ))}
              </>
            )
          }
        </NetworkQuery>
      )}
    </InstitutionPage>
  );
}

function CodePanel({ group, codes }: { readonly group: CodeGroup; readonly codes: readonly KnownCode[] }) {
  const { codes: words } = useStrings();
  const title =
    group.hallCode === 0
      ? words.organizer
      : words.hall(labelOf(codes, "hall", group.hallCode), group.hallCode);
  return (
    <Panel title={title} className={styles.panel ?? ""}>
      <div className={styles.kinds}>
        {group.kinds.map(({ kind, codes: ofKind }) => (
          <CodeTable key={kind} title={words.kinds[kind]} codes={ofKind} />
        ))}
      </div>
    </Panel>
  );
}

function CodeTable({ title, codes }: { readonly title: string; readonly codes: readonly KnownCode[] }) {
  const { codes: words } = useStrings();
  const headingId = useId();
  return (
    <div>
      <h3 className={styles.heading} id={headingId}>
        {title} <span>{codes.length}</span>
      </h3>
      <Table aria-labelledby={headingId} verticalSpacing={5} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={92}>{words.code}</Table.Th>
            <Table.Th>{words.label}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {codes.map(({ code, label }) => (
            <Table.Tr key={code}>
              <Table.Td>{code}</Table.Td>
              <Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
