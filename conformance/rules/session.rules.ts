import { salesPage } from "@allotement/protocol/messages/sales.ts";
import { sessionAnswer } from "@allotement/protocol/messages/session.ts";
import { z } from "zod";
import { type Context, given } from "../context.ts";
import { expectRefusal, expectRetryAfter, expectSame, expectThat, read } from "../expectations.ts";
import type { Exchange } from "../line.ts";
import { Broken, NotProven, type Rule } from "../rule.ts";
import { contractCalls } from "./calls.ts";

const open = (context: Context, body: unknown, impatient = false) =>
  context.line.call("POST", "/session", { body, token: null, ...(impatient ? { impatient: true } : {}) });

/** From this many wrong passwords in a row on a credential is locked. */
const wrongPasswordsMax = 5;
const wrongPassword = "not the password of anybody";

export const sessionRules: Rule[] = [
  {
    id: "S1",
    title:
      "A session is answered with token, expiresAt, seenAddress, serverTime, streamId, version and limits.",
    source: "Messages",
    meaning: "The venue cannot open the line, or cannot tell which feed it speaks of.",
    async run(context) {
      const exchange = await open(context, context.config.institution);
      const { token, seenAddress } = read(exchange, sessionAnswer);
      expectThat(token.length >= 16, "a token that nobody guesses", `${token.length} characters`, exchange);
      expectThat(/^[0-9a-f.:]+$/i.test(seenAddress), "an address in seenAddress", seenAddress, exchange);
    },
  },
  {
    id: "S2",
    title: "A token lives ten minutes from the server's own time.",
    source: "Access",
    meaning: "A stolen token stays of use for long, or the venue opens a session for every call.",
    async run(context) {
      const exchange = await open(context, context.config.institution);
      const { expiresAt, serverTime } = read(exchange, sessionAnswer);
      const seconds = Math.round((Date.parse(expiresAt) - Date.parse(serverTime)) / 1000);
      expectThat(
        Math.abs(seconds - 600) <= 5,
        "600 s from serverTime to expiresAt",
        `${seconds} s`,
        exchange,
      );
    },
  },
  {
    id: "S3",
    title: "A wrong password, user name or institution is refused as WRONG_CREDENTIALS, all three alike.",
    source: "What a call may be refused with",
    meaning: "Strangers get in, or learn which institutions and users exist.",
    async run(context) {
      const { institution, codes } = context.config;
      const wrong = { ...institution, password: wrongPassword };
      const refusals: Exchange[] = [];
      for (const body of [
        wrong,
        { ...wrong, userName: "nobody of this name" },
        { ...wrong, institutionCode: codes.unknownCode },
      ]) {
        const exchange = await open(context, body);
        expectRefusal(exchange, "WRONG_CREDENTIALS");
        refusals.push(exchange);
      }
      // The count of wrong passwords is cleared again.
      read(await open(context, institution), sessionAnswer);
      for (const exchange of refusals)
        expectSame("the same refusal for all three", exchange.json, refusals[0]?.json, exchange);
    },
  },
  {
    id: "S4",
    title: "Every call but the session's needs a token that the server has drawn.",
    source: "Access",
    meaning: "Seats can be moved and sales be read by anybody who finds the server.",
    async run(context) {
      for (const { method, path, body } of contractCalls(context))
        for (const token of [null, "a-token-that-was-never-drawn-by-this-server"])
          expectRefusal(await context.line.call(method, path, { token, body }), "SESSION_REQUIRED");
    },
  },
  {
    id: "S5",
    title: "The limits and the version named are those of this contract.",
    source: "Messages",
    meaning: "The venue would send messages that the server does not understand.",
    async run(context) {
      const exchange = await open(context, context.config.institution);
      const { limits, protocolVersion } = read(exchange, sessionAnswer);
      expectSame("limits", limits, { seatsPerOperation: 500, eventsPerPage: 500 }, exchange);
      expectThat(/^1\.\d+$/.test(protocolVersion), "version 1.x", protocolVersion, exchange);
    },
  },
  {
    id: "S6",
    title: "The streamId is the same in every session and on every page of the feed.",
    source: "Rule 10",
    meaning: "The venue takes the server for one restored from a backup, and stops.",
    async run(context) {
      const first = read(await open(context, context.config.institution), sessionAnswer);
      const exchange = await open(context, context.config.institution);
      expectSame("streamId", read(exchange, sessionAnswer).streamId, first.streamId, exchange);
      const page = await context.line.call("GET", "/sales?after=0&limit=1");
      expectSame("streamId of the feed", read(page, salesPage).streamId, first.streamId, page);
    },
  },
  {
    id: "S7",
    title: "Two credentials are valid at once; wrong passwords lock one of them (429), not the institution.",
    source: "Access",
    meaning: "A password can be guessed, or whoever tries one shuts the venue out.",
    needs: ["spareCredential"],
    async run(context) {
      const { institution, spareCredential } = context.config;
      const { institutionCode } = institution;
      const spare = { institutionCode, ...given(spareCredential, "spareCredential") };
      read(await open(context, spare), sessionAnswer);
      for (let attempt = 1; attempt <= wrongPasswordsMax; attempt += 1) {
        const exchange = await open(context, { ...spare, password: wrongPassword }, true);
        if (attempt < wrongPasswordsMax) expectRefusal(exchange, "WRONG_CREDENTIALS");
        else expectRefusal(exchange, "WRONG_CREDENTIALS", "TOO_MANY_REQUESTS");
      }
      const locked = await open(context, spare, true);
      expectRefusal(locked, "TOO_MANY_REQUESTS");
      expectRetryAfter(locked);
      read(await open(context, institution), sessionAnswer);
    },
  },
  {
    id: "S8",
    title: "From an address outside its list an institution gets 403 with that address, or no answer at all.",
    source: "Access",
    meaning: "A stolen password is of use from anywhere, or the venue cannot tell why it is refused.",
    needs: ["refusedInstitution"],
    async run(context) {
      const refused = given(context.config.refusedInstitution, "refusedInstitution");
      const options = { body: refused, token: null };
      const exchange = await context.line.ask("POST", "/session", options);
      if ("silence" in exchange) return;
      expectRefusal(exchange, "ADDRESS_REFUSED");
      const { answer } = await context.sessions.opened(context.line.institutionCode);
      const seen = z.object({ seenAddress: z.string() }).safeParse(exchange.json).data?.seenAddress;
      expectSame("seenAddress", seen, answer.seenAddress, exchange);
    },
  },
  {
    id: "S9",
    title:
      "In maintenance every call is answered 503 MAINTENANCE with Retry-After, and all is well afterwards.",
    source: "Access",
    meaning: "The venue takes a closed server for a broken one, and does not know when to come back.",
    needs: ["hooks", "secondInstitution"],
    alone: true,
    async run(context) {
      const second = given(context.config.secondInstitution, "secondInstitution");
      const { institutionCode } = second;
      const line = context.lineOf(institutionCode);
      // The session is opened before: a token must not help.
      await context.sessions.token(institutionCode);
      const hooks = given(context.hooks, "hooks");
      const maintain = async (on: boolean) => {
        if ((await hooks.call("/maintenance", { institutionCode, on }, z.unknown())) === "refused")
          throw new NotProven("the tester's hook /maintenance refuses");
      };
      await maintain(true);
      try {
        const session = { method: "POST", path: "/session", body: second, token: null } as const;
        for (const { method, path, ...options } of [session, ...contractCalls(context)]) {
          const exchange = await line.call(method, path, options);
          expectRefusal(exchange, "MAINTENANCE");
          expectRetryAfter(exchange);
        }
      } finally {
        await maintain(false);
      }
      const after = await line.call("GET", "/sales?after=0&limit=1");
      if (after.status !== 200) throw new Broken("status 200 after maintenance", `${after.status}`, after);
    },
  },
];
