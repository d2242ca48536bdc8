import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { MailServer } from "@allotement/platform/ports.ts";

/** The venue's mail server as the outbox works with it; the password still encrypted, empty where there is none. */
export interface MailSettingsRow {
  host: string;
  port: number;
  security: MailServer["security"];
  userName: string;
  passwordEncrypted: string;
  senderName: string;
  senderAddress: string;
}

export function mailSettingsOf(queries: Queries, organizerId: number): Promise<MailSettingsRow | undefined> {
  return queries.first<MailSettingsRow>(sql`
    select host, port, security, user_name as "userName", password_encrypted as "passwordEncrypted",
      sender_name as "senderName", sender_address as "senderAddress"
    from mail_settings where organizer_id = ${organizerId}`);
}

/** The same; who else would change them waits until the transaction ends. */
export async function lockMailSettings(
  transaction: Transaction,
  organizerId: number,
): Promise<MailSettingsRow | undefined> {
  await transaction.run(sql`select from organizers where organizer_id = ${organizerId} for no key update`);
  return mailSettingsOf(transaction, organizerId);
}

export async function saveMailSettings(
  transaction: Transaction,
  organizerId: number,
  row: MailSettingsRow,
): Promise<void> {
  await transaction.run(sql`
    insert into mail_settings (organizer_id, host, port, security, user_name, password_encrypted, sender_name,
      sender_address)
    values (${organizerId}, ${row.host}, ${row.port}, ${row.security}, ${row.userName}, ${row.passwordEncrypted},
      ${row.senderName}, ${row.senderAddress})
    on conflict (organizer_id) do update set host = excluded.host, port = excluded.port,
      security = excluded.security, user_name = excluded.user_name,
      password_encrypted = excluded.password_encrypted, sender_name = excluded.sender_name,
      sender_address = excluded.sender_address`);
}
