import type { HallList, InvalidPlan } from "@allotement/boxoffice/api/halls.ts";
import type { PlanDifference, PlanInUse, PlanOfHall, PlanVersions } from "@allotement/boxoffice/api/plans.ts";
import { queryOptions } from "@tanstack/react-query";
import { ApiProblem, getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

export const hallsQuery = queryOptions({
  queryKey: ["halls"],
  queryFn: () => getApi<HallList>(apiPaths.halls),
});

export function versionsQuery(hallCode: number) {
  return queryOptions({
    queryKey: ["halls", hallCode, "versions"],
    queryFn: () => getApi<PlanVersions>(apiPaths.planVersions(hallCode)),
  });
}

/** A version never changes once it is there; the one in force is asked for without its number. */
export function drawingQuery(hallCode: number, version?: number) {
  return queryOptions({
    queryKey: ["halls", hallCode, "drawing", version ?? "inForce"],
    queryFn: () => getApi<PlanOfHall>(apiPaths.planDrawing(hallCode, version)),
  });
}

export function differenceQuery(hallCode: number, from: number, to: number) {
  return queryOptions({
    queryKey: ["halls", hallCode, "difference", from, to],
    queryFn: () => getApi<PlanDifference>(apiPaths.planVersionDifference(hallCode, from, to)),
  });
}

/** Why a plan's file was refused, place by place; undefined where the call failed of something else. */
export function faultsOf(error: unknown): InvalidPlan["problems"] | undefined {
  if (!(error instanceof ApiProblem) || error.code !== "INVALID_PLAN") return undefined;
  const { problems = [] } = error.body;
  return problems.flatMap((problem) => {
    const { path, ...rest }: { path: string; [field: string]: unknown } = problem;
    const { line, code, reason, value } = rest;
    return typeof code === "string" && typeof reason === "string"
      ? [
          {
            path,
            code,
            reason,
            ...(typeof line === "number" ? { line } : {}),
            ...(typeof value === "string" ? { value } : {}),
          },
        ]
      : [];
  });
}

/** The seats that stand in a plan's way; undefined where the call failed of something else. */
export function obstaclesOf(error: unknown): Pick<PlanInUse, "obstacles" | "obstacleCount"> | undefined {
  if (!(error instanceof ApiProblem) || error.code !== "PLAN_IN_USE") return undefined;
  const { obstacles, obstacleCount } = error.body;
  return Array.isArray(obstacles) && typeof obstacleCount === "number"
    ? { obstacles, obstacleCount }
    : undefined;
}
