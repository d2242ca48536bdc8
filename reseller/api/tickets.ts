import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { textOf } from "./access.ts";

export const ticketFormat = z.enum(["thermal", "printAtHome"]);
export type TicketFormat = z.infer<typeof ticketFormat>;

/** `POST /api/orders/{orderId}/tickets`: the order's valid tickets as PDF, one a page. */
export const ticketPrint = z
  .strictObject({ institutionCode: code, format: ticketFormat })
  .meta({ id: "TicketPrint" });
export type TicketPrint = z.infer<typeof ticketPrint>;

/** `PUT /api/institutions/{institutionCode}/ticket-heading`: what tickets say of the venue (R2.5). */
export const ticketHeading = z
  .strictObject({
    theatreName: textOf(200),
    theatreAddress: textOf(200),
    theatreTown: textOf(200),
    licence: textOf(200),
  })
  .meta({ id: "TicketHeading" });
export type TicketHeading = z.infer<typeof ticketHeading>;
