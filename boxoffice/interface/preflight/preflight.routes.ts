import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { allotOrder } from "../../api/interface-allot.ts";
import { preflight } from "../../api/interface-preflight.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { allotChoices, newShowWindow } from "../allot/allot.store.ts";
import { faultOfOrder } from "../allot/order.ts";
import { interfacePriceTypes } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { askWhatWouldFail } from "./ask.ts";
import { codeNames, hallOfShow } from "./code-names.views.ts";
import { findingsOf } from "./findings.ts";

/** «Tester…»: the order of «Contingenter», asked of the reseller and never carried out (R5.5). */
export function preflightRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock, workers } = needs;

  server.post(
    "/api/interface/allot/preflight",
    {
      config: { access: rolesFrom.clerk },
      schema: { body: allotOrder, response: { 200: preflight, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { organizerId } = connection;
      const order = request.body;
      const window = await newShowWindow(database, connection, order.showNumber, clock.now());
      const choices = await allotChoices(database, connection, clock.now());
      const priceTypes = await interfacePriceTypes(database, connection);
      const fault = faultOfOrder(order, window, choices, priceTypes);
      if (fault) return refuse(reply, fault.status, fault.problem);
      const hallCode = await hallOfShow(database, organizerId, order.showNumber);
      const line = workers.of(organizerId)?.line;
      if (hallCode === undefined || !line)
        return refuse(reply, 409, { error: "NOT_CONFIGURED", message: "There is no line to the reseller." });
      const newShow = order.newShow && { comment: order.newShow.comment, prices: order.newShow.lines };
      const store = sqlInterfaceStore(database, connection);
      const numbers = [...new Set(order.performanceNumbers)];
      const { checked, ...how } = await askWhatWouldFail(store, line, connection, numbers, newShow);
      return {
        hallCode,
        ...how,
        findings: findingsOf(checked, await codeNames(database, organizerId, hallCode)),
      };
    },
  );
}
