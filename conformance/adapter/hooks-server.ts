import { refuse } from "@allotement/platform/http/problems.ts";
import { httpServer } from "@allotement/platform/http/server.ts";
import { basket as networkBasket, order as networkOrder } from "@allotement/reseller/api/point-of-sale.ts";
import { z } from "zod";
import type { Client } from "../../dev/seed/client.ts";
import { basketAnswer, hookRequests, saleAnswer } from "../hooks.ts";

export interface AdapterNeeds {
  /** Signed in at the network, as its manager and as a seller. */
  manager: Client;
  seller: Client;
  /** Resolves once a basket's time is over. */
  untilExpired(basketId: string, expiresAt: Date): Promise<void>;
}

export interface RunningHooks {
  url: string;
  /** Takes every show that went on sale from sale again, and stops answering. */
  close(): Promise<void>;
}

/** What a basket lasts at the network when nobody says otherwise, and at the least; in minutes. */
const usualMinutes = 20;
const shortestMinutes = 1;

/**
 * The tester's hooks for our own network: each call is done as its people would do it, over the manager's and the point
 * of sale's own interface. Whoever tests another reseller's server writes the same few calls for it.
 */
export async function startHooks({ manager, seller, untilExpired }: AdapterNeeds): Promise<RunningHooks> {
  const server = await httpServer({
    title: "Allotement: the tester's hooks",
    version: "1",
    logLevel: "silent",
    trustedProxies: [],
    healthy: async () => true,
  });
  const config = { access: "public" } as const;
  const onSale = new Set<string>();
  const ends = new Map<string, Date>();
  const setStatus = async (show: string, ...statuses: string[]) => {
    for (const status of statuses) await manager.raw("PUT", `${show}/status`, { status });
  };
  const done = z.object({});

  server.post("/on-sale", { config, schema: { body: hookRequests["/on-sale"] } }, async (request, reply) => {
    const { institutionCode, showNumber } = request.body;
    const show = `/api/institutions/${institutionCode}/shows/${showNumber}`;
    await setStatus(show, "announced", "onSale");
    onSale.add(show);
    return reply.send(done.parse({}));
  });

  server.post("/basket", { config, schema: { body: hookRequests["/basket"] } }, async (request, reply) => {
    const { short, ...wanted } = request.body;
    const basketMinutes = short ? shortestMinutes : usualMinutes;
    const institution = `/api/institutions/${wanted.institutionCode}`;
    if (short) await manager.raw("PATCH", institution, { basketMinutes });
    const opened = await seller.raw("POST", "/api/baskets", wanted);
    if (short) await manager.raw("PATCH", institution, { basketMinutes: usualMinutes });
    if (opened.status !== 201) return refuseAsAsked(reply, opened);
    const { basketId, expiresAt } = networkBasket.parse(opened.body);
    ends.set(basketId, new Date(expiresAt));
    return reply.send(basketAnswer.parse({ basketId }));
  });

  server.post("/sell", { config, schema: { body: hookRequests["/sell"] } }, async (request, reply) => {
    const { basketId, seatCodes, priceTypeCode, holder } = request.body;
    const lines = seatCodes.map((seatCode) => ({ seatCode, priceTypeCode }));
    const sold = await seller.raw("POST", `/api/baskets/${basketId}/sale`, { holder, lines });
    if (sold.status !== 200) return refuseAsAsked(reply, sold);
    return reply.send(saleAnswer.parse(sold.body));
  });

  server.post("/expire", { config, schema: { body: hookRequests["/expire"] } }, async (request, reply) => {
    const { basketId } = request.body;
    await untilExpired(basketId, ends.get(basketId) ?? new Date());
    return reply.send(done.parse({}));
  });

  server.post("/cancel", { config, schema: { body: hookRequests["/cancel"] } }, async (request, reply) => {
    const { institutionCode, orderId, seatCodes } = request.body;
    const path = `/api/orders/${orderId}`;
    const { lines } = await seller.get(`${path}?institutionCode=${institutionCode}`, networkOrder);
    const lineIds = lines.filter((line) => seatCodes.includes(line.seatCode)).map((line) => line.lineId);
    const cancelled = await seller.raw("POST", `${path}/cancellation`, { institutionCode, lineIds });
    return cancelled.status === 200 ? reply.send(done.parse({})) : refuseAsAsked(reply, cancelled);
  });

  server.post(
    "/maintenance",
    { config, schema: { body: hookRequests["/maintenance"] } },
    async (request, reply) => {
      const { institutionCode, on } = request.body;
      await manager.raw("PATCH", `/api/institutions/${institutionCode}`, { maintenance: on });
      return reply.send(done.parse({}));
    },
  );

  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    url,
    async close() {
      for (const show of onSale) await setStatus(show, "stopped");
      await server.close();
    },
  };
}

/** The network's refusal is the hook's; anything else is a mistake in this adapter, and no verdict on the network. */
function refuseAsAsked(
  reply: Parameters<typeof refuse>[0],
  { status, body }: { status: number; body: unknown },
) {
  const message = JSON.stringify(body);
  return refuse(reply, status === 409 ? 409 : 500, { error: "REFUSED", message });
}
