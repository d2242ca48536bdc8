import { z } from "zod";

/** A person or a script that calls one of the servers over HTTP, keeping its session's cookie as a browser does. */
export interface Client {
  get<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer>;
  send<Answer>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body: unknown,
    schema: z.ZodType<Answer>,
  ): Promise<Answer>;
  /** A file as it is downloaded. */
  bytes(path: string): Promise<Uint8Array>;
  /** For calls whose refusal is what one looks for: status and body as they come. */
  raw(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

/** A refusal, with what was asked and what was answered. */
export class CallRefused extends Error {
  override name = "CallRefused";
  readonly status: number;
  readonly body: unknown;
  constructor(asked: string, status: number, body: unknown) {
    super(`${asked} was refused: ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

export function client(baseUrl: string, bearer?: string): Client {
  let cookie: string | undefined;
  const raw = async (method: string, path: string, body?: unknown) => {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (cookie) headers.cookie = cookie;
    if (bearer) headers.authorization = `Bearer ${bearer}`;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(baseUrl + path, { method, headers, ...sent });
    for (const set of response.headers.getSetCookie()) cookie = set.split(";")[0];
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, body: json ? (JSON.parse(text) as unknown) : text };
  };
  const call = async <Answer>(method: string, path: string, body: unknown, schema: z.ZodType<Answer>) => {
    const answer = await raw(method, path, body);
    if (answer.status >= 300) throw new CallRefused(`${method} ${path}`, answer.status, answer.body);
    return schema.parse(answer.body);
  };
  const bytes = async (path: string) => {
    const response = await fetch(baseUrl + path, { headers: cookie ? { cookie } : {} });
    if (response.status !== 200) throw new CallRefused(`GET ${path}`, response.status, await response.text());
    return new Uint8Array(await response.arrayBuffer());
  };
  return {
    raw,
    bytes,
    get: (path, schema) => call("GET", path, undefined, schema),
    send: (method, path, body, schema) => call(method, path, body, schema),
  };
}

/** An operator of the box office, signed in. */
export async function boxofficeOperator(
  url: string,
  organizerId: number,
  initials: string,
  password: string,
): Promise<Client> {
  const operator = client(url);
  await operator.send("POST", "/api/sign-in", { organizerId, initials, password }, z.unknown());
  return operator;
}

/** Somebody of the network, signed in. */
export async function resellerStaff(url: string, userName: string, password: string): Promise<Client> {
  const staff = client(url);
  await staff.send("POST", "/api/session", { userName, password }, z.unknown());
  return staff;
}
