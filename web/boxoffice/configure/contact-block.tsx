import { Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { isMail } from "./connection.ts";

/** The contact's address, which the venue changes by itself at any time (R10.1). */
export function ContactBlock({ contactMail }: { readonly contactMail: string }) {
  const { configure: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const [typed, setTyped] = useState(contactMail);
  const save = useMutation({
    mutationFn: () => callApi("PUT", apiPaths.connectionContact, { contactMail: typed.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["interface", "connection"] }),
  });
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          label={words.contactMail}
          description={words.contactText}
          value={typed}
          onChange={(event) => {
            save.reset();
            setTyped(event.currentTarget.value);
          }}
          type="email"
          error={isMail(typed) ? undefined : words.mailWrong}
        />
        <Button
          disabled={typed === contactMail || !isMail(typed)}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {ui.save}
        </Button>
      </Group>
      <div role="status">{save.isSuccess && words.contactSaved}</div>
      {save.isError && <Failure error={save.error} />}
    </>
  );
}
