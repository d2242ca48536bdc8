import type { KnownCode } from "@allotement/reseller/api/mapping.ts";
import { Table } from "@mantine/core";
import { IconFileImport, IconListNumbers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Empty, Panel } from "../../ui/panel.tsx";
import { InstitutionPage } from "../institutions/institution-head.tsx";
import { Link, useParams } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./codes.module.css";
import { type CodeGroup, codesQuery, groupCodes, labelOf } from "./codes.ts";
import { ImportHistoryPanel } from "./import-history.tsx";

/** Which of the venue's codes the network knows, hall by hall: what is missing here is refused on the line (R11). */
export function CodesPage() {
  const institutionCode = Number(useParams("/institutions/$institutionCode/codes").institutionCode);
  const { codes: words } = useStrings();
  const query = useQuery(codesQuery(institutionCode));
  return (
    <InstitutionPage institutionCode={institutionCode}>
      {() => (
        <>
          <NetworkQuery query={query}>
            {({ codes }) =>
              codes.length === 0 ? (
                <Panel className={styles.panel ?? ""}>
                  <Empty
                    title={words.none}
                    icon={<IconListNumbers size={40} stroke={1.3} aria-hidden="true" />}
                  >
                    <p>{words.noneText}</p>
                    <ImportLink institutionCode={institutionCode} />
                  </Empty>
                </Panel>
              ) : (
                <>
                  <div className={styles.head}>
                    <p className={styles.intro}>{words.intro}</p>
                    <ImportLink institutionCode={institutionCode} />
                  </div>
                  {groupCodes(codes).map((group) => (
                    <CodePanel key={group.hallCode} group={group} codes={codes} />
                  ))}
                </>
              )
            }
          </NetworkQuery>
          <ImportHistoryPanel institutionCode={institutionCode} />
        </>
      )}
    </InstitutionPage>
  );
}

/** The way to the import; a link, for it is a page. */
function ImportLink({ institutionCode }: { readonly institutionCode: number }) {
  const { codeImport: words } = useStrings();
  return (
    <Link {...pages.importCodes(institutionCode)} className={styles.importLink}>
      <IconFileImport size={17} aria-hidden="true" />
      {words.open}
    </Link>
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
