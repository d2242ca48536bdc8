import type { PriceTypeCopies, PriceTypeList, PriceTypesCopied } from "@allotement/boxoffice/api/prices.ts";
import { Button, Checkbox, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./prices.module.css";

interface DuplicateDialogProps {
  readonly type: PriceTypeList["priceTypes"][number];
  /** What the names of the network's price types begin with in this house; undefined: it has none yet. */
  readonly prefix: string | undefined;
  readonly onClose: () => void;
}

/** One counter price type made into those of the network and the web: ENFANT, TICKETNET ENFANT, WEB ENFANT (R3.4). */
export function DuplicateDialog({ type, prefix, onClose }: DuplicateDialogProps) {
  const { prices: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const [reseller, setReseller] = useState<string | null>(`${prefix ?? words.network} ${type.name}`);
  const [web, setWeb] = useState<string | null>(words.webName(type.name));
  const [withPrices, setWithPrices] = useState(true);
  const copies: PriceTypeCopies["copies"] = [
    ...(reseller === null ? [] : [{ name: reseller.trim(), channelKind: "reseller" as const }]),
    ...(web === null ? [] : [{ name: web.trim(), channelKind: "web" as const }]),
  ];
  const copy = useMutation({
    mutationFn: () =>
      callApi<PriceTypesCopied>("POST", apiPaths.priceTypeCopies(type.priceTypeCode), { copies, withPrices }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["price-types"] });
      await client.invalidateQueries({ queryKey: ["shows"] });
    },
  });
  const isWhole = copies.length > 0 && copies.every(({ name }) => name !== "");
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.duplicateOf(type.name)}
      closeButtonProps={{ "aria-label": ui.close }}
    >
      {copy.isSuccess ? (
        <>
          <Notice tone="good" title={words.duplicated(copy.data.priceTypeCodes.length, copy.data.prices)}>
            {reseller !== null && <p>{words.thenConfigure}</p>}
          </Notice>
          <Group justify="flex-end" mt="lg">
            <Button onClick={onClose} data-autofocus>
              {ui.close}
            </Button>
          </Group>
        </>
      ) : (
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            if (isWhole) copy.mutate();
          }}
        >
          <p className={styles.text}>{words.duplicateText}</p>
          <CopyField
            label={words.forReseller}
            proposed={`${prefix ?? words.network} ${type.name}`}
            name={reseller}
            onChange={setReseller}
          />
          <CopyField label={words.forWeb} proposed={words.webName(type.name)} name={web} onChange={setWeb} />
          <Checkbox
            label={words.withPrices}
            checked={withPrices}
            onChange={(event) => setWithPrices(event.currentTarget.checked)}
          />
          {copy.isError && <Failure error={copy.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui.cancel}
            </Button>
            <Button type="submit" loading={copy.isPending} disabled={!isWhole}>
              {words.duplicate}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}

interface CopyFieldProps {
  readonly label: string;
  readonly proposed: string;
  /** Null: no price type of this channel. */
  readonly name: string | null;
  readonly onChange: (name: string | null) => void;
}

function CopyField({ label, proposed, name, onChange }: CopyFieldProps) {
  const { prices: words } = useStrings();
  return (
    <div>
      <Checkbox
        label={label}
        checked={name !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? proposed : null)}
      />
      <TextInput
        mt={6}
        aria-label={`${words.name}, ${label}`}
        value={name ?? ""}
        disabled={name === null}
        onChange={(event) => onChange(event.currentTarget.value)}
        maxLength={200}
      />
    </div>
  );
}
