import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  stockRuleChange,
  stockRuleKind,
  stockRuleSwitch,
  stockRules as stockRulesAnswer,
} from "../../api/interface-stock-rules.ts";
import { emptyBody } from "../../api/people.ts";
import { appendAudit } from "../../house/audit/audit.store.ts";
import { holdExists } from "../../house/holds/holds.store.ts";
import { notFound } from "../../house/not-found.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { findShow } from "../../house/programme/programme.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { rehearse } from "./rehearse.views.ts";
import { changeRule, keepRehearsal, lockRule, rulesOfShow, switchRule } from "./stock-rules.store.ts";
import { stockRulesView } from "./stock-rules.views.ts";

const showParameter = z.strictObject({ showNumber: numberParameter });
const ruleParameters = z.strictObject({ showNumber: numberParameter, kind: stockRuleKind });
const answers = { 200: stockRulesAnswer, ...problemResponses };
const noRule = { error: "NOT_FOUND", message: "The show has no such rule." };

/** A show's rules: written, rehearsed, switched on and off; each change in the audit. */
export function stockRulesRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  server.get(
    "/api/interface/stock-rules/shows/:showNumber",
    { config: { access: rolesFrom.clerk }, schema: { params: showParameter, response: answers } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const view = await stockRulesView(database, connection, request.params.showNumber);
      return view ?? notFound(reply, "show");
    },
  );

  server.put(
    "/api/interface/stock-rules/shows/:showNumber",
    {
      config: { access: rolesFrom.manager },
      schema: { params: showParameter, body: stockRuleChange, response: answers },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { organizerId, operatorId } = callerOf(request);
      const { showNumber } = request.params;
      const change = request.body;
      if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
      const source = change.kind === "refill" ? change.values.sourceHoldCode : null;
      if (source !== null && !(await holdExists(database, organizerId, source)))
        return refuse(reply, 422, { error: "UNKNOWN_HOLD", message: "There is no hold of this code." });
      await database.transaction(async (transaction) => {
        await changeRule(transaction, connection, showNumber, change, operatorId, clock.now());
        const subject = { showNumber, ...change };
        const entry = { action: "changeStockRule", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
      });
      return (await stockRulesView(database, connection, showNumber)) ?? notFound(reply, "show");
    },
  );
  rehearseRoute(server, needs);
  switchRoute(server, needs);
}

function rehearseRoute(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  server.post(
    "/api/interface/stock-rules/shows/:showNumber/:kind/rehearse",
    {
      config: { access: rolesFrom.manager },
      schema: { params: ruleParameters, body: emptyBody, response: answers },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { showNumber, kind } = request.params;
      const rules = await rulesOfShow(database, connection, showNumber);
      const rule = rules.find((one) => one.kind === kind);
      if (!rule) return refuse(reply, 404, noRule);
      const returning = rules.find((one) => one.kind === "return");
      const values = returning?.kind === "return" && returning.switchedOnAt ? returning.values : undefined;
      const now = clock.now();
      const rehearsal = await rehearse(database, connection, rule, values, now);
      if (!(await keepRehearsal(database, connection, rule, rehearsal, now)))
        return refuse(reply, 409, { error: "RULE_CHANGED", message: "The rule was changed meanwhile." });
      return (await stockRulesView(database, connection, showNumber)) ?? notFound(reply, "show");
    },
  );
}

function switchRoute(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  server.post(
    "/api/interface/stock-rules/shows/:showNumber/:kind/switch",
    {
      config: { access: rolesFrom.manager },
      schema: { params: ruleParameters, body: stockRuleSwitch, response: answers },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { organizerId, operatorId } = callerOf(request);
      const { showNumber, kind } = request.params;
      const { on } = request.body;
      const now = clock.now();
      const outcome = await database.transaction(async (transaction) => {
        const rule = await lockRule(transaction, connection, showNumber, kind);
        if (!rule) return "NOT_FOUND";
        if (on && rule.rehearsedAt === null) return "NOT_REHEARSED";
        if (on === (rule.switchedOnAt !== null)) return "done";
        await switchRule(transaction, connection, showNumber, kind, on ? now : null);
        const subject = { showNumber, kind, on, values: rule.values };
        const entry = { action: "switchStockRule", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, now, entry);
        return "done";
      });
      if (outcome === "NOT_FOUND") return refuse(reply, 404, noRule);
      if (outcome === "NOT_REHEARSED")
        return refuse(reply, 409, {
          error: outcome,
          message: "The rule has not been rehearsed as it stands.",
        });
      return (await stockRulesView(database, connection, showNumber)) ?? notFound(reply, "show");
    },
  );
}
