import { type Database, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { Season, SeasonGrid, SeasonShow } from "../season.ts";

/** Fills the venue's tables as the season says: every seat free, nothing exchanged. */
export async function furnishVenue(database: Database, season: Season): Promise<void> {
  for (const statement of [...houseRows(season), ...connectionRows(season)]) await database.run(statement);
  for (const show of season.shows) {
    for (const statement of showRows(season, show)) await database.run(statement);
    for (const grid of show.grids) await addGrid(database, season, show.showNumber, grid);
  }
}

function houseRows({ organizerId, timeZone, hallCode, seats, ...season }: Season): Sql[] {
  const codes = (of: "floorCode" | "zoneCode" | "seatCategoryCode") => [
    ...new Set(seats.map((seat) => seat[of])),
  ];
  const [floor = 0] = codes("floorCode");
  return [
    sql`insert into organizers (organizer_id, name, time_zone) values (${organizerId}, 'Theatre', ${timeZone})`,
    ...season.operators.map(
      ({ operatorId, initials, role }) => sql`
        insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
        values (${organizerId}, ${operatorId}, ${initials}, ${initials}, ${role}, ${role === "system" ? null : "x"})`,
    ),
    sql`insert into halls (organizer_id, hall_code, name, capacity, width, height)
      values (${organizerId}, ${hallCode}, 'PETITE SALLE', ${seats.length}, 10, 10)`,
    ...codes("floorCode").map(
      (code) => sql`insert into floors values (${organizerId}, ${hallCode}, ${code}, ${`F${code}`})`,
    ),
    ...codes("zoneCode").map(
      (code) => sql`insert into zones values (${organizerId}, ${hallCode}, ${code}, ${floor}, ${`Z${code}`})`,
    ),
    sql`insert into designations values (${organizerId}, 1, 'Fauteuil')`,
    ...codes("seatCategoryCode").map(
      (code) =>
        sql`insert into seat_categories values (${organizerId}, ${code}, ${`C${code}`}, ${`${code}`}, '#ffcc00')`,
    ),
    ...seats.map(
      (seat) => sql`
        insert into seats (organizer_id, hall_code, seat_code, guid, floor_code, zone_code, designation_code,
          seat_category_code, row_label, seat_number, x, y)
        values (${organizerId}, ${hallCode}, ${seat.seatCode}, ${`${seat.seatCode}`}, ${seat.floorCode},
          ${seat.zoneCode}, 1, ${seat.seatCategoryCode}, ${seat.row}, ${seat.number}, ${seat.seatCode}, 1)`,
    ),
    ...season.holds.map(
      ({ holdCode, name }) => sql`insert into holds values (${organizerId}, ${holdCode}, ${name})`,
    ),
    ...season.priceTypes.map(
      ({ priceTypeCode, name, channelKind }) => sql`
        insert into price_types (organizer_id, price_type_code, name, channel_kind)
        values (${organizerId}, ${priceTypeCode}, ${name}, ${channelKind})`,
    ),
    sql`insert into customer_accounts values (${organizerId}, ${season.customerAccountId}, 'TICKETNET')`,
    ...season.salesChannels.map(
      ({ salesChannelId, name, kind }) =>
        sql`insert into sales_channels values (${organizerId}, ${salesChannelId}, ${name}, ${kind})`,
    ),
    ...season.paymentMethods.map(
      ({ paymentMethodId, name, kind, customerAccountId }) => sql`
        insert into payment_methods values (${organizerId}, ${paymentMethodId}, ${name}, ${kind}, ${customerAccountId})`,
    ),
    sql`insert into show_groups values (${organizerId}, 1, 'SAISON')`,
  ];
}

function connectionRows({ organizerId, resellerId, institutionCode, connection, ...season }: Season): Sql[] {
  const { operatorId, paymentMethodId, salesChannelId } = connection;
  return [
    sql`insert into resellers values (${organizerId}, ${resellerId}, 'ticketnet', 'TICKETNET')`,
    sql`insert into reseller_connections (organizer_id, reseller_id, server_url, institution_code, user_name,
        password_encrypted, operator_id, hold_code, payment_method_id, sales_channel_id)
      values (${organizerId}, ${resellerId}, 'https://network.example', ${institutionCode}, 'lyre', 'x',
        ${operatorId}, ${season.holds[0]?.holdCode ?? 0}, ${paymentMethodId}, ${salesChannelId})`,
    ...season.priceTypes
      .filter((type) => type.channelKind === "reseller")
      .map(
        ({ priceTypeCode }) => sql`
          insert into interface_price_types (organizer_id, reseller_id, price_type_code)
          values (${organizerId}, ${resellerId}, ${priceTypeCode})`,
      ),
  ];
}

function showRows({ organizerId, hallCode, timeZone }: Season, show: SeasonShow): Sql[] {
  return [
    sql`insert into shows (organizer_id, show_number, show_group_id, hall_code, title)
      values (${organizerId}, ${show.showNumber}, 1, ${hallCode}, ${show.title})`,
    ...show.performances.flatMap(({ performanceNumber, localDate, localTime, startsAt }) => [
      sql`insert into performances (organizer_id, performance_number, show_number, hall_code, local_date, local_time,
          time_zone, starts_at)
        values (${organizerId}, ${performanceNumber}, ${show.showNumber}, ${hallCode}, ${localDate}, ${localTime},
          ${timeZone}, ${startsAt})`,
      sql`insert into performance_seats (organizer_id, performance_number, seat_code, hall_code)
        select ${organizerId}, ${performanceNumber}, seat_code, hall_code from seats
        where organizer_id = ${organizerId} and hall_code = ${hallCode}`,
    ]),
  ];
}

/** Numbers grids in the order of their coming. */
export async function addGrid(
  database: Database,
  { organizerId }: Pick<Season, "organizerId">,
  showNumber: number,
  { validFrom, lines }: SeasonGrid,
): Promise<void> {
  const grid = await database.first<{ id: number }>(sql`
    insert into price_grids (organizer_id, price_grid_id, show_number, valid_from)
    select ${organizerId}, count(*) + 1, ${showNumber}, ${validFrom} from price_grids
    where organizer_id = ${organizerId} returning price_grid_id as id`);
  for (const line of lines)
    await database.run(sql`
      insert into price_grid_lines values (${organizerId}, ${grid?.id ?? 0}, ${line.priceTypeCode},
        ${line.seatCategoryCode}, ${line.faceValueCents}, ${line.venueFeeCents}, ${line.organizerFeeCents},
        ${line.resellerFeeCents})`);
}
