import type { Role } from "../../api/people.ts";

/** Who may do what a role may do: the hierarchy clerk < manager < support, written out. For `config.access` of routes. */
export const rolesFrom = {
  clerk: ["clerk", "manager", "support"],
  manager: ["manager", "support"],
  support: ["support"],
} as const satisfies Record<Role, readonly Role[]>;

/** Whether an operator of role `own` may give another operator the role `given`: never one above his own. */
export function mayGrant(own: Role, given: Role): boolean {
  return rolesFrom[given].some((role) => role === own);
}
