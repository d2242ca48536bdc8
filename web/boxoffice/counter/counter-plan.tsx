import { useMemo, useState } from "react";
import { Panel } from "../../ui/panel.tsx";
import { SeatPicker } from "../../ui/seat-picker.tsx";
import { LostSeats } from "../programme/lost-seats.tsx";
import styles from "../programme/programme.module.css";
import { inPlanOrder, type OpenPerformance } from "../programme/programme.ts";
import { useSeatWords } from "../programme/seat-words.ts";
import { useStrings } from "../strings.ts";
import { counterLook } from "./counter-looks.ts";
import { CounterSaleForm } from "./counter-sale-form.tsx";

/** The plan with free seats to choose, and the sale beside it. */
export function CounterPlan({ open }: { readonly open: OpenPerformance }) {
  const { counter: words } = useStrings();
  const { geometry, seats } = open;
  const { states } = useMemo(() => inPlanOrder(geometry, seats), [geometry, seats]);
  const looks = useMemo(() => states.map(counterLook), [states]);
  const describeSeat = useSeatWords(geometry, states);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const isGone = (code: number) => looks[geometry.seatCodes.indexOf(code)] !== "selectable";
  const lost = [...chosen].filter(isGone);
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
      <CounterSaleForm open={open} chosen={chosen} onChosen={setChosen}>
        <LostSeats
          geometry={geometry}
          lost={lost}
          stateOf={(code) => states[geometry.seatCodes.indexOf(code)] ?? ""}
          onDismiss={() => setChosen(new Set([...chosen].filter((code) => !isGone(code))))}
        />
      </CounterSaleForm>
    </div>
  );
}
