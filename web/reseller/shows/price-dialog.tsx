import { formatCents, parseCents } from "@allotement/protocol/money.ts";
import type { NetworkPrice, NetworkShow, PriceChange } from "@allotement/reseller/api/shows.ts";
import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { priceCents } from "../sale/prices.ts";
import { useStrings } from "../strings.ts";
import styles from "./shows.module.css";

const amounts = ["faceValueCents", "venueFeeCents", "organizerFeeCents", "resellerFeeCents"] as const;
type Amount = (typeof amounts)[number];

interface PriceDialogProps {
  readonly show: NetworkShow;
  readonly price: NetworkPrice;
  readonly category: string;
  readonly onClose: () => void;
}

/** The four amounts of one price. Sales at another price than the venue's stop its integration (R7.2): it is said here. */
export function PriceDialog({ show, price, category, onClose }: PriceDialogProps) {
  const ui = useUi();
  const { shows: words } = useStrings();
  const { money } = useFormats();
  const [texts, setTexts] = useState<Record<Amount, string>>({
    faceValueCents: plain(price.faceValueCents),
    venueFeeCents: plain(price.venueFeeCents),
    organizerFeeCents: plain(price.organizerFeeCents),
    resellerFeeCents: plain(price.resellerFeeCents),
  });
  const change = parsePrice(texts);
  const client = useQueryClient();
  const { institutionCode, showNumber } = show;
  const save = useMutation({
    mutationFn: (body: PriceChange) =>
      callApi(
        "PUT",
        apiPaths.price(institutionCode, showNumber, price.priceTypeCode, price.seatCategoryCode),
        body,
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["shows", institutionCode] });
      onClose();
    },
  });
  const labels: Record<Amount, string> = {
    faceValueCents: words.faceValue,
    venueFeeCents: words.venueFee,
    organizerFeeCents: words.organizerFee,
    resellerFeeCents: words.resellerFee,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change !== undefined) save.mutate(change);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${price.priceTypeLabel} – ${category}`}
      closeButtonProps={{ "aria-label": ui.close }}
    >
      <form onSubmit={submit} className={styles.stack}>
        <Notice tone="warn" title={words.priceWarning}>
          <div>{words.priceWarningText}</div>
        </Notice>
        <div className={styles.amounts}>
          {amounts.map((amount, index) => (
            <TextInput
              key={amount}
              label={labels[amount]}
              inputMode="decimal"
              rightSection="€"
              value={texts[amount]}
              error={parseCents(texts[amount]) === undefined ? ui.amountWrong : undefined}
              onChange={(event) => setTexts({ ...texts, [amount]: event.currentTarget.value })}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </div>
        <div className={styles.total} role="status">
          <span>{words.customerPays}</span>
          <strong>{change === undefined ? "–" : money(priceCents(change))}</strong>
        </div>
        {save.isError && <NetworkFailure error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={save.isPending}>
            {ui.cancel}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={change === undefined}>
            {words.savePrice}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** 4800 → «48,00», as it is typed. */
function plain(amountCents: number): string {
  return formatCents(amountCents).replace(/\s*€$/u, "");
}

function parsePrice(texts: Record<Amount, string>): PriceChange | undefined {
  const faceValueCents = parseCents(texts.faceValueCents);
  const venueFeeCents = parseCents(texts.venueFeeCents);
  const organizerFeeCents = parseCents(texts.organizerFeeCents);
  const resellerFeeCents = parseCents(texts.resellerFeeCents);
  if (
    faceValueCents === undefined ||
    venueFeeCents === undefined ||
    organizerFeeCents === undefined ||
    resellerFeeCents === undefined
  )
    return undefined;
  return { faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents };
}
