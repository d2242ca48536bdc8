import type { Clock, Network } from "@allotement/platform/ports.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import type { SessionAnswer, SessionRequest } from "@allotement/protocol/messages/session.ts";
import { sessionAnswer } from "@allotement/protocol/messages/session.ts";
import { jsonOf } from "./line.ts";
import { NotProven } from "./rule.ts";
import type { Secrets } from "./secrets.ts";

/** One session for each institution, shared by all rules: opening many would meet the server's limit of sign-ins. */
export interface Sessions {
  token(institutionCode: number): Promise<string>;
  /** What the server said when the session was opened, and between which moments here it said so. */
  opened(institutionCode: number): Promise<OpenedSession>;
}

export interface OpenedSession {
  answer: SessionAnswer;
  askedAt: Date;
  answeredAt: Date;
}

/** A token lives ten minutes; a rule must not meet its end. */
const renewedAfterMilliseconds = 8 * 60_000;

export interface SessionNeeds {
  network: Network;
  base: string;
  timeoutMilliseconds: number;
  clock: Clock;
  secrets: Secrets;
}

export function sharedSessions(needs: SessionNeeds, credentials: readonly SessionRequest[]): Sessions {
  const kept = new Map<number, { askedAt: Date; session: Promise<OpenedSession> }>();
  const opened = async (institutionCode: number) => {
    const now = needs.clock.now();
    const known = kept.get(institutionCode);
    if (known && now.getTime() - known.askedAt.getTime() < renewedAfterMilliseconds) return known.session;
    const credential = credentials.find((one) => one.institutionCode === institutionCode);
    if (!credential) throw new Error(`no credential of institution ${institutionCode}`);
    const session = openSession(needs, credential);
    kept.set(institutionCode, { askedAt: now, session });
    return session;
  };
  return { opened, token: async (institutionCode) => (await opened(institutionCode)).answer.token };
}

async function openSession(needs: SessionNeeds, credential: SessionRequest): Promise<OpenedSession> {
  for (let turn = 0; ; turn += 1) {
    const askedAt = needs.clock.now();
    const outcome = await needs.network.request({
      method: "POST",
      url: `${needs.base}${protocolBasePath}/session`,
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify(credential),
      timeoutMilliseconds: needs.timeoutMilliseconds,
    });
    const seconds = outcome.kind === "answer" ? Number(outcome.headers["retry-after"]) : 0;
    if (outcome.kind === "answer" && outcome.status === 429 && seconds <= 65 && turn < 2) {
      await needs.clock.sleep(seconds * 1000);
      continue;
    }
    const said = outcome.kind === "answer" ? `status ${outcome.status}` : outcome.kind;
    const answer = sessionAnswer.safeParse(outcome.kind === "answer" ? jsonOf(outcome.body) : undefined);
    if (outcome.kind !== "answer" || outcome.status !== 200 || !answer.success)
      throw new NotProven(
        `no session could be opened for institution ${credential.institutionCode}: ${said}`,
      );
    needs.secrets.add(answer.data.token);
    return { answer: answer.data, askedAt, answeredAt: needs.clock.now() };
  }
}
