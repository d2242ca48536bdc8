import type { ConflictList, ConflictTicket } from "@allotement/boxoffice/api/interface-conflicts.ts";
import { Badge, Table } from "@mantine/core";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import uiStyles from "../../ui/ui.module.css";
import { useStrings } from "../strings.ts";

/** Both customers of a seat, side by side. */
export function ConflictTickets({ conflict }: { readonly conflict: ConflictList["conflicts"][number] }) {
  const { conflicts: words } = useStrings();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          <Table.Th>{words.holder}</Table.Th>
          <Table.Th>{words.barcode}</Table.Th>
          <Table.Th>{words.soldAt}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.amount}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Ticket label={words.here} ticket={conflict.here} />
        <Ticket label={words.late} ticket={conflict.late} />
      </Table.Tbody>
    </Table>
  );
}

function Ticket({ label, ticket }: { readonly label: string; readonly ticket: ConflictTicket | null }) {
  const { conflicts: words } = useStrings();
  const { money } = useFormats();
  if (ticket === null)
    return (
      <Table.Tr>
        <Table.Th scope="row">{label}</Table.Th>
        <Table.Td colSpan={4}>{words.noTicket}</Table.Td>
      </Table.Tr>
    );
  const name = [ticket.holderSurname, ticket.holderFirstName].filter((part) => part).join(" ");
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td>
        {name === "" ? words.noHolder : name} {ticket.inside && <Badge color="orange">{words.inside}</Badge>}
      </Table.Td>
      <Table.Td>
        {ticket.barcode} {ticket.cancelled && <Badge color="gray">{words.cancelled}</Badge>}
      </Table.Td>
      <Table.Td>{formatInstant(ticket.soldAt)}</Table.Td>
      <Table.Td className={uiStyles.number}>{money(ticket.amountCents)}</Table.Td>
    </Table.Tr>
  );
}
