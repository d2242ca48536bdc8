import type { CredentialView, InstitutionView } from "@allotement/reseller/api/institutions.ts";
import { Badge, Button, Table, VisuallyHidden } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { useRefreshInstitutions } from "./institutions.ts";
import { NewCredentialDialog } from "./new-credential-dialog.tsx";

/** With what the venue signs in. Two may be valid at a time, so that a secret is changed without a gap. */
export function CredentialsPanel({ institution }: { readonly institution: InstitutionView }) {
  const { line: words } = useStrings();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<CredentialView | null>(null);
  const refresh = useRefreshInstitutions();
  const revoke = useMutation({
    mutationFn: ({ credentialId }: CredentialView) =>
      callApi("DELETE", apiPaths.credential(institution.institutionCode, credentialId)),
    onSuccess: async () => {
      setRevoking(null);
      await refresh();
    },
  });
  return (
    <Panel
      title={words.credentials}
      flush
      aside={
        <Button variant="default" size="xs" onClick={() => setCreating(true)}>
          {words.newCredential}
        </Button>
      }
    >
      {institution.credentials.length === 0 ? (
        <Empty title={words.noCredential}>{words.noCredentialText}</Empty>
      ) : (
        <Table horizontalSpacing={16}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.userName}</Table.Th>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{words.actions}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {institution.credentials.map((credential) => (
              <Table.Tr key={credential.credentialId}>
                <Table.Td>
                  <code>{credential.userName}</code>
                </Table.Td>
                <Table.Td>
                  <CredentialState credential={credential} />
                </Table.Td>
                <Table.Td align="right">
                  <Button
                    variant="subtle"
                    color="red"
                    size="xs"
                    aria-label={words.revokeOf(credential.userName)}
                    onClick={() => {
                      revoke.reset();
                      setRevoking(credential);
                    }}
                  >
                    {words.revoke}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {creating && <NewCredentialDialog institution={institution} onClose={() => setCreating(false)} />}
      <ConfirmDialog
        opened={revoking !== null}
        title={words.revokeTitle}
        confirmLabel={words.revoke}
        busy={revoke.isPending}
        onConfirm={() => revoking && revoke.mutate(revoking)}
        onCancel={() => setRevoking(null)}
      >
        <p>{words.revokeAsk(revoking?.userName ?? "")}</p>
        {revoke.isError && <NetworkFailure error={revoke.error} />}
      </ConfirmDialog>
    </Panel>
  );
}

function CredentialState({ credential }: { readonly credential: CredentialView }) {
  const { line: words } = useStrings();
  const { lockedUntil, validUntil } = credential;
  if (lockedUntil !== null) return <Badge color="red">{words.lockedUntil(formatInstant(lockedUntil))}</Badge>;
  if (validUntil !== null) return <Badge color="orange">{words.validUntil(formatInstant(validUntil))}</Badge>;
  return <Badge color="green">{words.valid}</Badge>;
}
