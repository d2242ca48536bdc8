import type { BiographyEvent } from "@allotement/boxoffice/api/interface-biography.ts";
import { Badge, Table } from "@mantine/core";
import { formatSecond } from "../../ui/dates.ts";
import { useStateThere } from "../compare/difference-group.tsx";
import { useStateWords } from "../programme/seat-words.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** Every movement in order of time: which side, what, by whom, and the operation, order or ticket behind it. */
export function LifeTable({ events }: { readonly events: readonly BiographyEvent[] }) {
  const { biography: words } = useStrings();
  const keyed = events.map((event, index) => ({ event, key: `${index} ${event.side} ${event.at}` }));
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.moment}</Table.Th>
          <Table.Th>{words.side}</Table.Th>
          <Table.Th>{words.movement}</Table.Th>
          <Table.Th>{words.by}</Table.Th>
          <Table.Th>{words.details}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keyed.map(({ event, key }) => (
          <EventRow key={key} event={event} />
        ))}
      </Table.Tbody>
      <Table.Caption>{words.resellersClock}</Table.Caption>
    </Table>
  );
}

const colours = { here: "blue", there: "orange", act: "gray" } as const;

function EventRow({ event }: { readonly event: BiographyEvent }) {
  const { biography: words } = useStrings();
  const stateWords = useStateWords();
  const stateThere = useStateThere();
  const state = event.side === "there" ? stateThere : stateWords;
  const what =
    event.side === "act" ? wordOf(event.action, words.actions) : wordOf(event.movement, words.movements);
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>{formatSecond(event.at)}</Table.Td>
      <Table.Td>
        <Badge color={colours[event.side]} miw="max-content">
          {words.sides[event.side]}
        </Badge>
      </Table.Td>
      <Table.Td>
        <strong>{what}</strong>
        {event.side !== "act" && (
          <div className={styles.faint}>
            {state(event.from)} → {state(event.to)}
          </div>
        )}
      </Table.Td>
      <Table.Td>{by(event, words)}</Table.Td>
      <Table.Td className={styles.faint}>{details(event, words).join(" · ")}</Table.Td>
    </Table.Tr>
  );
}

type Words = ReturnType<typeof useStrings>["biography"];

/** The word for a name of the server's; one without a word is said as it is. */
const wordOf = (name: string, words: Readonly<Record<string, string>>) => words[name] ?? name;

function by(event: BiographyEvent, words: Words): string {
  if (event.side === "there") return event.pointOfSale ?? words.sides.there;
  if (event.side === "here") return event.operatorName ?? words.byReseller;
  const second = event.secondOperatorName === null ? "" : ` ${words.secondPerson(event.secondOperatorName)}`;
  return event.operatorName + second;
}

function details(event: BiographyEvent, words: Words): string[] {
  if (event.side === "act") return event.reason === null ? [] : [event.reason];
  const operation = event.operationId === null ? null : event.operationId.slice(0, 8);
  const told =
    event.side === "there"
      ? [operation, event.orderId && words.order(event.orderId)]
      : [
          event.holdName,
          event.operationKind === null ? operation : `${words.operation[event.operationKind]} ${operation}`,
          event.ticket && words.ticket(event.ticket.barcode),
          [event.ticket?.surname, event.ticket?.firstName].filter((name) => name).join(" "),
          event.ticket?.orderId && words.order(event.ticket.orderId),
        ];
  return told.flatMap((part) => (part ? [part] : []));
}
