import type { NetworkPrice, NetworkShow } from "@allotement/reseller/api/shows.ts";
import { Button, Table, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { codesQuery, labelOf } from "../codes/codes.ts";
import { priceCents } from "../sale/prices.ts";
import { useStrings } from "../strings.ts";
import { PriceDialog } from "./price-dialog.tsx";

/** The amounts per price type and category, as the venue sent them; a manager may change them, with a warning. */
export function PricesPanel({ show }: { readonly show: NetworkShow }) {
  const ui = useUi();
  const { shows: words } = useStrings();
  const { money } = useFormats();
  const [edited, setEdited] = useState<NetworkPrice | null>(null);
  const codes = useQuery(codesQuery(show.institutionCode)).data?.codes ?? [];
  if (show.prices.length === 0)
    return (
      <Panel title={words.prices}>
        <Empty title={words.noPrices}>{words.noPricesText}</Empty>
      </Panel>
    );
  const category = (price: NetworkPrice) => labelOf(codes, "seatCategory", price.seatCategoryCode);
  return (
    <Panel title={words.prices} flush>
      <Table horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.priceType}</Table.Th>
            <Table.Th>{words.category}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.faceValue}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.venueFee}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.organizerFee}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.resellerFee}</Table.Th>
            <Table.Th className={uiStyles.number}>{ui.total}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{words.action}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {show.prices.map((price) => (
            <Table.Tr key={`${price.priceTypeCode} ${price.seatCategoryCode}`}>
              <Table.Td>{price.priceTypeLabel}</Table.Td>
              <Table.Td>{category(price)}</Table.Td>
              <Table.Td className={uiStyles.number}>{money(price.faceValueCents)}</Table.Td>
              <Table.Td className={uiStyles.number}>{money(price.venueFeeCents)}</Table.Td>
              <Table.Td className={uiStyles.number}>{money(price.organizerFeeCents)}</Table.Td>
              <Table.Td className={uiStyles.number}>{money(price.resellerFeeCents)}</Table.Td>
              <Table.Td className={uiStyles.number}>
                <strong>{money(priceCents(price))}</strong>
              </Table.Td>
              <Table.Td align="right">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={words.changePriceOf(price.priceTypeLabel, category(price))}
                  onClick={() => setEdited(price)}
                >
                  {words.changePrice}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {edited !== null && (
        <PriceDialog show={show} price={edited} category={category(edited)} onClose={() => setEdited(null)} />
      )}
    </Panel>
  );
}
