import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { KnownCode } from "@allotement/reseller/api/mapping.ts";
import type { Season } from "../season.ts";

/** The institution with its codes; nothing exchanged. */
export async function furnishNetwork(database: Database, season: Season): Promise<void> {
  const { institutionCode, streamId, basketMinutes } = season;
  await database.run(sql`
    insert into institutions (institution_code, name, stream_id, basket_minutes)
    values (${institutionCode}, 'Theatre', ${streamId}, ${basketMinutes})`);
  await changeCodes(database, season, season.codesAtReseller);
}

/** These codes in place of all that were known. */
export async function changeCodes(
  database: Database,
  { institutionCode }: Pick<Season, "institutionCode">,
  codes: readonly KnownCode[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.run(sql`delete from known_codes where institution_code = ${institutionCode}`);
    for (const { kind, hallCode, code, label } of codes)
      await transaction.run(
        sql`insert into known_codes values (${institutionCode}, ${kind}, ${hallCode}, ${code}, ${label})`,
      );
  });
}
