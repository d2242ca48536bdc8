import { localDate } from "@allotement/protocol/fields.ts";
import { showStatus } from "@allotement/protocol/messages/contingent.ts";
import { z } from "zod";

/** A show whose allotted seats nobody can buy, because the reseller has not put it on sale (R2.2). */
export const silentShow = z.object({
  showNumber: z.int(),
  title: z.string(),
  status: showStatus,
  /** When the reseller last said so. */
  statusSeenAt: z.string(),
  /** Since when the seats wait. */
  since: z.string(),
  seats: z.int(),
  performances: z.int(),
  firstDate: localDate,
});
export type SilentShow = z.infer<typeof silentShow>;

/** `GET /api/interface/silent-shows`: the longest wait first. */
export const silentShowList = z.object({ shows: z.array(silentShow) }).meta({ id: "SilentShows" });
export type SilentShowList = z.infer<typeof silentShowList>;
