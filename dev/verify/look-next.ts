import type { InvariantAcross } from "./sides.ts";

/** For whoever reads a broken row at night: what it means in practice, and where to look or what to do first. */
export const lookNext: Readonly<Record<InvariantAcross["number"], string | undefined>> = {
  1: "Two people may hold the seat. The door must send both to the box office: open its conflict, or see both tickets and the seat's movements, then decide which one holds.",
  2: "Both sides may sell this seat now. Take it off sale on one side first: hold it here, or stop the show at the reseller; then compare the performance.",
  3: "An event is missing. Integrate nothing more; compare with the other side's feed, and ask whether a backup was restored.",
  4: "The venue and the reseller tell two stories. Integrate nothing more; see feed_cursors.fault, and ask whether the reseller was restored from a backup.",
  5: "Look at the event among the waiting sales and at its ticket's lines in the cash journal; book nothing by hand before you know which of them is wrong.",
  6: "Compare the journal's lines of this performance and price type with its integrated events: usually a line, a debt or a reverse line is missing.",
  7: "Settle nothing of this account until the named line of the journal and its line in receivables agree.",
  8: "The two sides remember another outcome, so a seat may be entitled on both: ask the reseller for the stored answer (GET /operations/{id}), then compare the performance.",
  9: "A movement that no answer explains, or none where one was promised: see the seat's movements and the operation's answer, then compare the performance.",
  10: "A command was lost, or one side was restored from a backup: compare the performance before the next allot or recall.",
  11: "Rows were changed by hand, or a movement was lost: the seat's movements in their order show where the chain breaks.",
  12: "Somebody changed what is never changed. Change nothing more, take a copy of the database, find out who had access. The first line named is the first altered one.",
  13: "A cancellation stands without its sale, or twice: look at both events and at the ticket; whoever holds it may be refused or let in wrongly.",
  14: "This barcode may be refused at the door, or open it for another: look at its tickets before the doors open.",
  15: "Somebody may be inside under a ticket of another, or of nobody: the scans in door_scans name gate and time.",
  16: "A seat was freed without the reseller's word and without what makes that safe: ask the operators named in the audit, and see that its fence reaches the reseller.",
  17: "Seats were added or removed by hand: compare the hall's plan, its capacity and the performance's seats.",
  18: "Something stands still: see the operations in doubt, whether the line is up and the reseller in maintenance, and the server's log; then verify again.",
  19: "Somebody may read what is another's: end the session or the connection that is named, then find out what wrote the row.",
  20: "The venue booked another price than its grid's: see the grid valid at the sale, and whether two people have accepted the price.",
  "R8.3":
    "Compare the performance in the tools of the interface, and apply the repair that it proposes; alarms are for a person to decide.",
};
