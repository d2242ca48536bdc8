import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import fastifySwagger from "@fastify/swagger";
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from "fastify";
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { z } from "zod";
import { answerProblems, problemResponses, refusePath } from "./problems.ts";
import { refuseUnreadableInput } from "./readable-input.ts";

/**
 * Who may call a route: anyone, the holder of the set-up token, an institution's session, or operators of these roles.
 * A route without it cannot be registered, so that none is open by oversight.
 */
export type Access = "public" | "setup" | "institution" | readonly string[];

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
}

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface HttpServerOptions {
  /** Title of the OpenAPI document. */
  title: string;
  version: string;
  logLevel: string;
  /** Addresses of proxies whose `X-Forwarded-For` is believed; none by default, then the socket's address counts. */
  trustedProxies: readonly string[];
  /** Whether the database answers; for `GET /healthz`. */
  healthy(): Promise<boolean>;
}

/** Every route may refuse; those without a schema of their answer, for speed, say so in the document all the same. */
function withRefusals<Schema extends { response?: unknown }>(schema: Schema): Schema {
  return schema?.response ? schema : { ...schema, response: { 200: z.unknown(), ...problemResponses } };
}

const requestMilliseconds = 60_000;

/** The HTTP shape every server here shares: parsed input, problems as JSON, a role on each route, `/healthz`, `/openapi.json`. */
export async function httpServer(options: HttpServerOptions): Promise<Server> {
  const server = fastify({
    logger:
      options.logLevel === "silent"
        ? false
        : { level: options.logLevel, redact: ["req.headers.authorization", "req.headers.cookie"] },
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    bodyLimit: 8 * 1024 * 1024,
    // A request that drips in for ever holds its connection no longer than this.
    requestTimeout: requestMilliseconds,
    forceCloseConnections: true,
    frameworkErrors: refusePath,
    routerOptions: { ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  answerProblems(server);
  refuseUnreadableInput(server);
  server.addHook("onRoute", (route) => {
    if (route.config?.access === undefined && route.method !== "HEAD")
      throw new Error(
        `the route ${route.method} ${route.url} says nobody may call it: give it config.access`,
      );
  });
  await server.register(fastifyCookie);
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library sets element styles; no script may.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  const describe = createJsonSchemaTransform({ skipList: ["/*"] });
  await server.register(fastifySwagger, {
    openapi: { openapi: "3.1.0", info: { title: options.title, version: options.version } },
    transform: (document) => {
      const { schema, url } = describe({ ...document, schema: withRefusals(document.schema) });
      return { schema: { ...schema, "x-access": document.route.config?.access }, url };
    },
    transformObject: createJsonSchemaTransformObject({}),
  });
  server.get(
    "/healthz",
    { config: { access: "public" }, schema: { hide: true } },
    async (_request, reply) => {
      const healthy = await options.healthy();
      return reply.code(healthy ? 200 : 503).send({ status: healthy ? "ok" : "database unreachable" });
    },
  );
  server.get(
    "/openapi.json",
    { config: { access: "public" }, schema: { hide: true } },
    async (_request, reply) => reply.send(server.swagger()),
  );
  return server;
}
