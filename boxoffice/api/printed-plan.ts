import { z } from "zod";

/** `GET /api/performances/{performanceNumber}/plan.pdf`: how the graphic plan is laid out (R9.5). */
const yesOrNo = z.enum(["yes", "no"]).default("no");
/** More sheets than that nobody glues together. */
export const sheetsMax = 8;
const sheets = z.coerce.number().pipe(z.int().min(1).max(sheetsMax)).default(1);

export const printedPlanQuery = z.strictObject({
  columns: sheets,
  rows: sheets,
  orientation: z.enum(["portrait", "landscape"]).default("landscape"),
  /** «Plan vierge»: without the seats' state. */
  blank: yesOrNo,
  /** Whether the row stands on each seat beside its number. */
  rowOnSeats: yesOrNo,
});
