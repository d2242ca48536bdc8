import type { showStatusChanges } from "@allotement/reseller/api/shows.ts";

type Changes = typeof showStatusChanges;
export type ShowStatus = keyof Changes;

/**
 * Where a show may go from each status (R2.2). The server's table is the one that counts; its type holds this copy to it,
 * value by value, so that a change there does not compile here.
 */
export const statusChanges: Changes = {
  confirmed: ["announced"],
  announced: ["onSale", "confirmed"],
  onSale: ["stopped"],
  stopped: ["onSale"],
};

/** Every allowed change by its name, «announced→onSale»: each has a button with words of its own. */
export type StatusChangeName = {
  [From in ShowStatus]: `${From}→${Changes[From][number]}`;
}[ShowStatus];

export interface StatusStep {
  readonly to: ShowStatus;
  readonly name: StatusChangeName;
}

/** The changes that are allowed from a status, the one that leads towards sale first. */
export function stepsFrom(status: ShowStatus): StatusStep[] {
  switch (status) {
    case "confirmed":
      return statusChanges.confirmed.map((to) => ({ to, name: `${status}→${to}` as const }));
    case "announced":
      return statusChanges.announced.map((to) => ({ to, name: `${status}→${to}` as const }));
    case "onSale":
      return statusChanges.onSale.map((to) => ({ to, name: `${status}→${to}` as const }));
    case "stopped":
      return statusChanges.stopped.map((to) => ({ to, name: `${status}→${to}` as const }));
  }
}
