import type { LocalConnection } from "./pool.ts";

/** The form that psql, pg_dump and our own DATABASE_URL understand for a PostgreSQL behind a Unix socket. */
export function urlOf({ host, port, user, database }: LocalConnection): string {
  return `postgres://${encodeURIComponent(user)}@/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}&port=${port}`;
}

const urlParts = /^(postgres(?:ql)?:\/\/[^/?]*)(?:\/([^?]*))?(\?.*)?$/;

/** The same server and user, another database. */
export function withDatabaseName(url: string, name: string): string {
  const [, server, , settings] = urlParts.exec(url) ?? [];
  if (server === undefined) throw new TypeError("A database address starts with postgres://");
  return `${server}/${encodeURIComponent(name)}${settings ?? ""}`;
}

/** What may be shown of an address: where and which database, never the user's password. Undefined: not an address. */
export function shownUrl(url: string): string | undefined {
  const [, server, database, settings] = urlParts.exec(url) ?? [];
  if (server === undefined) return undefined;
  const where = server.slice(server.lastIndexOf("/") + 1).replace(/^.*@/, "");
  const host = new URLSearchParams(settings ?? "").get("host");
  return `database "${decodeURIComponent(database ?? "")}" at ${where || host || "localhost"}`;
}
