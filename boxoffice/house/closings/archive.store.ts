import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Seal } from "../journal/seal-journal.ts";
import { entriesToSeal } from "../journal/seals.store.ts";
import type { ArchiveContent } from "./archive.ts";
import type { Closing } from "./closing.ts";
import { closingBefore, readClosings } from "./closings.store.ts";

/** All that the archive of a closing holds. Closings, sealed lines and seals never change: many looks see one content. */
export async function readArchive(
  queries: Queries,
  organizerId: number,
  closing: Closing,
): Promise<ArchiveContent> {
  const { firstEntry, lastEntry } = closing;
  const first = (await closingBefore(queries, organizerId, closing)) ?? 1;
  const closings = await readClosings(queries, organizerId, first, closing.closingNumber);
  const facts = await entriesToSeal(queries, organizerId, firstEntry - 1, lastEntry - firstEntry + 1);
  const seals = await queries.rows<Seal>(sql`
    select entry_number as "entryNumber", previous_hash as "previousHash", hash from journal_seals
    where organizer_id = ${organizerId} and entry_number between ${firstEntry} and ${lastEntry}
    order by entry_number`);
  const entries = facts.map((entry, index) => {
    const seal = seals[index];
    if (seal?.entryNumber !== entry.entryNumber)
      throw new Error(`entry ${entry.entryNumber} of organizer ${organizerId} is closed and not sealed`);
    return { entry, previousHash: seal.previousHash, hash: seal.hash };
  });
  return { organizerId, closings, entries };
}
