import type { Database } from "@allotement/platform/database/database.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { printedPlanQuery } from "../../api/printed-plan.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { showFile } from "../print/print.ts";
import { printedPlan } from "./printed-plan.views.ts";

/** The graphic plan from «Configuration des séances» (R9.5), shown in the page and kept as a file. */
export function printedPlanRoutes(
  server: Server,
  { database, clock }: { database: Database; clock: Clock },
): void {
  server.get(
    "/api/performances/:performanceNumber/plan.pdf",
    {
      config: { access: rolesFrom.clerk },
      schema: {
        params: z.strictObject({ performanceNumber: numberParameter }),
        querystring: printedPlanQuery,
      },
    },
    async (request, reply) => {
      const { columns, rows, orientation, blank, rowOnSeats } = request.query;
      const layout = {
        columns,
        rows,
        landscape: orientation === "landscape",
        rowOnSeats: rowOnSeats === "yes",
        blank: blank === "yes",
      };
      const { performanceNumber } = request.params;
      const { organizerId } = callerOf(request);
      const plan = await printedPlan(database, organizerId, performanceNumber, layout, clock.now());
      if (!plan) return notFound(reply, "performance");
      return showFile(reply, "application/pdf", plan.fileName, plan.bytes);
    },
  );
}
