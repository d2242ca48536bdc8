import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { ConnectionView } from "../../api/interface-connection.ts";
import type { Scope } from "../store.ts";
import type { ShownConnection } from "./connection-changes.ts";

/** The connection as the interface works with it; the password still encrypted. */
export interface ConnectionRow {
  organizerId: number;
  resellerId: number;
  resellerName: string;
  serverUrl: string;
  institutionCode: number;
  userName: string;
  passwordEncrypted: string;
  contactMail: string;
  operatorId: number;
  holdCode: number;
  paymentMethodId: number;
  salesChannelId: number;
  onPriceMismatch: "stop" | "isolate";
}

const columns = sql`c.organizer_id as "organizerId", c.reseller_id as "resellerId", r.name as "resellerName",
  c.server_url as "serverUrl", c.institution_code as "institutionCode", c.user_name as "userName",
  c.password_encrypted as "passwordEncrypted", c.contact_mail as "contactMail", c.operator_id as "operatorId",
  c.hold_code as "holdCode", c.payment_method_id as "paymentMethodId", c.sales_channel_id as "salesChannelId",
  c.on_price_mismatch as "onPriceMismatch"`;

/** Every connection of every organizer: for the background work. */
export function allConnections(queries: Queries): Promise<ConnectionRow[]> {
  return queries.rows<ConnectionRow>(sql`
    select ${columns} from reseller_connections c join resellers r using (organizer_id, reseller_id)
    order by c.organizer_id, c.reseller_id`);
}

/** The organizer's connection. Several resellers may be set up; the interface's pages are the first one's for now. */
export function connectionOf(queries: Queries, organizerId: number): Promise<ConnectionRow | undefined> {
  return queries.first<ConnectionRow>(sql`
    select ${columns} from reseller_connections c join resellers r using (organizer_id, reseller_id)
    where c.organizer_id = ${organizerId} order by c.reseller_id limit 1`);
}

export async function interfacePriceTypes(queries: Queries, scope: Scope): Promise<number[]> {
  const rows = await queries.rows<{ code: number }>(sql`
    select price_type_code as code from interface_price_types
    where organizer_id = ${scope.organizerId} and reseller_id = ${scope.resellerId} order by 1`);
  return rows.map((row) => row.code);
}

type Choices = Pick<
  ConnectionView,
  "operators" | "holds" | "paymentMethods" | "salesChannels" | "priceTypes"
>;

/** What «Configurer» offers to choose from. Counter price types are not among them (R3.4). */
export async function connectionChoices(queries: Queries, organizerId: number): Promise<Choices> {
  const own = sql`organizer_id = ${organizerId}`;
  return {
    operators: await queries.rows(
      sql`select operator_id as "operatorId", name from operators where ${own} and active order by name`,
    ),
    holds: await queries.rows(
      sql`select hold_code as "holdCode", name from holds where ${own} order by name`,
    ),
    paymentMethods: await queries.rows(sql`
      select payment_method_id as "paymentMethodId", name from payment_methods
      where ${own} and kind = 'invoice' order by name`),
    salesChannels: await queries.rows(sql`
      select sales_channel_id as "salesChannelId", name from sales_channels
      where ${own} and kind = 'reseller' order by name`),
    priceTypes: await queries.rows(sql`
      select price_type_code as "priceTypeCode", name from price_types
      where ${own} and channel_kind = 'reseller' and retired_at is null order by price_type_code`),
  };
}

/** Shows that the reseller has already, with a performance to come: a new price type meets them (R11.2). */
export async function showsAtReseller(queries: Queries, scope: Scope, now: Date): Promise<string[]> {
  const shows = await queries.rows<{ title: string }>(sql`
    select title from shows join reseller_shows using (organizer_id, show_number)
    where organizer_id = ${scope.organizerId} and reseller_id = ${scope.resellerId}
      and exists (select from performances p where p.organizer_id = shows.organizer_id
        and p.show_number = shows.show_number and p.starts_at > ${now})
    order by title, show_number`);
  return shows.map(({ title }) => title);
}

/** The connection as it stands, without its password; who else would change it waits until the transaction ends. */
export async function lockConnection(
  transaction: Transaction,
  scope: Scope,
): Promise<ShownConnection | undefined> {
  const { organizerId, resellerId } = scope;
  await transaction.run(sql`
    select from resellers where organizer_id = ${organizerId} and reseller_id = ${resellerId} for update`);
  const row = await transaction.first<ConnectionRow>(sql`
    select ${columns} from reseller_connections c join resellers r using (organizer_id, reseller_id)
    where c.organizer_id = ${organizerId} and c.reseller_id = ${resellerId}`);
  if (!row) return undefined;
  const { organizerId: _organizer, passwordEncrypted: _password, ...shown } = row;
  return { ...shown, priceTypeCodes: await interfacePriceTypes(transaction, scope) };
}

