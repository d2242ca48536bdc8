import type { ImportChoices } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { Badge, Button, Select, Title } from "@mantine/core";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Listbox } from "../../ui/listbox.tsx";
import { type CivilMoment, civilMomentOf, MomentFields } from "../../ui/moment-fields.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import type { ImportChoice, ImportLine } from "./import-lines.ts";
import styles from "./import-sales.module.css";

interface ChooseShowProps {
  readonly choices: ImportChoices;
  readonly onAdd: (line: ImportLine) => void;
}

const dayBegins: CivilMoment = { date: null, time: "00:00" };
const dayEnds: CivilMoment = { date: null, time: "23:59" };

/** A show, and a range of its performances or all of them. */
export function ChooseShow({ choices, onAdd }: ChooseShowProps) {
  const { importSales: words, choose } = useStrings();
  const ui = useUi();
  const [groupId, setGroupId] = useState<number | undefined>();
  const [showNumber, setShowNumber] = useState<number | undefined>();
  const [begin, setBegin] = useState(dayBegins);
  const [end, setEnd] = useState(dayEnds);
  const group = choices.groups.find(({ showGroupId }) => showGroupId === groupId) ?? choices.groups[0];
  const show = group?.shows.find((one) => one.showNumber === showNumber) ?? group?.shows[0];
  const from = civilMomentOf(begin);
  const to = civilMomentOf(end);
  const isReversed = typeof from === "string" && typeof to === "string" && from > to;
  const isRange = from !== undefined || to !== undefined;
  const addRange = () => {
    if (show === undefined || from === null || to === null || isReversed) return;
    onAdd({ showNumber: show.showNumber, ...(from ? { from } : {}), ...(to ? { to } : {}) });
  };
  return (
    <Panel title={choose.shows} flush>
      <div className={styles.group}>
        <Select
          aria-label={choose.groups}
          data={choices.groups.map(({ showGroupId, name, shows }) => {
            const waiting = shows.reduce((sum, one) => sum + one.pending + one.blocked, 0);
            const label = waiting === 0 ? name : `${name} · ${words.pending(waiting)}`;
            return { value: String(showGroupId), label };
          })}
          value={group === undefined ? null : String(group.showGroupId)}
          onChange={(value) => setGroupId(value === null ? undefined : Number(value))}
          allowDeselect={false}
        />
      </div>
      <Listbox
        key={group?.showGroupId}
        height={192}
        label={choose.shows}
        items={(group?.shows ?? []).map((one) => ({
          key: one.showNumber,
          label: one.title,
          aside: <Waiting show={one} />,
        }))}
        selected={new Set(show === undefined ? [] : [show.showNumber])}
        onChange={([first]) => setShowNumber(first)}
      />
      <div className={styles.range}>
        <Title order={3}>{words.range}</Title>
        <MomentFields dateLabel={words.from} timeLabel={words.fromTime} value={begin} onChange={setBegin} />
        <MomentFields dateLabel={words.to} timeLabel={words.toTime} value={end} onChange={setEnd} />
        <span className={styles.error} role="alert">
          {isReversed ? words.reversed : (begin.time === "" || end.time === "") && ui.timeWrong}
        </span>
        <div className={styles.buttons}>
          <Button
            variant="default"
            disabled={show === undefined || !isRange || isReversed || from === null || to === null}
            onClick={addRange}
          >
            {words.add}
          </Button>
          <Button
            variant="light"
            disabled={show === undefined}
            onClick={() => show && onAdd({ showNumber: show.showNumber })}
          >
            {words.addAll}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function Waiting({ show }: { readonly show: ImportChoice }) {
  const { importSales: words } = useStrings();
  return (
    <>
      {show.blocked > 0 && (
        <Badge color="red" size="sm" mr={6}>
          {words.blocked(show.blocked)}
        </Badge>
      )}
      {show.pending > 0 && words.pending(show.pending)}
    </>
  );
}
