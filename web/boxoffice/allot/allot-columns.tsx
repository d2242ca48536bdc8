import type { AllotChoices } from "@allotement/boxoffice/api/interface-allot.ts";
import { Badge } from "@mantine/core";
import { useFormats } from "../../ui/formats.ts";
import { Listbox } from "../../ui/listbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";
import { type AllotShow, categorySummary } from "./allot-choices.ts";

type Group = AllotChoices["groups"][number];

interface AllotColumnsProps {
  readonly groups: readonly Group[];
  readonly group: Group | undefined;
  readonly show: AllotShow | undefined;
  readonly chosen: ReadonlySet<number>;
  readonly onGroup: (showGroupId: number) => void;
  readonly onShow: (showNumber: number) => void;
  readonly onChosen: (performanceNumbers: Set<number>) => void;
}

/** Group, show, performances with what is available beside each (R5.2). */
export function AllotColumns({ groups, group, show, chosen, onGroup, onShow, onChosen }: AllotColumnsProps) {
  const { choose, allot: words } = useStrings();
  const { performance, number } = useFormats();
  return (
    <div className={styles.columns}>
      <Panel title={choose.groups} flush>
        <Listbox
          label={choose.groups}
          items={groups.map(({ showGroupId, name }) => ({ key: showGroupId, label: name }))}
          selected={new Set(group === undefined ? [] : [group.showGroupId])}
          onChange={([id]) => id !== undefined && onGroup(id)}
        />
      </Panel>
      <Panel title={choose.shows} flush>
        <Listbox
          key={group?.showGroupId}
          label={choose.shows}
          items={(group?.shows ?? []).map(({ showNumber, title }) => ({ key: showNumber, label: title }))}
          selected={new Set(show === undefined ? [] : [show.showNumber])}
          onChange={([first]) => first !== undefined && onShow(first)}
        />
      </Panel>
      <Panel
        title={words.list}
        aside={<span className={styles.keys}>{choose.chosen(chosen.size)}</span>}
        flush
      >
        <Listbox
          key={show?.showNumber}
          label={`${words.list}. ${choose.keys}`}
          multiple
          items={(show?.performances ?? []).map((one) => ({
            key: one.performanceNumber,
            label: performance(one),
            aside: (
              <>
                {!one.knownAtReseller && (
                  <Badge size="sm" mr={8}>
                    {words.newAtReseller}
                  </Badge>
                )}
                {categorySummary(one, number)}
              </>
            ),
          }))}
          selected={chosen}
          onChange={onChosen}
        />
      </Panel>
    </div>
  );
}