/** Writes the connection; without an encrypted password the one in place stays. */
export async function saveConnection(
  transaction: Transaction,
  row: Omit<ConnectionRow, "passwordEncrypted"> & { passwordEncrypted: string | undefined },
  priceTypeCodes: readonly number[],
  now: Date,
): Promise<void> {
  const { organizerId, resellerId } = row;
  await transaction.run(sql`
    insert into resellers (organizer_id, reseller_id, connector, name)
    values (${organizerId}, ${resellerId}, 'ticketnet', ${row.resellerName})
    on conflict (organizer_id, reseller_id) do update set name = excluded.name`);
  await transaction.run(sql`
    insert into reseller_connections as kept (organizer_id, reseller_id, server_url, institution_code, user_name,
      password_encrypted, contact_mail, operator_id, hold_code, payment_method_id, sales_channel_id, on_price_mismatch)
    values (${organizerId}, ${resellerId}, ${row.serverUrl}, ${row.institutionCode}, ${row.userName},
      ${row.passwordEncrypted ?? ""}, ${row.contactMail}, ${row.operatorId}, ${row.holdCode}, ${row.paymentMethodId},
      ${row.salesChannelId}, ${row.onPriceMismatch})
    on conflict (organizer_id, reseller_id) do update set server_url = excluded.server_url,
      institution_code = excluded.institution_code, user_name = excluded.user_name,
      password_encrypted = coalesce(nullif(excluded.password_encrypted, ''), kept.password_encrypted),
      contact_mail = excluded.contact_mail, operator_id = excluded.operator_id, hold_code = excluded.hold_code,
      payment_method_id = excluded.payment_method_id, sales_channel_id = excluded.sales_channel_id,
      on_price_mismatch = excluded.on_price_mismatch`);
  await saveInterfacePriceTypes(transaction, row, [...new Set(priceTypeCodes)], now);
}

/** Those that the interface did not use before are new to the reseller, until its list was sent (R11.2). */
async function saveInterfacePriceTypes(
  transaction: Transaction,
  { organizerId, resellerId }: Scope,
  codes: number[],
  now: Date,
): Promise<void> {
  await transaction.run(sql`
    delete from interface_price_types where organizer_id = ${organizerId} and reseller_id = ${resellerId}
      and price_type_code <> all(${codes}::int[])`);
  await transaction.run(sql`
    with added as (
      insert into interface_price_types (organizer_id, reseller_id, price_type_code)
      select ${organizerId}, ${resellerId}, code from unnest(${codes}::int[]) as code
      on conflict (organizer_id, reseller_id, price_type_code) do nothing returning price_type_code
    )
    insert into untold_price_types (organizer_id, reseller_id, price_type_code, since)
    select ${organizerId}, ${resellerId}, price_type_code, ${now}::timestamptz from added`);
}

/** Price types that the reseller has not been told of: no mail with the list went out since, and nobody said so. */
export async function untoldPriceTypes(queries: Queries, scope: Scope): Promise<number[]> {
  const rows = await queries.rows<{ code: number }>(sql`
    select price_type_code as code from untold_price_types untold
    where organizer_id = ${scope.organizerId} and reseller_id = ${scope.resellerId}
      and not exists (select from mails where mails.organizer_id = untold.organizer_id
        and mails.kind = 'newPriceType' and mails.state = 'sent' and mails.queued_at >= untold.since)
    order by 1`);
  return rows.map(({ code }) => code);
}

/** Somebody says that the reseller knows them. Answers which were untold. */
export async function tellPriceTypes(transaction: Transaction, scope: Scope): Promise<number[]> {
  const rows = await transaction.rows<{ code: number }>(sql`
    delete from untold_price_types
    where organizer_id = ${scope.organizerId} and reseller_id = ${scope.resellerId}
    returning price_type_code as code`);
  return rows.map(({ code }) => code).sort((one, other) => one - other);
}

/** Answers the address of before. */
export async function changeContact(
  transaction: Transaction,
  scope: Scope,
  contactMail: string,
): Promise<string> {
  const own = sql`organizer_id = ${scope.organizerId} and reseller_id = ${scope.resellerId}`;
  const before = await transaction.first<{ mail: string }>(
    sql`select contact_mail as mail from reseller_connections where ${own} for update`,
  );
  await transaction.run(sql`update reseller_connections set contact_mail = ${contactMail} where ${own}`);
  return before?.mail ?? "";
}
