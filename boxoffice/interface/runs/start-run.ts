import { refuse } from "@allotement/platform/http/problems.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { callerOf } from "../../house/people/access.ts";
import { type ConnectionRow, connectionOf } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import type { RunRequest, RunsStore } from "./runs.store.ts";

/** The caller's connection; where there is none the refusal is sent, and undefined answered. */
export async function configured(
  needs: Pick<InterfaceNeeds, "database">,
  request: Pick<FastifyRequest, "raw">,
  reply: FastifyReply,
): Promise<ConnectionRow | undefined> {
  const connection = await connectionOf(needs.database, callerOf(request).organizerId);
  if (!connection)
    refuse(reply, 409, { error: "NOT_CONFIGURED", message: "The interface is not configured yet." });
  return connection;
}

/** Writes a run and its steps; the worker carries it out. Answers its id. */
export async function startRun(
  transaction: RunsStore,
  needs: Pick<InterfaceNeeds, "clock" | "ids">,
  request: RunRequest,
  performanceNumbers: readonly number[],
  operatorId: number,
): Promise<string> {
  const runId = needs.ids.uuid();
  const performances = [...new Set(performanceNumbers)];
  await transaction.insertRun({ runId, request, operatorId }, performances, needs.clock.now());
  return runId;
}
