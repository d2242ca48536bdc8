import type { AllotChoices } from "@allotement/boxoffice/api/interface-allot.ts";
import { Button } from "@mantine/core";
import { IconArmchair, IconSend } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";
import { seatsToSend } from "./allot-choices.ts";
import { AllotColumns } from "./allot-columns.tsx";
import { AllotDialog } from "./allot-dialog.tsx";
import { AwaitingFence } from "./awaiting-fence.tsx";
import { FetchBanner } from "./fetch-banner.tsx";
import { useFetchedSales } from "./use-fetched-sales.ts";

/** «Mettre des places en vente» (R5): sales first, then group, show and performances, then «Contingenter». */
export function AllotPage() {
  const { allot: words } = useStrings();
  const sales = useFetchedSales();
  const choices = useQuery({
    queryKey: ["interface", "allot", "choices"],
    queryFn: () => getApi<AllotChoices>(apiPaths.allotChoices),
    // Sales first: they are read again once these are in.
    enabled: sales.isListed,
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <FetchBanner sales={sales} />
      <AwaitingFence />
      <QueryView query={choices} rows={8}>
        {(answer) => (answer.groups.length === 0 ? <NothingToAllot /> : <Choice choices={answer} />)}
      </QueryView>
    </>
  );
}

function NothingToAllot() {
  const { allot: words } = useStrings();
  return (
    <Panel>
      <Empty title={words.nothing} icon={<IconArmchair size={40} stroke={1.3} aria-hidden="true" />}>
        <p>{words.nothingText}</p>
        <Link {...pages.holds}>{words.toHolds}</Link>
      </Empty>
    </Panel>
  );
}

function Choice({ choices }: { readonly choices: AllotChoices }) {
  const { allot: words, choose } = useStrings();
  const [groupId, setGroupId] = useState(choices.groups[0]?.showGroupId);
  const [showNumber, setShowNumber] = useState<number | undefined>();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const group = choices.groups.find(({ showGroupId }) => showGroupId === groupId) ?? choices.groups[0];
  const show = group?.shows.find((one) => one.showNumber === showNumber) ?? group?.shows[0];
  const all = show?.performances.map(({ performanceNumber }) => performanceNumber) ?? [];
  // A performance may have left the list since it was chosen.
  const there = new Set(all.filter((number) => chosen.has(number)));
  const seatCount = show === undefined ? 0 : seatsToSend(show, there);
  return (
    <>
      <AllotColumns
        groups={choices.groups}
        group={group}
        show={show}
        chosen={there}
        onGroup={(id) => {
          setGroupId(id);
          setShowNumber(undefined);
          setChosen(new Set());
        }}
        onShow={(number) => {
          setShowNumber(number);
          setChosen(new Set());
        }}
        onChosen={setChosen}
      />
      <div className={styles.bar}>
        <strong aria-live="polite">
          {there.size === 0 ? choose.chosen(0) : words.summary(there.size, seatCount)}
        </strong>
        <div className={styles.barButtons}>
          <Button
            variant="default"
            onClick={() => setChosen(new Set(there.size === all.length ? [] : all))}
            disabled={all.length === 0}
          >
            {there.size === all.length ? choose.none : choose.all}
          </Button>
          <Button
            leftSection={<IconSend size={16} aria-hidden="true" />}
            disabled={there.size === 0}
            onClick={() => setAsking(true)}
          >
            {words.submit}
          </Button>
        </div>
      </div>
      {show !== undefined && isAsking && (
        <AllotDialog
          show={show}
          performanceNumbers={[...there].sort((a, b) => a - b)}
          seatCount={seatCount}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
