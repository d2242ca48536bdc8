import "@mantine/core/styles/Code.css";
import type { ClosingList, SigningKeyShown } from "@allotement/boxoffice/api/closings.ts";
import { Button, Code, CopyButton, Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, LoadingRows, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { OpenPeriods } from "./open-periods.tsx";
import { type PeriodKind, usePeriodText } from "./period-text.ts";

const pageSize = 50;

/** What is to be closed, what was closed with its receipts and archives, and the key that signs these. */
export function ClosingsPage() {
  const { closings: words } = useStrings();
  const ui = useUi();
  const [kind, setKind] = useState<PeriodKind>();
  const list = useInfiniteQuery({
    queryKey: ["closings", kind],
    queryFn: ({ pageParam }) =>
      getApi<ClosingList>(
        apiPaths.closings({
          ...(kind === undefined ? {} : { kind }),
          ...(pageParam === undefined ? {} : { before: pageParam }),
        }),
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ closings }) =>
      closings.length < pageSize ? undefined : closings[closings.length - 1]?.closingNumber,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const [first] = list.data?.pages ?? [];
  const closings = list.data?.pages.flatMap((page) => page.closings) ?? [];
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <Stack gap="md">
        <Panel title={words.open} flush>
          {list.isPending && <LoadingRows rows={3} label={ui.loading} />}
          {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
          {first &&
            (first.open ? (
              <OpenPeriods open={first.open} today={first.today} />
            ) : (
              <Empty title={words.nothing} />
            ))}
        </Panel>
        <Panel title={words.list} aside={<KindChoice kind={kind} onChange={setKind} />} flush>
          {list.isPending && <LoadingRows label={ui.loading} />}
          {first && closings.length === 0 && (
            <Empty title={words.none} icon={<IconLock size={36} stroke={1.3} aria-hidden="true" />}>
              {words.noneText}
            </Empty>
          )}
          {closings.length > 0 && <ClosingsTable closings={closings} />}
          {list.hasNextPage && (
            <Group justify="center" p="sm">
              <Button
                variant="default"
                size="xs"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {words.older}
              </Button>
            </Group>
          )}
        </Panel>
        <SigningKey />
      </Stack>
    </>
  );
}

const firstPage = (): number | undefined => undefined;

interface KindChoiceProps {
  readonly kind: PeriodKind | undefined;
  readonly onChange: (kind: PeriodKind | undefined) => void;
}

function KindChoice({ kind, onChange }: KindChoiceProps) {
  const { closings: words } = useStrings();
  const kinds: readonly PeriodKind[] = ["day", "month", "year"];
  return (
    <SegmentedControl
      size="xs"
      aria-label={words.kind}
      value={kind ?? "all"}
      onChange={(value) => onChange(kinds.find((one) => one === value))}
      data={[
        { value: "all", label: words.all },
        ...kinds.map((one) => ({ value: one, label: words.kinds[one] })),
      ]}
    />
  );
}

function ClosingsTable({ closings }: { readonly closings: ClosingList["closings"] }) {
  const { closings: words } = useStrings();
  const { money, number } = useFormats();
  const periodText = usePeriodText();
  return (
    <TableScroll label={words.list}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={uiStyles.number}>{words.number}</Table.Th>
            <Table.Th>{words.kind}</Table.Th>
            <Table.Th>{words.period}</Table.Th>
            <Table.Th>{words.entries}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.total}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.settled}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.grand}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.perpetual}</Table.Th>
            <Table.Th>{words.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {closings.map((closing) => (
            <Table.Tr key={closing.closingNumber}>
              <Table.Td className={uiStyles.number}>{number(closing.closingNumber)}</Table.Td>
              <Table.Td>{words.kinds[closing.kind]}</Table.Td>
              <Table.Td>{periodText(closing.kind, closing.period)}</Table.Td>
              <Table.Td>
                {closing.lastEntry < closing.firstEntry
                  ? words.noEntries
                  : `${number(closing.firstEntry)} – ${number(closing.lastEntry)}`}
              </Table.Td>
              <Table.Td className={uiStyles.number}>
                <strong>{money(closing.periodTotalCents)}</strong>
              </Table.Td>
              <Table.Td className={uiStyles.number}>{money(closing.settledCents)}</Table.Td>
              <Table.Td className={uiStyles.number}>{money(closing.grandTotalCents)}</Table.Td>
              <Table.Td className={uiStyles.number}>{money(closing.perpetualTotalCents)}</Table.Td>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <Link {...pages.closing(closing.closingNumber)}>{words.receipt}</Link>
                  <SaveFile
                    path={apiPaths.closingArchive(closing.closingNumber)}
                    size="compact-sm"
                    aria-label={words.archiveOf(periodText(closing.kind, closing.period))}
                  >
                    {words.archive}
                  </SaveFile>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableScroll>
  );
}

function SigningKey() {
  const { closings: words } = useStrings();
  const key = useQuery({
    queryKey: ["signing-key"],
    queryFn: () => getApi<SigningKeyShown | null>(apiPaths.signingKey),
  });
  return (
    <Panel
      title={words.key}
      aside={key.data && <SaveFile path={apiPaths.signingKeyPem}>{words.savePem}</SaveFile>}
    >
      <QueryView query={key} rows={2}>
        {(made) => (made === null ? <Text size="sm">{words.noKey}</Text> : <MadeKey {...made} />)}
      </QueryView>
    </Panel>
  );
}

function MadeKey({ fingerprint }: SigningKeyShown) {
  const { closings: words } = useStrings();
  const ui = useUi();
  return (
    <Stack gap="xs">
      <Text size="sm">{words.keyText}</Text>
      <Text size="sm" fw={600}>
        {words.fingerprint}
      </Text>
      <Group gap="xs">
        <Code>{grouped(fingerprint)}</Code>
        <CopyButton value={fingerprint}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? ui.copied : ui.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm">{words.command}</Text>
      <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        ./bin/allotement journal verify --public-key {fingerprint} archive.txt
      </Code>
    </Stack>
  );
}

/** Eight groups of eight digits: eyes compare them. */
const grouped = (fingerprint: string) => (fingerprint.match(/.{1,8}/g) ?? []).join(" ");
