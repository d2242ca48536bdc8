import type { Chance } from "./chance.ts";
import type { Route } from "./schema.ts";
import { hostileTexts, spoil } from "./spoil.ts";
import { type Ground, validValue } from "./values.ts";

/** Who calls: a name for the report, the headers that say so, and the access that they open. */
export interface Credential {
  name: string;
  headers: Record<string, string>;
  /** The words of a route's `x-access` that this opens: roles, "institution", "setup". */
  opens: readonly string[];
}

export interface FuzzRequest {
  route: Route;
  method: string;
  target: string;
  headers: Record<string, string | string[]>;
  body: Buffer | undefined;
  /** What is wrong with it, for the report. */
  fault: string;
  credential: string;
  /** Whether any answer but a refusal is a finding; reading may be answered. */
  mustRefuse: boolean;
}

/**
 * One request for a route. Either it is surely refused (who calls may not, or the input is surely wrong in one place), or
 * it only reads. So that nothing may change whatever chance brings: what is well formed, allowed and changes something is
 * never made.
 */
export function fuzzRequest(route: Route, credentials: readonly Credential[], ground: Ground): FuzzRequest {
  const { chance } = ground;
  const reads = route.method === "GET";
  // To be let in is worth most where the input is looked at afterwards.
  const fit = credentials.filter((one) => opensRoute(one, route));
  const credential = chance.some(chance.oneIn(reads ? 3 : 2) ? fit : credentials) ?? chance.some(credentials);
  if (!credential) throw new Error("nobody to call");
  const refused = !opensRoute(credential, route);
  const plain = {
    route,
    method: route.method,
    credential: credential.name,
    headers: { ...credential.headers },
    mustRefuse: refused,
    fault: refused ? "not allowed" : "reading",
    target: targetOf(route, ground, reads ? !chance.oneIn(4) : chance.oneIn(6)),
    body: undefined,
  };
  if (reads) return withQuery(withHeaders(plain, chance, false), ground);
  if (!route.body) return bodyless(plain, route, ground);
  const json = { ...plain, headers: { ...plain.headers, "content-type": "application/json" } };
  const valid = validValue(route.body, ground);
  const hard = chance.below(10);
  // Who may not call is refused even with a body that is all right, and whatever its headers.
  if (refused && hard < 6)
    return withHeaders({ ...json, body: Buffer.from(JSON.stringify(valid)) }, chance, true);
  const spoilt = hard < 8 ? spoil(route.body, valid, ground) : undefined;
  if (spoilt) {
    const text = JSON.stringify(spoilt.value);
    const body = Buffer.from(text);
    return { ...withHeaders({ ...json, body }, chance, true), mustRefuse: true, fault: spoilt.fault };
  }
  const broken = brokenBody(JSON.stringify(valid), chance);
  return { ...json, ...broken, headers: { ...json.headers, ...broken.headers }, mustRefuse: true };
}

function opensRoute(credential: Credential, route: Route): boolean {
  const access = [route.access].flat();
  // A manager of the network may do what the set-up token may.
  if (access.includes("public")) return true;
  return access.some((one) => credential.opens.includes(one));
}

/** Routes without a body are refused by who calls, or by a path that names nothing. */
function bodyless(request: FuzzRequest, route: Route, ground: Ground): FuzzRequest {
  if (request.mustRefuse) return withHeaders(request, ground.chance, true);
  // Nothing can be wrong with it but who calls.
  if (route.pathParameters.length === 0)
    return { ...request, headers: {}, credential: "nobody", mustRefuse: true, fault: "not allowed" };
  return {
    ...request,
    target: targetOf(route, ground, true, true),
    mustRefuse: true,
    fault: "path names nothing",
  };
}

const wrongSegments = [
  "abc",
  "-1",
  "1.5",
  "NaN",
  "Infinity",
  "99999999999999999999",
  "%00",
  "%ff",
  "%ED%A0%80",
  "..%2f..%2fetc%2fpasswd",
  "a".repeat(500),
  "%F0%9F%92%BA",
  "__proto__",
  "null",
  "[1]",
  "{}",
  "1;2",
  "0192f3a0-0000-9000-0000-00000000000g",
] as const;

function targetOf(route: Route, ground: Ground, mayBeWrong: boolean, mustBeWrong = false): string {
  const { chance } = ground;
  const wrongAt = mayBeWrong ? chance.below(Math.max(1, route.pathParameters.length)) : -1;
  let index = -1;
  return route.path.replace(/\{[^}]+\}/g, () => {
    index += 1;
    if (index === wrongAt || mustBeWrong) return chance.pick(wrongSegments);
    const parameter = route.pathParameters[index];
    const value = parameter ? validValue(parameter.schema, ground) : 1;
    return encodeURIComponent(String(value));
  });
}

