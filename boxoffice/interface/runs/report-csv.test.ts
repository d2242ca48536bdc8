import { catalogueFr } from "@allotement/protocol/catalogue/errors.fr.ts";
import { describe, expect, test } from "vitest";
import type { RunReport, RunView } from "../../api/interface-runs.ts";
import { salesCsv, seatsCsv } from "./report-csv.ts";

const lines = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim().split("\r\n");

const run: RunView = {
  runId: "019a0000-0000-7000-8000-000000000000",
  kind: "allot",
  rule: null,
  operatorName: "Camille",
  startedAt: "2026-10-01T10:00:00.000Z",
  finishedAt: "2026-10-01T10:00:05.000Z",
  steps: { total: 1, planned: 1 },
  seats: { total: 3, accepted: 2, refused: 1, waiting: 0, skipped: 1, awaitingFence: 0 },
  unknownSince: null,
  lastProblem: null,
  waitedSeconds: null,
  import: null,
};
const seat = {
  performanceNumber: 501,
  floor: "ORCHESTRE",
  zone: "PAIR",
  row: "A",
  seatCategoryName: "CARRE OR",
};
const report: RunReport = {
  run,
  performances: [
    {
      ...{ performanceNumber: 501, showTitle: "=SUM(A1)", localDate: "2026-12-23", localTime: "19:00" },
      ...{ accepted: 2, refused: 1, waiting: 0, skipped: 1, awaitingFence: 0, acceptedSeatCodes: [] },
    },
  ],
  refusals: [
    { ...seat, seatCode: 1, number: "1", error: 40 },
    { ...seat, seatCode: 2, number: "2", error: null },
  ],
};

describe("a report kept as a table", () => {
  test("counts what was accepted, and names each refused seat with the catalogue's words", () => {
    const [head = "", accepted = "", refused = "", leftOut = "", ...more] = lines(seatsCsv(report));
    expect(more).toEqual([]);
    expect(head.split(";")).toHaveLength(13);
    expect(accepted).toContain(";acceptées;2;");
    expect(refused).toContain(";A;1;");
    expect(refused).toContain(`;refusée;1;40;"${catalogueFr.exchange[40].title}";`);
    expect(leftOut).toContain(catalogueFr.seatChanged.title);
  });

  test("starts no program: a title that looks like a formula is text", () => {
    expect(lines(seatsCsv(report))[1]).toMatch(/^"'=SUM\(A1\)"/);
  });

  test("of an import has a line for each show", () => {
    const shows = [
      {
        showNumber: 50,
        showTitle: "La Lyre",
        integrated: 3,
        cancelled: 1,
        amountCents: 14_450,
        blocked: [],
        pending: 2,
      },
    ];
    const [, line] = lines(salesCsv({ chosen: 4, looked: 4, fetchProblem: null, shows }));
    expect(line).toBe('"La Lyre";3;1;144,5;0;2');
  });
});
