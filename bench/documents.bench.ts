import { straightHall } from "@allotement/documents/plan/plan.test-data.ts";
import { planPdf } from "@allotement/documents/plan/plan.ts";

const repetitions = 5;

/** How long the graphic plan of 20,000 seats takes on 3×3 sheets (R9.5). It has no raw half: the database plays no part. */
export function planLine(): string {
  const hall = straightHall(100, 200);
  const layout = { columns: 3, rows: 3, landscape: true, rowOnSeats: true };
  const taken = Array.from({ length: repetitions }, () => {
    const startedAt = performance.now();
    planPdf(hall, layout);
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  const [least, median, most] = [taken[0], taken[repetitions >> 1], taken.at(-1)].map((one) =>
    Math.round(one ?? 0),
  );
  return `Graphic plan of 20,000 seats on 3×3 sheets, PDF: ${median} ms (${least} to ${most})`;
}
