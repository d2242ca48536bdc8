/** What a caller knows of a call: it was carried out; it surely was not; or nobody knows. */
export type Outcome =
  | { kind: "ok"; body: unknown }
  | { kind: "failed"; status: number; body: unknown }
  | { kind: "unknown"; reason: string };

/** A person with a browser: calls one server, keeps its cookie, and gives up after a while. */
export interface Caller {
  call(method: "GET" | "POST" | "DELETE" | "PATCH" | "PUT", path: string, body?: unknown): Promise<Outcome>;
}

const patienceMilliseconds = 4_000;

export async function signedIn(url: string, path: string, credentials: unknown): Promise<Caller> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(credentials) });
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  if (!response.ok || !cookie) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return { call: (method, to, body) => ask(url + to, method, cookie, body) };
}

async function ask(url: string, method: string, cookie: string, body: unknown): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    const text = await response.text();
    if (response.status >= 500) return { kind: "unknown", reason: `status ${response.status}` };
    const answer: unknown = text === "" ? undefined : JSON.parse(text);
    return response.ok
      ? { kind: "ok", body: answer }
      : { kind: "failed", status: response.status, body: answer };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
    // A refused connection never carried a byte.
    if (code === "ECONNREFUSED") return { kind: "failed", status: 0, body: "nobody listens" };
    return { kind: "unknown", reason: code ?? String(error) };
  }
}