function withQuery(request: FuzzRequest, ground: Ground): FuzzRequest {
  const { chance } = ground;
  const { queryParameters } = request.route;
  if (chance.oneIn(3)) return request;
  const parts: string[] = [];
  for (const { name, schema } of queryParameters) {
    if (chance.oneIn(3)) continue;
    const value = chance.oneIn(2) ? validValue(schema, ground) : chance.pick(hostileTexts);
    parts.push(`${name}=${encodeURIComponent(String(value).slice(0, 300))}`);
    if (chance.oneIn(8)) parts.push(`${name}=${chance.pick(wrongSegments)}`);
  }
  if (chance.oneIn(4))
    parts.push(
      chance.pick([
        "unknown=1",
        "__proto__[x]=1",
        "a[]=1&a[]=2",
        "=",
        "&&&",
        "%00=%00",
        "%ff",
        `x=${"y".repeat(4_000)}`,
        "constructor=1",
      ]),
    );
  return { ...request, target: `${request.target}?${parts.join("&")}`, fault: `${request.fault}, query` };
}

function withHeaders(request: FuzzRequest, chance: Chance, changing: boolean): FuzzRequest {
  if (!chance.oneIn(5)) return request;
  const odd = chance.pick<Record<string, string | string[]>>([
    { "x-forwarded-for": "127.0.0.1, <script>" },
    { "x-http-method-override": "DELETE" },
    { accept: "application/xml" },
    { "accept-encoding": "br;q=1, *;q=0" },
    { range: "bytes=0-1" },
    { "if-none-match": "*" },
    { "x-long": "a".repeat(4_000) },
    { "accept-language": "\xff\xfe" },
    { origin: "https://elsewhere.example" },
    { "sec-fetch-site": "cross-site" },
    { host: "elsewhere.example" },
    { "x-twice": ["1", "2"] },
  ]);
  // Another method on the same path: there is none, or it is asked the same questions.
  const method = !changing && chance.oneIn(6) ? chance.pick(["HEAD", "OPTIONS"]) : request.method;
  return { ...request, method, headers: { ...request.headers, ...odd } };
}

interface Broken extends Pick<FuzzRequest, "body" | "fault"> {
  headers?: Record<string, string>;
}

const deep = 100_000;

/** A body that is no JSON object of any kind, or does not say that it is one. */
function brokenBody(text: string, chance: Chance): Broken {
  const asJson = (body: string | Buffer, fault: string): Broken => ({ body: Buffer.from(body), fault });
  const as = (type: string, body: string | Buffer = text): Broken => ({
    body: Buffer.from(body),
    fault: "wrong content type",
    headers: { "content-type": type },
  });
  return chance.pick<() => Broken>([
    () => asJson("", "empty body"),
    () => asJson(text.slice(0, -1), "broken JSON"),
    () => asJson(`${text},`, "broken JSON"),
    () => asJson(text.replace("{", '{"x":NaN,'), "broken JSON"),
    () => asJson(text.replace("{", "{'x':1,"), "broken JSON"),
    () => asJson(text.replace("{", '{"x":01,'), "broken JSON"),
    () => asJson(`${text}${text}`, "broken JSON"),
    () => asJson(`\u0000${text}`, "broken JSON"),
    () => asJson(text.replace("{", '{"__proto__":{"role":"support"},'), "prototype"),
    () => asJson(text.replace("{", '{"constructor":{"prototype":{"role":"support"}},'), "prototype"),
    () => asJson(Buffer.from(text, "utf16le"), "wrong encoding"),
    () => asJson(Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), "wrong encoding"),
    () => asJson("[]", "not an object"),
    () => asJson("null", "not an object"),
    () => asJson('"text"', "not an object"),
    () => asJson("-0", "not an object"),
    () => asJson(`[${text}]`, "not an object"),
    () => asJson(JSON.stringify(text), "not an object"),
    () =>
      chance.oneIn(20)
        ? asJson("[".repeat(deep) + "]".repeat(deep), "deep nesting")
        : asJson("[[[[]]]]", "deep nesting"),
    () =>
      chance.oneIn(20)
        ? asJson(`{"x":${'{"a":'.repeat(deep)}1${"}".repeat(deep)}}`, "deep nesting")
        : asJson('{"x":{"a":{"a":{}}}}', "deep nesting"),
    () =>
      chance.oneIn(60) ? asJson(Buffer.alloc(9_000_000, 0x20), "oversized body") : asJson(" ", "empty body"),
    () => as("text/plain"),
    () => as("application/x-www-form-urlencoded", "a=1&b=2"),
    () => as("multipart/form-data; boundary=x", "--x\r\n\r\n--x--"),
    () => as("application/xml", "<a/>"),
    () => as("application/json; charset=utf-16le", Buffer.from(text, "utf16le")),
    () => as("application/jsonx"),
    () => as(""),
    () => as("nonsense"),
  ])();
}
