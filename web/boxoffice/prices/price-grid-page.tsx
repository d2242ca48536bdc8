import { Badge, Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { showsQuery } from "../programme/programme.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { GridEditor } from "./grid-editor.tsx";
import styles from "./prices.module.css";
import { type GridPageParts, gridPageQuery, inForce } from "./prices.ts";
import { VatPanel } from "./vat-panel.tsx";

/** A show's price grids: which is in force, which come, and the editor of the next one. */
export function PriceGridPage() {
  const { prices: words } = useStrings();
  const { showNumber } = useParams({ strict: false });
  const number = Number(showNumber);
  const shows = useQuery(showsQuery);
  const show = shows.data?.shows.find((one) => one.showNumber === number);
  return (
    <>
      <PageHead
        title={show === undefined ? words.gridTitle : `${words.gridTitle} – ${show.title}`}
        intro={words.gridIntro}
        crumb={<Link {...pages.prices}>{words.title}</Link>}
      />
      <QueryView query={shows} rows={8}>
        {() =>
          show === undefined ? null : <Grids key={number} showNumber={number} hallCode={show.hallCode} />
        }
      </QueryView>
    </>
  );
}

function Grids({ showNumber, hallCode }: { readonly showNumber: number; readonly hallCode: number }) {
  const page = useQuery(gridPageQuery(showNumber));
  return (
    <QueryView query={page} rows={10}>
      {(parts) => <Editing showNumber={showNumber} hallCode={hallCode} parts={parts} />}
    </QueryView>
  );
}

interface EditingProps {
  readonly showNumber: number;
  readonly hallCode: number;
  readonly parts: GridPageParts;
}

function Editing({ showNumber, hallCode, parts }: EditingProps) {
  const mayChange = useMe().role !== "clerk";
  const [edited, setEdited] = useState<number | null>(null);
  const [model, setModel] = useState<number | null>(null);
  const [saved, setSaved] = useState(0);
  const list = parts.priceGrids;
  const current = inForce(list, new Date().toISOString());
  const shown = list.find(({ priceGridId }) => priceGridId === (edited ?? model)) ?? current;
  return (
    <div className={styles.stack}>
      <Versions
        showNumber={showNumber}
        list={list}
        currentId={current?.priceGridId}
        mayChange={mayChange}
        onEdit={(priceGridId) => {
          setModel(null);
          setEdited(priceGridId);
        }}
        onModel={(priceGridId) => {
          setEdited(null);
          setModel(priceGridId);
        }}
      />
      <GridEditor
        key={`${shown?.priceGridId ?? 0}-${edited ?? 0}-${saved}`}
        showNumber={showNumber}
        lines={shown?.lines ?? []}
        before={current?.lines ?? []}
        edited={list.find(({ priceGridId }) => priceGridId === edited)}
        priceTypes={parts.priceTypes}
        categories={parts.seatCategories.filter(({ usedIn }) =>
          usedIn.some((hall) => hall.hallCode === hallCode),
        )}
        feeColumns={parts.feeColumns}
        effects={parts.effects}
        mayChange={mayChange}
        isSaved={saved > 0}
        onSaved={() => {
          setEdited(null);
          setModel(null);
          setSaved(saved + 1);
        }}
      />
      <VatPanel showNumber={showNumber} />
    </div>
  );
}

interface VersionsProps {
  readonly showNumber: number;
  readonly list: readonly { priceGridId: number; validFrom: string }[];
  readonly currentId: number | undefined;
  readonly mayChange: boolean;
  readonly onEdit: (priceGridId: number) => void;
  readonly onModel: (priceGridId: number) => void;
}

function Versions({ showNumber, list, currentId, mayChange, onEdit, onModel }: VersionsProps) {
  const { grid: words } = useStrings();
  const client = useQueryClient();
  const [withdrawn, setWithdrawn] = useState<number | null>(null);
  const now = Date.now();
  const withdraw = useMutation({
    mutationFn: (priceGridId: number) => callApi("POST", apiPaths.withdrawPriceGrid(showNumber, priceGridId)),
    onSuccess: async () => {
      setWithdrawn(null);
      await client.invalidateQueries({ queryKey: ["shows", showNumber] });
    },
  });
  if (list.length === 0)
    return (
      <Panel>
        <Empty title={words.noGrid}>{words.noGridText}</Empty>
      </Panel>
    );
  return (
    <Panel title={words.versions}>
      <div className={styles.fields}>
        {list.map(({ priceGridId, validFrom }) => {
          const isToCome = Date.parse(validFrom) > now;
          const isCurrent = priceGridId === currentId;
          const button = { size: "compact-xs", variant: "default" } as const;
          return (
            <Group key={priceGridId} gap="sm">
              <Badge color={isCurrent ? "green" : isToCome ? "azure" : "gray"}>
                {isCurrent ? words.inForce : isToCome ? words.toCome : words.over}
              </Badge>
              <span>{words.from(formatInstant(validFrom))}</span>
              {mayChange && isToCome && (
                <>
                  <Button {...button} onClick={() => onEdit(priceGridId)}>
                    {words.edit}
                  </Button>
                  <Button {...button} onClick={() => setWithdrawn(priceGridId)}>
                    {words.withdraw}
                  </Button>
                </>
              )}
              {mayChange && !isCurrent && (
                <Button {...button} onClick={() => onModel(priceGridId)}>
                  {words.useAsModel}
                </Button>
              )}
            </Group>
          );
        })}
      </div>
      <ConfirmDialog
        opened={withdrawn !== null}
        title={words.withdrawTitle}
        confirmLabel={words.withdraw}
        busy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdrawn !== null && withdraw.mutate(withdrawn)}
        onCancel={() => setWithdrawn(null)}
      >
        {words.withdrawText}
      </ConfirmDialog>
    </Panel>
  );
}
