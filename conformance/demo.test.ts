import { startNetwork } from "@allotement/reseller/network.fixture.ts";
import { afterEach, expect, test, vi } from "vitest";
import { demoPassword, resellerPeople } from "../dev/seed/people.ts";
import { conformanceCommand } from "./conformance-command.ts";

afterEach(() => vi.restoreAllMocks());

/** Runs the command as the terminal does, and answers what it printed. */
async function run(url: string, format: string, only: string) {
  const printed: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  try {
    const exitCode = await conformanceCommand(url, { demo: true, format, only }, {});
    return { exitCode, text: printed.join("") };
  } finally {
    vi.restoreAllMocks();
  }
}

test("the running demo is proven, and its own institutions and points of sale are as before", async () => {
  const network = await startNetwork();
  for (const person of resellerPeople)
    await network.setup("POST", "/api/staff", { ...person, password: demoPassword });
  const own = async () => {
    const { body } = await network.manager<{ institutions: { name: string }[] }>("GET", "/api/institutions");
    return body.institutions.filter(({ name }) => !name.startsWith("CONFORMANCE"));
  };
  const before = await own();
  const text = await run(network.url, "text", "S8,A14,K1,I1");
  expect(text).toMatchObject({ exitCode: 0 });
  expect(text.text).toContain("4 rules: 4 hold, 0 broken, 0 not proven.");
  const json = await run(`${network.url}/`, "json", "R5");
  expect(JSON.parse(json.text)).toMatchObject({ exitCode: 0, summary: { holds: 1 } });
  expect(await own()).toEqual(before);
  const onSale = await network.seller<{ performances: unknown[] }>("GET", "/api/performances");
  expect(onSale.body.performances).toEqual([]);
  await network.close();
});
