import type { SoldTickets } from "@allotement/boxoffice/api/counter.ts";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import type { OpenPerformance } from "../programme/programme.ts";
import { useSeatNames } from "../programme/standing-seats.tsx";
import { useStrings } from "../strings.ts";
import styles from "./counter.module.css";
import type { Exchange, SoldTicket } from "./exchange-panel.tsx";
import { PrintButtons } from "./print-buttons.tsx";
import { RefundDialog } from "./refund-dialog.tsx";

interface SoldTicketsPanelProps {
  readonly open: OpenPerformance;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onExchange: (exchange: Exchange) => void;
}

/** The counter's tickets of the performance: found again, printed, refunded, exchanged. */
export function SoldTicketsPanel({ open, text, onText, onExchange }: SoldTicketsPanelProps) {
  const { till: words } = useStrings();
  const { performanceNumber } = open.performance;
  const asked = useDeferredValue(text.trim());
  const tickets = useQuery({
    queryKey: ["performances", performanceNumber, "counter-tickets", asked],
    queryFn: () => getApi<SoldTickets>(apiPaths.counterTickets(performanceNumber, asked)),
    placeholderData: (before) => before,
  });
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isRefunding, setRefunding] = useState(false);
  const nameOf = useSeatNames(open.geometry);
  const live = (tickets.data?.tickets ?? []).filter(
    (ticket) => ticket.cancelledAt === null && chosen.has(ticket.ticketId),
  );
  const [one] = live.length === 1 ? live : [];
  const choose = (list: readonly SoldTicket[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const { ticketId } of list) isChosen ? next.add(ticketId) : next.delete(ticketId);
    setChosen(next);
  };
  return (
    <Panel title={words.tickets} flush className={styles.below ?? ""}>
      <div className={styles.tools}>
        <TextInput
          label={words.search}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          style={{ minWidth: 260 }}
        />
        {live.length > 0 && (
          <>
            <PrintButtons ticketIds={live.map(({ ticketId }) => ticketId)} />
            {one !== undefined && (
              <Button
                size="xs"
                variant="default"
                onClick={() => onExchange({ ticket: one, seatName: nameOf(one.seatCode) })}
              >
                {words.exchange}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => setRefunding(true)}>
              {words.refund(live.length)}
            </Button>
          </>
        )}
      </div>
      <QueryView query={tickets} rows={4}>
        {({ tickets: list }) =>
          list.length === 0 ? (
            <Empty title={asked === "" ? words.noTickets : words.noneFound} />
          ) : (
            <TicketTable list={list} chosen={chosen} onChoose={choose} nameOf={nameOf} />
          )
        }
      </QueryView>
      {isRefunding && (
        <RefundDialog
          tickets={live}
          onClose={() => {
            setRefunding(false);
            setChosen(new Set());
          }}
        />
      )}
    </Panel>
  );
}

interface TicketTableProps {
  readonly list: readonly SoldTicket[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (tickets: readonly SoldTicket[], isChosen: boolean) => void;
  readonly nameOf: (seatCode: number) => string;
}

function TicketTable({ list, chosen, onChoose, nameOf }: TicketTableProps) {
  const { till: words } = useStrings();
  const { money } = useFormats();
  const stateOf = ({ cancelledAt, exchangedFor }: SoldTicket) => {
    if (cancelledAt === null) return words.live;
    return exchangedFor === null ? words.refunded : words.exchanged;
  };
  return (
    <TableScroll label={words.tickets}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.seat}</th>
            <th scope="col">{words.orderNumber}</th>
            <th scope="col">{words.customer}</th>
            <th scope="col">{words.priceType}</th>
            <th scope="col">{words.price}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((ticket) => (
            <tr key={ticket.ticketId} data-dead={ticket.cancelledAt === null ? undefined : true}>
              <td>
                <Checkbox
                  label={nameOf(ticket.seatCode)}
                  disabled={ticket.cancelledAt !== null}
                  checked={ticket.cancelledAt === null && chosen.has(ticket.ticketId)}
                  onChange={(event) => onChoose([ticket], event.currentTarget.checked)}
                />
              </td>
              <td>
                {ticket.orderNumber !== null && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={`${words.chooseOrder} ${ticket.orderNumber}`}
                    onClick={() =>
                      onChoose(
                        list.filter(({ orderNumber }) => orderNumber === ticket.orderNumber),
                        true,
                      )
                    }
                  >
                    {ticket.orderNumber}
                  </Button>
                )}
              </td>
              <td>
                {ticket.holder || "–"}
                <small>{words.soldBy(formatInstant(ticket.soldAt), ticket.operatorInitials)}</small>
              </td>
              <td>{ticket.priceTypeName ?? "–"}</td>
              <td>{money(ticket.dueCents)}</td>
              <td>
                {stateOf(ticket)}
                <small>{words.printed(ticket.printCount)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
