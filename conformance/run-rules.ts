import type { Clock, Ids, Network, Random } from "@allotement/platform/ports.ts";
import type { ConformanceConfig } from "./config.ts";
import type { Context } from "./context.ts";
import { testerHooks } from "./hooks.ts";
import { type Exchange, openLine } from "./line.ts";
import { Broken, type Need, NotProven, type Rule, type RuleReport, type Verdict } from "./rule.ts";
import { knownSecrets, type Secrets } from "./secrets.ts";
import { sharedSessions } from "./sessions.ts";

export interface RunNeeds {
  /** Where the server's protocol begins, without a trailing slash. */
  base: string;
  config: ConformanceConfig;
  rules: readonly Rule[];
  network: Network;
  clock: Clock;
  ids: Ids;
  random: Random;
  /** Told of each rule when it is done. */
  progress?: (report: RuleReport) => void;
}

export interface ConformanceReport {
  base: string;
  startedAt: Date;
  rules: RuleReport[];
  secrets: Secrets;
}

/** So many rules are proven side by side, each on a show of its own. */
const atOnce = 6;
/** A rule whose server answers ever more slowly is given up; the longest waits for a basket of a minute. */
const ruleMilliseconds = 240_000;

/** Proves rules one by one. A server that opens no session at all is not asked the same question for each rule. */
export async function runRules(needs: RunNeeds): Promise<ConformanceReport> {
  const startedAt = needs.clock.now();
  const secrets = knownSecrets();
  const stage = prepare(needs, secrets);
  const report = new Map<Rule, RuleReport>();
  const prove = async (rule: Rule) => {
    const from = needs.clock.now().getTime();
    const verdict = await verdictOf(rule, stage.contextFor(), needs);
    const { id, title, source, meaning, optional } = rule;
    const done: RuleReport = {
      rule: { id, title, source, meaning, ...(optional ? { optional } : {}) },
      verdict,
      milliseconds: needs.clock.now().getTime() - from,
    };
    report.set(rule, done);
    needs.progress?.(done);
  };
  const together = needs.rules.filter((rule) => !rule.alone);
  const queue = [...together];
  const worker = async () => {
    for (let rule = queue.shift(); rule; rule = queue.shift()) await prove(rule);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  for (const rule of needs.rules) if (rule.alone) await prove(rule);
  const rules = needs.rules.flatMap((rule) => report.get(rule) ?? []);
  return { base: needs.base, startedAt, rules, secrets };
}

function prepare(needs: RunNeeds, secrets: Secrets) {
  const { base, config, network, clock, ids } = needs;
  const { institution, secondInstitution, refusedInstitution, spareCredential } = config;
  const credentials = [institution, secondInstitution, refusedInstitution].flatMap((one) => one ?? []);
  for (const { password } of [...credentials, ...(spareCredential ? [spareCredential] : [])])
    secrets.add(password);
  secrets.add(config.hooks?.token);
  const timeoutMilliseconds = config.timeoutSeconds * 1000;
  const sessions = sharedSessions({ network, base, timeoutMilliseconds, clock, secrets }, credentials);
  const lineNeeds = {
    network,
    base,
    timeoutMilliseconds,
    sessions,
    secrets,
    sleep: (milliseconds: number) => clock.sleep(milliseconds),
  };
  const freshNumber = numbersFrom(config, needs.random);
  return {
    contextFor(): Context {
      const trace: Exchange[] = [];
      const lineOf = (institutionCode: number) => openLine(lineNeeds, institutionCode, trace);
      return {
        config,
        clock,
        ids,
        sessions,
        line: lineOf(institution.institutionCode),
        lineOf,
        hooks: config.hooks && testerHooks(network, config.hooks),
        freshNumber,
        trace,
      };
    },
  };
}

/** Numbers one after the other from a random place of the range, so that two runs seldom meet. */
function numbersFrom({ numbers: { first, last } }: ConformanceConfig, random: Random): () => number {
  const size = last - first + 1;
  const drawn = random.bytes(6).reduce((sum, byte) => (sum * 256 + byte) % size, 0);
  let next = drawn;
  return () => {
    const number = first + (next % size);
    next += 1;
    if (next - drawn > size) throw new NotProven("the configuration's range of numbers is used up");
    return number;
  };
}

const wanted: Record<Need, (config: ConformanceConfig) => unknown> = {
  hooks: (config) => config.hooks,
  secondInstitution: (config) => config.secondInstitution,
  refusedInstitution: (config) => config.refusedInstitution,
  spareCredential: (config) => config.spareCredential,
  rateLimit: (config) => config.rateLimit,
};

async function verdictOf(rule: Rule, context: Context, { config, clock }: RunNeeds): Promise<Verdict> {
  const missing = rule.needs?.filter((need) => wanted[need](config) === undefined) ?? [];
  if (missing.length > 0)
    return { kind: "notProven", why: `the configuration names no ${missing.join(" and no ")}` };
  const stop = new AbortController();
  const late = clock.sleep(ruleMilliseconds, stop.signal).then((): never => {
    throw new NotProven(`it was not decided within ${ruleMilliseconds / 1000} s`);
  });
  // Where the rule wins the race, nobody listens to the other any longer.
  late.catch(() => undefined);
  try {
    // The session first: without one there is nothing to say of any rule but those of the session itself.
    if (!rule.id.startsWith("S")) await context.sessions.token(context.line.institutionCode);
    const running = rule.run(context);
    running.catch(() => undefined);
    await Promise.race([running, late]);
    return { kind: "holds" };
  } catch (error) {
    if (error instanceof NotProven) return { kind: "notProven", why: error.message };
    if (!(error instanceof Broken)) throw error;
    const { expected, found } = error;
    return { kind: "broken", expected, found, exchange: error.exchange };
  } finally {
    stop.abort();
  }
}
