import { z } from "zod";

/** What the fuzz reads of an OpenAPI document. Both servers' own `/openapi.json` must be of this shape. */

export interface Schema {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | Schema | undefined;
  items?: Schema | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: string | undefined;
  format?: string | undefined;
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(schema).optional(),
    oneOf: z.array(schema).optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    items: schema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
  }),
);

const content = z.object({ "application/json": z.object({ schema }) });
const operation = z.object({
  "x-access": z.union([z.string(), z.array(z.string())]),
  parameters: z
    .array(
      z.object({
        in: z.enum(["path", "query", "header", "cookie"]),
        name: z.string(),
        required: z.boolean().optional(),
        schema,
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});

export const openApi = z.object({
  openapi: z.literal("3.1.0"),
  components: z.object({ schemas: z.record(z.string(), schema) }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});
export type OpenApi = z.infer<typeof openApi>;
export type Components = OpenApi["components"]["schemas"];

export interface Route {
  method: string;
  /** With its parameters in braces. */
  path: string;
  access: string | string[];
  pathParameters: { name: string; schema: Schema }[];
  queryParameters: { name: string; schema: Schema }[];
  body: Schema | undefined;
  /** By status, "4XX" for all of its hundred. */
  answers: Record<string, Schema | undefined>;
}

export function routesOf(document: OpenApi): Route[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      method: method.toUpperCase(),
      path,
      access: one["x-access"],
      pathParameters: one.parameters.filter((parameter) => parameter.in === "path"),
      queryParameters: one.parameters.filter((parameter) => parameter.in === "query"),
      body: one.requestBody?.content["application/json"].schema,
      answers: Object.fromEntries(
        Object.entries(one.responses).map(([status, answer]) => [
          status,
          answer.content?.["application/json"].schema,
        ]),
      ),
    })),
  );
}

/** The schema itself, where it only names another. */
export function resolved(schema: Schema, components: Components): Schema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  if (name === undefined) return schema;
  const target = components[name];
  if (!target) throw new Error(`no schema is called ${name}`);
  return resolved(target, components);
}

/** The JSON types that a value of this schema may have; undefined where it may be anything. */
export function typesOf(schema: Schema, components: Components): Set<string> | undefined {
  const whole = resolved(schema, components);
  const choices = whole.anyOf ?? whole.oneOf;
  if (choices) {
    const types = new Set<string>();
    for (const choice of choices) {
      const own = typesOf(choice, components);
      if (!own) return undefined;
      for (const type of own) types.add(type);
    }
    return types;
  }
  if (whole.type !== undefined)
    return new Set([whole.type].flat().map((type) => (type === "integer" ? "number" : type)));
  const values = whole.enum ?? (whole.const === undefined ? undefined : [whole.const]);
  return values && new Set(values.map(typeOf));
}

export function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Why a value is not of a schema, as a path and a word; undefined where it is. */
export function departure(
  value: unknown,
  schema: Schema,
  components: Components,
  at = "answer",
): string | undefined {
  const whole = resolved(schema, components);
  const choices = whole.anyOf ?? whole.oneOf;
  if (choices) {
    const fits = choices.some((choice) => departure(value, choice, components) === undefined);
    return fits ? undefined : `${at}: none of its choices`;
  }
  const types = typesOf(whole, components);
  if (types && !types.has(typeOf(value))) return `${at}: ${typeOf(value)}`;
  if (whole.const !== undefined && value !== whole.const) return `${at}: not ${String(whole.const)}`;
  if (whole.enum && !whole.enum.includes(value)) return `${at}: not of its values`;
  if (Array.isArray(value)) {
    const { items } = whole;
    if (!items) return undefined;
    for (const [index, item] of value.entries()) {
      const wrong = departure(item, items, components, `${at}/${index}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  return typeof value === "object" && value !== null
    ? departureOfObject(value, whole, components, at)
    : undefined;
}

function departureOfObject(
  value: object,
  schema: Schema,
  components: Components,
  at: string,
): string | undefined {
  const missing = (schema.required ?? []).find((name) => !(name in value));
  if (missing !== undefined) return `${at}: without ${missing}`;
  for (const [name, part] of Object.entries(value)) {
    const own = schema.properties?.[name];
    if (!own && schema.additionalProperties === false) return `${at}: unknown ${name}`;
    const wrong = own && departure(part, own, components, `${at}/${name}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
