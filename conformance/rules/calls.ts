import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type { Context } from "../context.ts";
import type { Exchange } from "../line.ts";
import { openStage } from "../stage.ts";

/** One call of the contract, well formed. */
export interface ContractCall {
  method: Exchange["method"];
  path: string;
  /** As the OpenAPI document writes the path, whatever it calls the parameters. */
  template: string;
  body?: Record<string, unknown>;
}

/** Every call of the exchange that needs a session; each would be carried out, or refused as not found. */
export function contractCalls(context: Context): ContractCall[] {
  const stage = openStage(context);
  const { performanceNumber, showNumber, localDate, localTime } = stage;
  const operation = `/operations/${context.ids.uuid()}`;
  const body = { ...stage.body("allot", [1], { command: 1 }) };
  return [
    { method: "POST", path: "/check", template: "/check", body },
    { method: "PUT", path: operation, template: "/operations/{}", body },
    {
      method: "POST",
      path: `/operations/${context.ids.uuid()}/void`,
      template: "/operations/{}/void",
      body: { performanceNumber, seats: [{ seatCode: 1, command: 1 }] },
    },
    { method: "GET", path: operation, template: "/operations/{}" },
    {
      method: "PUT",
      path: `/performances/${performanceNumber}/schedule`,
      template: "/performances/{}/schedule",
      body: { version: 1, localDate, localTime },
    },
    {
      method: "GET",
      path: `/performances/${performanceNumber}/contingent`,
      template: "/performances/{}/contingent",
    },
    { method: "GET", path: `/shows/${showNumber}`, template: "/shows/{}" },
    { method: "GET", path: "/sales?after=0&limit=1", template: "/sales" },
    {
      method: "POST",
      path: "/sales/acknowledgements",
      template: "/sales/acknowledgements",
      body: { streamId: context.ids.uuid(), upTo: 0, hash: chainStart },
    },
    {
      method: "POST",
      path: "/sales/known",
      template: "/sales/known",
      body: { streamId: context.ids.uuid(), events: [], complete: false },
    },
  ];
}
