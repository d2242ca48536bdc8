import type { LineProblemView } from "@allotement/boxoffice/api/interface-connection.ts";
import { exchangeErrorNumbers } from "@allotement/protocol/errors.ts";
import { describe, expect, it } from "vitest";
import { errorsEn } from "../strings/ui/errors.en.ts";
import { errorsFr } from "../strings/ui/errors.fr.ts";
import { ApiProblem } from "./api-client.ts";
import { exchangeProblem, feedFaultProblem, lineProblem, problemOf, wordProblem } from "./errors.ts";

/** Every kind that the server knows: one more there does not compile until it stands here and in the catalogue. */
const lineKinds: Record<LineProblemView["kind"], true> = {
  wrongCredentials: true,
  addressRefused: true,
  maintenance: true,
  tooManyRequests: true,
  timeout: true,
  unreachable: true,
  notUnderstood: true,
};

const languages = [
  ["French", errorsFr],
  ["English", errorsEn],
] as const;

describe.each(languages)("the error catalogue in %s", (_, texts) => {
  it.each(exchangeErrorNumbers)("tells the cause of error %i and what to do", (number) => {
    const problem = exchangeProblem(number, texts);
    expect(problem.code).toBe(String(number));
    expect(problem).not.toMatchObject(texts.unknownCall);
    for (const part of [problem.title, problem.cause, problem.remedy]) expect(part).not.toBe("");
  });

  it("tells every kind of line problem that the server knows, each in words of its own", () => {
    const kinds = Object.keys(lineKinds);
    expect(Object.keys(texts.catalogue.line).sort()).toEqual([...kinds].sort());
    const titles = kinds.map((kind) => wordProblem(kind, texts).title);
    expect(new Set(titles).size).toBe(kinds.length);
  });
});

describe("an error on the screen", () => {
  it("tells a problem of the line in plain words, with its reason for support", () => {
    const shown = wordProblem("unreachable: connect ECONNREFUSED 10.0.0.1:443", errorsFr);
    expect(shown).toMatchObject({
      ...errorsFr.catalogue.line.unreachable,
      detail: "connect ECONNREFUSED 10.0.0.1:443",
    });
  });

  it("shows the address to send where the reseller refused it", () => {
    const shown = lineProblem({ kind: "addressRefused", seenAddress: "192.0.2.7" }, errorsFr);
    expect(shown).toMatchObject({ title: "Adresse refusée", address: "192.0.2.7" });
  });

  it("tells a seat that changed before sending from one that the reseller refused", () => {
    expect(exchangeProblem(null, errorsFr)).toMatchObject({ ...errorsFr.catalogue.seatChanged, code: null });
  });

  it("tells a server that does not answer from one that refuses", () => {
    expect(problemOf(new ApiProblem(0, { message: "no route" }), errorsFr).code).toBe("NO_ANSWER");
    const refused = new ApiProblem(422, {
      error: "INVALID_REQUEST",
      message: "wrong",
      problems: [{ path: "body/until", message: "no date" }],
    });
    expect(problemOf(refused, errorsFr)).toMatchObject({ code: "INVALID_REQUEST" });
    expect(problemOf(refused, errorsFr).detail).toContain("body/until: no date");
  });

  it("keeps a refusal without words readable for support", () => {
    const shown = problemOf(new ApiProblem(409, { error: "toString", message: "Odd." }), errorsFr);
    expect(shown).toMatchObject({ ...errorsFr.unknownCall, code: "toString", detail: "Odd." });
  });

  it("names the fault for which receiving stopped", () => {
    expect(feedFaultProblem("gap", errorsFr).cause).toBe(errorsFr.feedFaults.gap);
  });
});
