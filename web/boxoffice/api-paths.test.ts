import { describe, expect, it } from "vitest";
import { apiPaths, withQuery } from "./api-paths.ts";

describe("an address of the server", () => {
  it("encodes what comes from outside", () => {
    expect(apiPaths.run("../a b?c")).toBe("/api/interface/runs/..%2Fa%20b%3Fc");
    expect(withQuery("/api/x", { name: "a&b=c" })).toBe("/api/x?name=a%26b%3Dc");
  });

  it("leaves out what was not given", () => {
    expect(apiPaths.recallChoices(false)).toBe("/api/interface/recall/choices");
    expect(apiPaths.recallChoices(true)).toBe("/api/interface/recall/choices?past=true");
    expect(apiPaths.waitingSales({ status: "blocked" })).toBe("/api/interface/waiting-sales?status=blocked");
    expect(apiPaths.cashJournal({ after: 0, limit: 100 })).toBe("/api/cash-journal?after=0&limit=100");
  });
});
