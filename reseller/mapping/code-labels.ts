import { type Sql, sql } from "@allotement/platform/database/database.ts";

/**
 * What this network calls a seat's codes, for statements in which `p` is the performance and `s` the seat: left joins of
 * `z` (zone), `f` (floor), `c` (category) and `t` (price type), and their columns, a code standing for itself where
 * nobody named it. Category and price type are those that the ticket bears.
 */
export function codeLabels({
  seatCategoryCode,
  priceTypeCode,
}: {
  seatCategoryCode: Sql;
  priceTypeCode: Sql;
}) {
  return {
    columns: sql`coalesce(z.label, s.zone_code::text) as zone, coalesce(f.label, s.floor_code::text) as floor,
      coalesce(c.label, ${seatCategoryCode}::text) as "seatCategory",
      coalesce(t.label, ${priceTypeCode}::text) as "priceTypeLabel"`,
    joins: sql`
    left join known_codes z on z.institution_code = p.institution_code and z.kind = 'zone'
      and z.hall_code = p.hall_code and z.code = s.zone_code
    left join known_codes f on f.institution_code = p.institution_code and f.kind = 'floor'
      and f.hall_code = p.hall_code and f.code = s.floor_code
    left join known_codes c on c.institution_code = p.institution_code and c.kind = 'seatCategory'
      and c.hall_code = p.hall_code and c.code = ${seatCategoryCode}
    left join known_codes t on t.institution_code = p.institution_code and t.kind = 'priceType'
      and t.hall_code = 0 and t.code = ${priceTypeCode}`,
  };
}
