import { z } from "zod";

/** The tree of the choice screens: show groups, their shows, and of each show what the screen chooses from. */
export function showGroups<Fields extends z.ZodRawShape>(fields: Fields) {
  const show = z.object({ showNumber: z.int(), title: z.string(), ...fields });
  return z.object({
    groups: z.array(z.object({ showGroupId: z.int(), name: z.string(), shows: z.array(show) })),
  });
}
