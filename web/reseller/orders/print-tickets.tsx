import type { Order } from "@allotement/reseller/api/point-of-sale.ts";
import type { TicketPrint } from "@allotement/reseller/api/tickets.ts";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";

/** The order's tickets on paper: for the ticket printer, and on A4 where the venue allows it (R2.5, R2.6). */
export function PrintTickets({ order }: { readonly order: Order }) {
  const { tickets: words } = useStrings();
  const { institutionCode, orderId, printAtHome } = order;
  const body = (format: TicketPrint["format"]): TicketPrint => ({ institutionCode, format });
  const path = apiPaths.orderTickets(orderId);
  return (
    <>
      <SaveFile path={path} body={body("thermal")}>
        {words.print}
      </SaveFile>
      {printAtHome && (
        <SaveFile path={path} body={body("printAtHome")}>
          {words.printAtHome}
        </SaveFile>
      )}
    </>
  );
}
