import type { HoldList, SeatsMoved, SeatsToHold } from "@allotement/boxoffice/api/holds.ts";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { mayBeChosen, type SeatLook } from "../../seating-plan/looks.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { SeatPicker } from "../../ui/seat-picker.tsx";
import { apiPaths } from "../api-paths.ts";
import { LostSeats } from "../programme/lost-seats.tsx";
import styles from "../programme/programme.module.css";
import { inPlanOrder, type OpenPerformance } from "../programme/programme.ts";
import { useSeatWords } from "../programme/seat-words.ts";
import { useStrings } from "../strings.ts";
import { HoldActions } from "./hold-actions.tsx";
import { PerformanceDocuments } from "./performance-documents.tsx";
import { SeriesDialog } from "./series-dialog.tsx";
import { StateCounts } from "./state-counts.tsx";

/** The plan on which holds are placed: free and held seats may be chosen, the others are not the clerk's to move. */
export function HoldsPlan({ open }: { readonly open: OpenPerformance }) {
  const { holds: words, holdSeries } = useStrings();
  const client = useQueryClient();
  const { geometry, seats } = open;
  const { performanceNumber } = open.performance;
  const holds = useQuery({ queryKey: ["holds"], queryFn: () => getApi<HoldList>(apiPaths.holds) });
  const { states, holdCodes } = useMemo(() => inPlanOrder(geometry, seats), [geometry, seats]);
  const looks = useMemo(() => states.map(holdLook), [states]);
  const names = useMemo(
    () => new Map((holds.data?.holds ?? []).map(({ holdCode, name }) => [holdCode, name])),
    [holds.data],
  );
  const stateOf = useSeatWords(geometry, states);
  const describeSeat = useMemo(
    () => (index: number) => {
      const hold = names.get(holdCodes[index] ?? -1);
      return hold === undefined ? stateOf(index) : `${stateOf(index)} (${hold})`;
    },
    [stateOf, names, holdCodes],
  );
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isSeries, setSeries] = useState(false);
  const move = useMutation({
    mutationFn: (order: SeatsToHold) =>
      callApi<SeatsMoved>("POST", apiPaths.performanceHolds(performanceNumber), order),
    onSuccess: async () => {
      setChosen(new Set());
      await client.invalidateQueries({ queryKey: ["performances", performanceNumber] });
      void client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  const isGone = (code: number) => !mayBeChosen(looks[geometry.seatCodes.indexOf(code)] ?? "dim");
  const lost = move.isPending ? [] : [...chosen].filter(isGone);
  return (
    <div className={styles.layout}>
      <Panel>
        <SeatPicker
          geometry={geometry}
          looks={looks}
          selected={chosen}
          onSelectionChange={setChosen}
          label={words.planLabel}
          lookWords={words.words}
          describeSeat={describeSeat}
          height="max(340px, calc(100dvh - 392px))"
        />
      </Panel>
      <div className={styles.side}>
        <LostSeats
          geometry={geometry}
          lost={lost}
          stateOf={(code) => states[geometry.seatCodes.indexOf(code)] ?? ""}
          onDismiss={() => setChosen(new Set([...chosen].filter((code) => !isGone(code))))}
        />
        <HoldActions
          holds={holds.data?.holds ?? []}
          seats={{ codes: geometry.seatCodes, states, holdCodes }}
          chosen={chosen}
          onChosen={setChosen}
          move={move}
        />
        <Button variant="default" onClick={() => setSeries(true)}>
          {holdSeries.open}
        </Button>
        {isSeries && (
          <SeriesDialog
            performance={open.performance}
            geometry={geometry}
            holds={holds.data?.holds ?? []}
            chosen={chosen}
            onClose={() => setSeries(false)}
          />
        )}
        <StateCounts states={states} holdCodes={holdCodes} names={names} />
        <PerformanceDocuments open={open} />
      </div>
    </div>
  );
}

function holdLook(state: string): SeatLook {
  if (state === "free") return "selectable";
  if (state === "held") return "held";
  if (state === "sold" || state === "soldAtCounter") return "sold";
  if (state === "allotting" || state === "recalling") return "inDoubt";
  return state === "divergent" ? "conflict" : "dim";
}
