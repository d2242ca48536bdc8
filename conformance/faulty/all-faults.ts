import { checkFaults, messageFaults, sessionFaults } from "./exchange.faults.ts";
import { fenceFaults, staleFaults } from "./fence.faults.ts";
import { onceFaults, scheduleFaults, voidFaults } from "./once.faults.ts";
import { allotFaults, recallFaults } from "./operation.faults.ts";
import type { Fault } from "./proxy.ts";
import {
  acknowledgementFaults,
  barcodeFaults,
  contingentFaults,
  feedFaults,
  isolationFaults,
} from "./sales.faults.ts";

/** Every switch of the server at fault; each rule of the kit has one at least. */
export const allFaults: readonly Fault[] = [
  ...sessionFaults,
  ...checkFaults,
  ...allotFaults,
  ...recallFaults,
  ...fenceFaults,
  ...onceFaults,
  ...staleFaults,
  ...voidFaults,
  ...scheduleFaults,
  ...feedFaults,
  ...acknowledgementFaults,
  ...contingentFaults,
  ...barcodeFaults,
  ...isolationFaults,
  ...messageFaults,
];
