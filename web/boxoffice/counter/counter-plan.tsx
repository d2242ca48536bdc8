import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { Panel } from "../../ui/panel.tsx";
import { SeatPicker } from "../../ui/seat-picker.tsx";
import { LostSeats } from "../programme/lost-seats.tsx";
import styles from "../programme/programme.module.css";
import { inPlanOrder, type OpenPerformance } from "../programme/programme.ts";
import { useSeatWords } from "../programme/seat-words.ts";
import { useChoice } from "../programme/use-choice.ts";
import { useStrings } from "../strings.ts";
import { BestSeats } from "./best-seats.tsx";
import { counterLook } from "./counter-looks.ts";
import { CounterSaleForm } from "./counter-sale-form.tsx";
import { type Exchange, ExchangePanel } from "./exchange-panel.tsx";
import { SeatStanding } from "./seat-standing.tsx";
import { SoldTicketsPanel } from "./sold-tickets.tsx";

interface CounterPlanProps {
  readonly open: OpenPerformance;
  /** A ticket that is being exchanged: it outlives the choice of another performance. */
  readonly exchange: Exchange | undefined;
  readonly onExchange: (exchange: Exchange | undefined) => void;
}

/** The plan with free seats to choose, the sale or the exchange beside it, and below what was sold. */
export function CounterPlan({ open, exchange, onExchange }: CounterPlanProps) {
  const { counter: words, till } = useStrings();
  const { geometry, seats } = open;
  const { performanceNumber } = open.performance;
  const { states } = useMemo(() => inPlanOrder(geometry, seats), [geometry, seats]);
  const looks = useMemo(() => states.map(counterLook), [states]);
  const describeSeat = useSeatWords(geometry, states);
  const { chosen, choose, undo, canUndo } = useChoice();
  const [text, setText] = useState("");
  const isGone = (code: number) => looks[geometry.seatCodes.indexOf(code)] !== "selectable";
  const lost = [...chosen].filter(isGone);
  const seatActions = (index: number) => {
    const seatCode = geometry.seatCodes[index];
    const state = states[index];
    if (seatCode === undefined || state === "free") return null;
    const ticketId = seats.ticketIds[seats.seatCodes.indexOf(seatCode)];
    if (state === "soldAtCounter" && ticketId != null)
      return (
        <Button size="compact-xs" variant="default" onClick={() => setText(`#${ticketId}`)}>
          {till.theTicket}
        </Button>
      );
    return <SeatStanding performanceNumber={performanceNumber} seatCode={seatCode} geometry={geometry} />;
  };
  return (
    <>
      <div className={styles.layout}>
        <Panel>
          <BestSeats geometry={geometry} isFree={(index) => states[index] === "free"} onChosen={choose} />
          <SeatPicker
            geometry={geometry}
            looks={looks}
            selected={chosen}
            onSelectionChange={choose}
            label={words.planLabel}
            lookWords={words.words}
            describeSeat={describeSeat}
            seatActions={seatActions}
            height="max(340px, calc(100dvh - 470px))"
          />
        </Panel>
        {exchange === undefined ? (
          <CounterSaleForm open={open} chosen={chosen} onChosen={choose} onUndo={canUndo ? undo : undefined}>
            <LostSeats
              geometry={geometry}
              lost={lost}
              stateOf={(code) => states[geometry.seatCodes.indexOf(code)] ?? ""}
              onDismiss={() => choose(new Set([...chosen].filter((code) => !isGone(code))))}
            />
          </CounterSaleForm>
        ) : (
          <ExchangePanel
            exchange={exchange}
            open={open}
            chosen={chosen}
            onChosen={choose}
            onDone={() => onExchange(undefined)}
          />
        )}
      </div>
      <SoldTicketsPanel open={open} text={text} onText={setText} onExchange={onExchange} />
    </>
  );
}
