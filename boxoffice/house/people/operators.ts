import type { Role } from "../../api/people.ts";
import { mayGrant } from "./roles.ts";

/** Why an operator may not change another one; in order of precedence. */
export type OperatorRefusal = "NOT_FOUND" | "OWN_OPERATOR" | "ROLE_REFUSED" | "CONNECTOR_OPERATOR";

/**
 * Whether `caller` may change this operator, and give him a role: never himself, nobody above himself, no role above his
 * own. An operator of role system stands for a connector: he has no password and no session, and does not become a
 * person, nor a person him.
 */
export function refusalOf(
  caller: { operatorId: number; role: Role },
  operator: { operatorId: number; role: Role | "system" } | undefined,
  role?: Role | "system",
): OperatorRefusal | undefined {
  if (!operator) return "NOT_FOUND";
  if (operator.operatorId === caller.operatorId) return "OWN_OPERATOR";
  const wanted = role ?? operator.role;
  if (operator.role === "system" || wanted === "system")
    return operator.role === wanted && role !== undefined ? undefined : "CONNECTOR_OPERATOR";
  return mayGrant(caller.role, operator.role) && mayGrant(caller.role, wanted) ? undefined : "ROLE_REFUSED";
}
