import type { InstitutionView } from "@allotement/reseller/api/institutions.ts";
import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./institutions.module.css";
import { useRefreshInstitutions } from "./institutions.ts";

/** The addresses from which the venue may call; from anywhere else it is refused (R3.1). */
export function AddressesPanel({ institution }: { readonly institution: InstitutionView }) {
  const { line: words } = useStrings();
  const [typed, setTyped] = useState("");
  const [leaving, setLeaving] = useState<string | null>(null);
  const refresh = useRefreshInstitutions();
  const replace = useMutation({
    mutationFn: (addresses: string[]) =>
      callApi("PUT", apiPaths.addresses(institution.institutionCode), { addresses }),
    onSuccess: async () => {
      setTyped("");
      setLeaving(null);
      await refresh();
    },
  });
  const { addresses } = institution;
  const add = (event: FormEvent) => {
    event.preventDefault();
    const address = typed.trim();
    if (address !== "") replace.mutate([...new Set([...addresses, address])]);
  };
  return (
    <Panel title={words.addresses}>
      {addresses.length === 0 ? (
        <div style={{ marginBottom: 14 }}>
          <Notice tone="warn" title={words.noAddress}>
            <div>{words.noAddressText}</div>
          </Notice>
        </div>
      ) : (
        <ul className={styles.list}>
          {addresses.map((address) => (
            <li key={address}>
              <code>{address}</code>
              <Button
                variant="subtle"
                color="red"
                size="xs"
                aria-label={words.removeAddress(address)}
                onClick={() => {
                  replace.reset();
                  setLeaving(address);
                }}
              >
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} className={styles.inline}>
        <TextInput
          label={words.newAddress}
          placeholder="203.0.113.7"
          value={typed}
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 180 }}
        />
        <Button
          type="submit"
          variant="default"
          disabled={typed.trim() === ""}
          loading={replace.isPending && leaving === null}
        >
          {words.add}
        </Button>
      </form>
      {replace.isError && leaving === null && (
        <div style={{ marginTop: 12 }}>
          <NetworkFailure error={replace.error} />
        </div>
      )}
      <ConfirmDialog
        opened={leaving !== null}
        title={words.removeTitle}
        confirmLabel={words.remove}
        busy={replace.isPending}
        onConfirm={() => replace.mutate(addresses.filter((address) => address !== leaving))}
        onCancel={() => setLeaving(null)}
      >
        <p>{words.removeAsk(leaving ?? "")}</p>
        {replace.isError && <NetworkFailure error={replace.error} />}
      </ConfirmDialog>
    </Panel>
  );
}
