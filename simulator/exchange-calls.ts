import type { NetworkRequest } from "@allotement/platform/ports.ts";
import { protocolVersion } from "@allotement/protocol/client.ts";
import { type CallErrorCode, statusOf } from "@allotement/protocol/errors.ts";
import { knownSales } from "@allotement/protocol/messages/known-sales.ts";
import { operationRequest, seatsPerOperation, voidRequest } from "@allotement/protocol/messages/operation.ts";
import { acknowledgement, eventsPerPage, salesQuery } from "@allotement/protocol/messages/sales.ts";
import { scheduleRequest } from "@allotement/protocol/messages/schedule.ts";
import { type SessionAnswer, sessionRequest } from "@allotement/protocol/messages/session.ts";
import { requestFault } from "@allotement/reseller/contingent/contingent.ts";
import {
  carryOutOperation,
  checkOperation,
  type OperationNeeds,
  voidOperation,
} from "@allotement/reseller/contingent/operations.ts";
import { contingentSnapshot } from "@allotement/reseller/contingent/snapshot.ts";
import { acknowledge, type FeedStore, salesPage } from "@allotement/reseller/feed/feed.ts";
import { type KnownSalesNeeds, takeKnownSales } from "@allotement/reseller/restore/known-sales.ts";
import type { ShowStore } from "@allotement/reseller/shows/shows.ts";
import { pathOf, type WireAnswer } from "./wire.ts";

type FeedOfSession = Pick<SessionAnswer, "streamId" | "acknowledgedUpTo">;

/**
 * The exchange's calls as the reseller's routes make them, without HTTP around: the body parsed by the contract's own
 * schema, the product's own handler, its refusals under their status. What is left out is the guard (passwords,
 * addresses, rate limits), which holds no seat; a token says when it runs out and for which stream it was opened.
 */
export interface ExchangeNeeds {
  operations: OperationNeeds;
  feed: FeedStore;
  shows: ShowStore;
  institutionCode: number;
  /** How long a token holds; a copy that comes later is refused for it, whatever the seats would say. */
  sessionMinutes: number;
  known: KnownSalesNeeds;
  /** What a session says of the institution's feed now. */
  session(): Promise<FeedOfSession>;
}

export async function serveExchange(needs: ExchangeNeeds, request: NetworkRequest): Promise<WireAnswer> {
  const [path = "", query = ""] = pathOf(request.url).split("?");
  const [, first = "", id = "", rest = ""] = path.split("/");
  const body: unknown = request.body === undefined ? undefined : JSON.parse(request.body);
  const now = needs.operations.clock.now();
  const feed = await needs.session();
  if (first === "session") return openSession(needs, sessionRequest.parse(body), feed, now);
  if (!tokenHolds(request.headers.authorization, feed.streamId, now)) return refused("SESSION_REQUIRED");
  const { institutionCode } = needs;
  const { streamId } = feed;
  switch (`${request.method} ${first}${rest && `/${rest}`}`) {
    case "PUT operations":
      return operation(needs, id, operationRequest.parse(body));
    case "POST operations/void": {
      const answer = await voidOperation(needs.operations, institutionCode, id, voidRequest.parse(body));
      return answer ? answered(answer) : refused("OPERATION_IN_PROGRESS");
    }
    case "GET operations":
      return storedAnswer(needs, id);
    case "POST check": {
      const parsed = operationRequest.parse(body);
      const fault = requestFault(parsed);
      return fault
        ? refused(fault.error)
        : answered(await checkOperation(needs.operations, institutionCode, parsed));
    }
    case "GET sales": {
      const { after, limit } = salesQuery.parse(Object.fromEntries(new URLSearchParams(query)));
      return answered(await salesPage(needs.feed, { institutionCode, streamId }, after, limit));
    }
    case "POST sales": {
      if (id === "known") {
        const taken = await takeKnownSales(needs.known, institutionCode, knownSales.parse(body));
        return "error" in taken ? refused(taken.error) : answered(taken);
      }
      const owner = { institutionCode, streamId };
      const outcome = await acknowledge(needs.feed, owner, acknowledgement.parse(body), now);
      return "upTo" in outcome ? answered(outcome) : refused(outcome.refused);
    }
    default:
      return showCalls(needs, request.method, first, Number(id), rest, body);
  }
}

async function showCalls(
  needs: ExchangeNeeds,
  method: string,
  first: string,
  number: number,
  rest: string,
  body: unknown,
): Promise<WireAnswer> {
  const { institutionCode } = needs;
  switch (`${method} ${first}${rest && `/${rest}`}`) {
    case "GET performances/contingent": {
      const snapshot = await contingentSnapshot(needs.operations.store, institutionCode, number);
      return snapshot ? answered(snapshot) : refused("NOT_FOUND");
    }
    case "PUT performances/schedule": {
      const schedule = scheduleRequest.parse(body);
      const answer = await needs.shows.reschedule(institutionCode, number, schedule);
      return answer ? answered(answer) : refused("NOT_FOUND");
    }
    case "GET shows": {
      const show = await needs.shows.showView(institutionCode, number);
      return show ? answered(show) : refused("NOT_FOUND");
    }
    default:
      return refused("NOT_FOUND");
  }
}

async function operation(
  needs: ExchangeNeeds,
  operationId: string,
  request: Parameters<typeof carryOutOperation>[3],
): Promise<WireAnswer> {
  const outcome = await carryOutOperation(needs.operations, needs.institutionCode, operationId, request);
  if (outcome.kind === "answer") return answered(outcome.answer);
  return refused(outcome.kind === "inProgress" ? "OPERATION_IN_PROGRESS" : outcome.error);
}

async function storedAnswer(needs: ExchangeNeeds, operationId: string): Promise<WireAnswer> {
  const stored = await needs.operations.store.transaction(needs.institutionCode, (transaction) =>
    transaction.storedOperation(operationId),
  );
  return stored?.state === "answered" ? answered(stored.answer) : refused("NOT_FOUND");
}

function openSession(
  needs: ExchangeNeeds,
  { institutionCode }: { institutionCode: number },
  feed: FeedOfSession,
  now: Date,
): WireAnswer {
  if (institutionCode !== needs.institutionCode) return refused("WRONG_CREDENTIALS");
  const until = now.getTime() + needs.sessionMinutes * 60_000;
  return answered({
    token: `${feed.streamId}/${until}`,
    expiresAt: new Date(until).toISOString(),
    seenAddress: "192.0.2.1",
    serverTime: now.toISOString(),
    ...feed,
    protocolVersion,
    limits: { seatsPerOperation, eventsPerPage },
  });
}

function tokenHolds(authorization: string | undefined, streamId: string, now: Date): boolean {
  const [, stream, until] = /^Bearer (\S+)\/(\d+)$/.exec(authorization ?? "") ?? [];
  // Sessions end where the reseller was restored.
  return stream === streamId && now.getTime() < Number(until);
}

export function answered(body: unknown): WireAnswer {
  return { status: 200, headers: {}, body: JSON.stringify(body) };
}

export function refused(error: CallErrorCode): WireAnswer {
  return { status: statusOf(error), headers: {}, body: JSON.stringify({ error, message: error }) };
}
