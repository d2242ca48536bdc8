import type { StaffMember } from "@allotement/reseller/api/access.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { meQueryAt, useSignOutBy } from "../../ui/me.ts";
import { apiPaths } from "../api-paths.ts";

/** Who is signed in; null where nobody is. */
export const meQuery = meQueryAt<StaffMember>(apiPaths.session);

/** Who is signed in, on pages that only show when somebody is. */
export function useMe(): StaffMember {
  const { data } = useSuspenseQuery(meQuery);
  if (data === null) throw new Error("this page shows only when somebody is signed in");
  return data;
}

export const useSignOut = () => useSignOutBy("DELETE", apiPaths.session);
