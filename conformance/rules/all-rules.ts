import type { Rule } from "../rule.ts";
import { acknowledgementRules } from "./acknowledgement.rules.ts";
import { allotRules } from "./allot.rules.ts";
import { barcodeRules } from "./barcode.rules.ts";
import { checkRules } from "./check.rules.ts";
import { contingentRules } from "./contingent.rules.ts";
import { feedRules } from "./feed.rules.ts";
import { fenceRules } from "./fence.rules.ts";
import { isolationRules } from "./isolation.rules.ts";
import { limitRules, messageRules } from "./messages.rules.ts";
import { onceRules } from "./once.rules.ts";
import { recallRules } from "./recall.rules.ts";
import { scheduleRules } from "./schedule.rules.ts";
import { sessionRules } from "./session.rules.ts";
import { staleRules } from "./stale.rules.ts";
import { voidRules } from "./void.rules.ts";

/** Every rule of the kit, in the order of the appendix of docs/protocol.md. */
export const allRules: readonly Rule[] = [
  ...sessionRules,
  ...checkRules,
  ...allotRules,
  ...recallRules,
  ...fenceRules,
  ...onceRules,
  ...staleRules,
  ...voidRules,
  ...scheduleRules,
  ...feedRules,
  ...acknowledgementRules,
  ...contingentRules,
  ...barcodeRules,
  ...isolationRules,
  ...messageRules,
  ...limitRules,
];
