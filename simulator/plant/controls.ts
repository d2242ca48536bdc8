import { exchangeControls } from "./controls.exchange.ts";
import { fenceControls } from "./controls.fence.ts";
import { ownControls } from "./controls.own.ts";
import { resellerControls } from "./controls.reseller.ts";
import { restoreControls } from "./controls.restore.ts";
import { sqlControls } from "./controls.sql.ts";
import type { Control } from "./planting.ts";

/** Every negative control; the table in docs/reliability.md is printed from them. */
export const controls: readonly Control[] = [
  ...exchangeControls,
  ...resellerControls,
  ...fenceControls,
  ...ownControls,
  ...restoreControls,
  ...sqlControls,
];
