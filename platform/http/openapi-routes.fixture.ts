import { z } from "zod";

/** For tests: every route of a server, read from its own OpenAPI, with a request that its schemas accept. */

export interface RouteOfServer {
  /** «PUT /allotment/v1/operations/{operationId}» */
  name: string;
  method: string;
  path: string;
  hasBody: boolean;
  /** Address and body, with the given values wherever a field of that name is asked for; the rest is made up. */
  request(values: Readonly<Record<string, unknown>>): { url: string; body: unknown };
}

const schemaNode = z.record(z.string(), z.unknown());
type Node = z.infer<typeof schemaNode>;

const openApi = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z
          .array(
            z.object({
              name: z.string(),
              in: z.string(),
              required: z.boolean().optional(),
              schema: schemaNode,
            }),
          )
          .default([]),
        requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schemaNode })) }).optional(),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), schemaNode) }),
});

export function routesOf(document: unknown): RouteOfServer[] {
  const { paths, components } = openApi.parse(document);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => {
      const body = requestBody?.content["application/json"]?.schema;
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        hasBody: body !== undefined,
        request: (values: Readonly<Record<string, unknown>>) => {
          const sample = (name: string, schema: Node) => sampleOf(schema, components.schemas, values, name);
          const query = new URLSearchParams();
          let url = path;
          for (const { name, in: place, required, schema } of parameters) {
            const value = String(sample(name, schema));
            if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(value));
            else if (place === "query" && (required || name in values)) query.set(name, value);
          }
          const search = query.size > 0 ? `?${query}` : "";
          return { url: url + search, body: body && sample("", body) };
        },
      };
    }),
  );
}

const madeUpTexts: Record<string, string> = {
  uuid: "0199e000-0000-7000-8000-0000000000ff",
  date: "2026-12-23",
  "date-time": "2026-12-23T18:00:00.000Z",
  email: "somebody@example.org",
  uri: "https://somewhere.example",
};
const madeUpPatterns = ["19:00", "a".repeat(64), "Europe/Paris", "#aabbcc", "text"];

/** A value that the schema accepts. Optional fields are left out unless their value is given. */
function sampleOf(
  schema: Node,
  components: Readonly<Record<string, Node>>,
  values: Readonly<Record<string, unknown>>,
  name: string,
): unknown {
  if (name in values && fits(values[name], schema)) return values[name];
  const of = (node: unknown, field: string) => sampleOf(schemaNode.parse(node), components, values, field);
  const { $ref, anyOf, oneOf, allOf, enum: choices, const: constant, type } = schema;
  if (typeof $ref === "string") return of(components[$ref.split("/").at(-1) ?? ""], name);
  if (constant !== undefined) return constant;
  if (Array.isArray(choices)) return choices[0];
  const [first] = [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  if (first !== undefined) return of(first, name);
  if (type === "object") return objectOf(schema, values, of);
  if (type === "array") {
    const least = typeof schema.minItems === "number" ? schema.minItems : 0;
    return Array.from({ length: least }, () => of(schema.items, name));
  }
  if (type === "integer" || type === "number") return typeof schema.minimum === "number" ? schema.minimum : 1;
  if (type === "boolean") return false;
  if (type === "null") return null;
  return textOf(schema);
}

/** A number where a number is asked for: two fields of one name may be of different kinds. */
function fits(value: unknown, { type }: Node): boolean {
  const kind = Array.isArray(value) ? "array" : typeof value;
  return typeof type !== "string" || kind === (type === "integer" ? "number" : type);
}

function objectOf(
  schema: Node,
  values: Readonly<Record<string, unknown>>,
  of: (node: unknown, field: string) => unknown,
): Record<string, unknown> {
  const properties = schemaNode.parse(schema.properties ?? {});
  const required = z.array(z.string()).parse(schema.required ?? []);
  const asked = Object.entries(properties).filter(([field]) => required.includes(field) || field in values);
  return Object.fromEntries(asked.map(([field, node]) => [field, of(node, field)]));
}

function textOf({ format, pattern, minLength }: Node): string {
  if (typeof format === "string" && madeUpTexts[format] !== undefined) return madeUpTexts[format];
  const least = typeof minLength === "number" ? minLength : 0;
  const matches = (text: string) => typeof pattern !== "string" || new RegExp(pattern, "u").test(text);
  return (
    madeUpPatterns.find((text) => text.length >= least && matches(text)) ?? "x".repeat(Math.max(least, 1))
  );
}
