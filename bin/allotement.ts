import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { systemPorts } from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { Command } from "commander";
import { conformanceHelp } from "../conformance/help.ts";
import type { SimulateOptions } from "../simulator/simulate.ts";
import { runUntilSignal } from "./run-until-signal.ts";

/**
 * The one program of the project. Each subcommand loads only what it needs, so that the box office starts without the
 * network's code and the other way round.
 */
const program = new Command("allotement").description(
  "Sell part of a theatre's seats through a reseller network",
);

program
  .command("boxoffice")
  .description("start the box office; settings come from environment variables")
  .action(() =>
    runUntilSignal("The box office", async () => {
      const { boxofficeSettings } = await import("@allotement/boxoffice/settings.ts");
      const { startBoxoffice } = await import("@allotement/boxoffice/server.ts");
      const settings = parseSettings(boxofficeSettings, process.env);
      return startBoxoffice(settings, systemPorts);
    }),
  );

program
  .command("reseller")
  .description("start the reseller network; settings come from environment variables")
  .action(() =>
    runUntilSignal("The reseller network", async () => {
      const { resellerSettings } = await import("@allotement/reseller/settings.ts");
      const { startReseller } = await import("@allotement/reseller/server.ts");
      const settings = parseSettings(resellerSettings, process.env);
      return startReseller(settings, systemPorts);
    }),
  );

program
  .command("demo")
  .description("start both servers with the demo season")
  .option("--fresh", "begin anew: forget what was sold since")
  .action((options: { fresh?: boolean }) =>
    runUntilSignal(undefined, async () => {
      const { startDemo } = await import("../dev/demo.ts");
      return startDemo({ fresh: options.fresh === true, environment: process.env });
    }),
  );

program
  .command("build")
  .description("build the web pages, where their sources are newer")
  .action(async () => {
    const { buildSites } = await import("../web/build.ts");
    await buildSites();
  });

program
  .command("verify")
  .description("check the invariants on the databases of both servers, and name the rows that break them")
  .option("--boxoffice <url>", "the box office's database; the demo's by default")
  .option("--reseller <url>", "the network's database; the demo's by default")
  .option("--at-rest", "also ask that nothing is on its way")
  .option("--json", "print JSON")
  .action(async (options: { boxoffice?: string; reseller?: string; atRest?: boolean; json?: boolean }) => {
    const { verifyCommand } = await import("../dev/verify-command.ts");
    process.exitCode = await verifyCommand(options, process.env);
  });

program
  .command("journal")
  .description("the cash journal's archives")
  .command("verify")
  .argument("<archive...>", "archives of closings, as the box office hands them out")
  .description("verify archives by themselves, without a database, and name the first altered line")
  .option("--public-key <key>", "the key that must have signed: a PEM file, or its fingerprint")
  .action(async (archives: string[], options: { publicKey?: string }) => {
    const { journalVerify } = await import("./journal-verify.ts");
    process.exitCode = await journalVerify(archives, options);
  });

program
  .command("simulate")
  .description(
    "play seeded scenarios of faults on both servers' own code, and check the invariants all along",
  )
  .option("--seeds <count>", "how many seeds", "1000")
  .option("--from <seed>", "the first of them", "1")
  .option("--seed <seed>", "play this one alone")
  .option("--trace", "print what happens in it")
  .option(
    "--floor <floor>",
    "where it is played: memory, sql (a PostgreSQL of its own), or processes",
    "memory",
  )
  .option("--controls [words]", "plant known faults instead, and see that each is caught")
  .option("--twice", "play each seed twice and compare the traces")
  .action(async (options: SimulateOptions) => {
    const { simulateCommand } = await import("../simulator/simulate.ts");
    process.exitCode = await simulateCommand(options);
  });

program
  .command("test")
  .description("check types, style and every test; says what this machine lacks")
  .action(async () => {
    const { testCommand } = await import("../dev/test-command.ts");
    process.exitCode = await testCommand(process.env);
  });

program
  .command("contact-sheet")
  .argument("[folder]", "where the pictures go", "data/contact-sheet")
  .description("play every journey in the browser, and lay pictures of all pages and states out on sheets")
  .action(async (folder: string) => {
    const { contactSheetCommand } = await import("../e2e/contact-sheet.ts");
    process.exitCode = await contactSheetCommand(folder, process.env);
  });

program
  .command("conformance")
  .argument("<url>", "the server's address, http://127.0.0.1:4000")
  .description("prove any reseller's server against docs/protocol.md, rule by rule")
  .option("--config <file>", "what the server knows, and how to sell there")
  .option("--demo", "the running demo: institutions and hooks are set up by the kit")
  .option("--format <format>", "text, json or junit", "text")
  .option("--only <ids>", "rules or chapters, separated by commas: S1,O,F3")
  .addHelpText("after", conformanceHelp)
  .action(
    async (url: string, options: { config?: string; demo?: boolean; format?: string; only?: string }) => {
      const { conformanceCommand } = await import("../conformance/conformance-command.ts");
      process.exitCode = await conformanceCommand(url, options, process.env);
    },
  );

program
  .command("bench")
  .description("measure against the raw database, and print the table")
  .option(
    "--plan [seats]",
    "the plan on screen instead: what a frame costs in a hall of so many seats",
    Number,
  )
  .action(async ({ plan }: { plan?: number | true }) => {
    if (plan !== undefined) {
      const { planCommand } = await import("../bench/plan/plan-frames.ts");
      return planCommand(plan === true ? 20_000 : plan);
    }
    const { benchCommand } = await import("../bench/bench.ts");
    process.exitCode = await benchCommand();
  });

program
  .command("chaos")
  .description("kill servers and databases under load, and see that no seat is sold twice and no sale lost")
  .option("--rounds <count>", "how many rounds", Number, 25)
  .option("--seed <number>", "what the rounds are drawn from", Number, 1)
  .action(async (options: { rounds: number; seed: number }) => {
    const { chaosCommand } = await import("../chaos/chaos.ts");
    process.exitCode = await chaosCommand(options);
  });

program
  .command("fuzz")
  .description("send malformed requests to both servers, and find failures, wrong answers and changes")
  .option("--requests <count>", "how many", "100000")
  .option("--seed <number>", "repeats a run; drawn by default")
  .action(async (options: { requests: string; seed?: string }) => {
    const { fuzzCommand } = await import("../fuzz/fuzz-command.ts");
    const seed = options.seed === undefined ? Date.now() % 1_000_000_000 : Number(options.seed);
    process.exitCode = await fuzzCommand(Number(options.requests), seed);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
