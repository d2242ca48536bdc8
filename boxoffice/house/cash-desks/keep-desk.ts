import type { Database } from "@allotement/platform/database/database.ts";
import type { CashDeskCount } from "../../api/cash-desks.ts";
import { expectedOf, needsReason } from "./cash-desk.ts";
import {
  type DeskRow,
  deskPartsKnown,
  findDesk,
  insertDesk,
  keepDeskClosing,
  lockOpenDesk,
} from "./cash-desks.store.ts";

export type DeskRefusal =
  | "UNKNOWN_OPERATOR"
  | "UNKNOWN_SALES_CHANNEL"
  | "DESK_OPEN"
  | "DESK_CLOSED"
  | "REASON_REQUIRED";

/** Opens a desk with its float; from here on the operator's lines at this channel are the desk's. */
export async function openDesk(
  database: Database,
  organizerId: number,
  desk: { operatorId: number; salesChannelId: number; floatCents: number; openedBy: number; openedAt: Date },
): Promise<number | DeskRefusal> {
  return database.transaction(async (transaction) => {
    const known = await deskPartsKnown(transaction, organizerId, desk);
    if (!known.operator) return "UNKNOWN_OPERATOR";
    if (!known.channel) return "UNKNOWN_SALES_CHANNEL";
    return (await insertDesk(transaction, organizerId, desk)) ?? "DESK_OPEN";
  });
}

/** Closes a desk with what was counted. Lines are numbered in the order of their commit, so the cut has no hole. */
export async function closeDesk(
  database: Database,
  organizerId: number,
  cashDeskNumber: number,
  closing: CashDeskCount & { closedBy: number; closedAt: Date },
): Promise<DeskRow | DeskRefusal> {
  return database.transaction(async (transaction) => {
    if (!(await lockOpenDesk(transaction, organizerId, cashDeskNumber))) return "DESK_CLOSED";
    const desk = await findDesk(transaction, organizerId, cashDeskNumber);
    if (!desk) throw new Error(`desk ${cashDeskNumber} is locked and not there`);
    if (needsReason(expectedOf(desk.floatCents, desk.totals), closing)) return "REASON_REQUIRED";
    await keepDeskClosing(transaction, organizerId, desk, closing);
    const closed = await findDesk(transaction, organizerId, cashDeskNumber);
    if (!closed) throw new Error(`desk ${cashDeskNumber} was not kept`);
    return closed;
  });
}
