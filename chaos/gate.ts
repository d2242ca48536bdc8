import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { doorAnswer } from "@allotement/boxoffice/api/door.ts";
import type { Caller } from "./caller.ts";
import { again, type ClientNeeds } from "./clients.ts";
import { losers, nextMoment, type Scan, type Ticket } from "./history.ts";

/** A gate: reads tickets, living and dead ones and those in conflict; without an answer it sends the same scan again. */
export async function gate(scanner: Caller, needs: ClientNeeds): Promise<void> {
  const { chance, history, over } = needs;
  while (!over.aborted) {
    await wait(chance.between(20, 120));
    const ticket = ticketToRead(needs);
    if (!ticket) continue;
    const { performanceNumber, barcode } = ticket;
    const direction = chance.pick(["entry", "entry", "exit"] as const);
    const scan: Scan = {
      ...{ scanId: randomUUID(), ticket, direction },
      ...{ askedAt: nextMoment(history), toldAt: 0, told: "unknown", answers: [] },
    };
    history.scans.push(scan);
    const body = { scanId: scan.scanId, performanceNumber, gate: "NORD", direction, barcode };
    const read = async () => {
      const outcome = await scanner.call("POST", "/api/door/scans", body);
      if (outcome.kind === "ok") scan.answers.push(doorAnswer.parse(outcome.body).refusal);
      return outcome;
    };
    const first = await read();
    scan.told = first.kind;
    if (first.kind === "unknown" || chance.truth(0.1)) {
      const second = again(await read());
      if (first.kind !== "ok") scan.told = second.kind;
    }
    scan.toldAt = nextMoment(history);
  }
}

/** Often one that should not get in: refunded, of a conflict, or dead since one was closed. */
function ticketToRead({ chance, history }: ClientNeeds): Ticket | undefined {
  const { tickets, sales, closings, conflicts } = history;
  if (tickets.length === 0) return undefined;
  const of = (names: readonly string[]) => tickets.filter(({ name }) => names.includes(name));
  const chosen = chance.pick(["any", "recent", "undone", "disputed"] as const);
  const found =
    chosen === "recent"
      ? tickets.slice(-20)
      : chosen === "undone"
        ? of(
            sales
              .filter(({ undone }) => undone.length > 0)
              .slice(-20)
              .map(({ name }) => name),
          )
        : chosen === "disputed"
          ? of([
              ...conflicts.slice(-20).flatMap(({ late, here }) => [late?.name ?? "", here?.name ?? ""]),
              ...closings.slice(-20).flatMap(losers),
            ])
          : tickets;
  return chance.pick(found.length > 0 ? found : tickets);
}
