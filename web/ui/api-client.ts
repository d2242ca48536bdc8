/** A refused or failed call to our own server. `code` is the server's error word, or `NO_ANSWER` where none came. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly body: RefusedBody;

  constructor(status: number, body: RefusedBody, retryAfterSeconds: number | null = null) {
    super(body.message ?? body.error ?? `HTTP ${status}`);
    this.name = "ApiProblem";
    this.code = body.error ?? (status === 0 ? "NO_ANSWER" : "INTERNAL_ERROR");
    this.status = status;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What refusals hold (platform/http/problems.ts); single routes add fields of their own. */
export interface RefusedBody {
  readonly error?: string;
  readonly message?: string;
  readonly problems?: readonly { path: string; message: string }[];
  readonly seenAddress?: string;
  readonly [field: string]: unknown;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Calls our own server, which has checked what it answers. @throws ApiProblem */
export async function callApi<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const response = await answered(method, path, body);
  const text = await response.text();
  return text === "" ? JSON.parse("null") : JSON.parse(text);
}

/** Fetches a file that our server makes, under the name that it gives. @throws ApiProblem */
export async function fetchFile(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<{ fileName: string; blob: Blob }> {
  const response = await answered(method, path, body);
  const given = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  return { fileName: decodeURIComponent(given ?? "document"), blob: await response.blob() };
}

async function answered(method: Method, path: string, body: unknown): Promise<Response> {
  const response = await fetch(path, {
    method,
    ...(method === "GET" ? {} : { headers: jsonHeaders, body: JSON.stringify(body ?? {}) }),
  }).catch((cause: unknown) => {
    throw new ApiProblem(0, { message: String(cause) });
  });
  if (response.ok) return response;
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  const refused = refusedBody(await response.text());
  throw new ApiProblem(response.status, refused, Number.isNaN(retryAfter) ? null : retryAfter);
}

export function getApi<Answer>(path: string): Promise<Answer> {
  return callApi("GET", path);
}

const jsonHeaders = { "content-type": "application/json" };

function refusedBody(text: string): RefusedBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
