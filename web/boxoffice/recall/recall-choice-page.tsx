import type { RecallChoices } from "@allotement/boxoffice/api/interface-recall.ts";
import { Button, Checkbox } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Listbox } from "../../ui/listbox.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import styles from "../allot/allot.module.css";
import { FetchBanner } from "../allot/fetch-banner.tsx";
import { useFetchedSales } from "../allot/use-fetched-sales.ts";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

/** «Reprendre des places»: which performance, among those with seats at the reseller (R6.1). */
export function RecallChoicePage() {
  const { recall: words } = useStrings();
  const [past, setPast] = useState(false);
  const sales = useFetchedSales();
  const choices = useQuery({
    queryKey: ["interface", "recall", "choices", past],
    queryFn: () => getApi<RecallChoices>(apiPaths.recallChoices(past)),
    placeholderData: keepPreviousData,
    enabled: sales.isListed,
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <Checkbox
          label={words.past}
          checked={past}
          onChange={(event) => setPast(event.currentTarget.checked)}
        />
      </PageHead>
      <FetchBanner sales={sales} />
      <QueryView query={choices} rows={8}>
        {(answer) =>
          answer.groups.length === 0 ? (
            <Panel>
              <Empty
                title={words.nothing}
                icon={<IconArrowBackUp size={40} stroke={1.3} aria-hidden="true" />}
              >
                {words.nothingText}
              </Empty>
            </Panel>
          ) : (
            <Choice choices={answer} />
          )
        }
      </QueryView>
    </>
  );
}

function Choice({ choices }: { readonly choices: RecallChoices }) {
  const { recall: words, choose } = useStrings();
  const { performance, performanceWithin } = useFormats();
  const navigate = useNavigate();
  const [groupId, setGroupId] = useState<number | undefined>();
  const [showNumber, setShowNumber] = useState<number | undefined>();
  const [chosen, setChosen] = useState<number | undefined>();
  const group = choices.groups.find(({ showGroupId }) => showGroupId === groupId) ?? choices.groups[0];
  const show = group?.shows.find((one) => one.showNumber === showNumber) ?? group?.shows[0];
  const there = show?.performances.find(({ performanceNumber }) => performanceNumber === chosen);
  return (
    <>
      <div className={styles.columns}>
        <Panel title={choose.groups} flush>
          <Listbox
            label={choose.groups}
            items={choices.groups.map(({ showGroupId, name }) => ({ key: showGroupId, label: name }))}
            selected={new Set(group === undefined ? [] : [group.showGroupId])}
            onChange={([id]) => setGroupId(id)}
          />
        </Panel>
        <Panel title={choose.shows} flush>
          <Listbox
            key={group?.showGroupId}
            label={choose.shows}
            items={(group?.shows ?? []).map((one) => ({ key: one.showNumber, label: one.title }))}
            selected={new Set(show === undefined ? [] : [show.showNumber])}
            onChange={([first]) => setShowNumber(first)}
          />
        </Panel>
        <Panel title={choose.performances} flush>
          <Listbox
            key={show?.showNumber}
            label={choose.performances}
            items={(show?.performances ?? []).map((one) => ({
              key: one.performanceNumber,
              label: performance(one),
              aside: words.counts(one.allotted, one.sold),
            }))}
            selected={new Set(there === undefined ? [] : [there.performanceNumber])}
            onChange={([first]) => setChosen(first)}
          />
        </Panel>
      </div>
      <div className={styles.bar}>
        <strong aria-live="polite">
          {there === undefined ? "" : `${show?.title} – ${performanceWithin(there)}`}
        </strong>
        <Button
          disabled={there === undefined}
          onClick={() => there && void navigate(pages.recallPerformance(there.performanceNumber))}
        >
          {words.open}
        </Button>
      </div>
    </>
  );
}
