import type { TicketHeading } from "@allotement/reseller/api/tickets.ts";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure, NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./institutions.module.css";

/** What every ticket says of the venue (R2.5). */
export function TicketHeadingPanel({ institutionCode }: { readonly institutionCode: number }) {
  const { tickets: words } = useStrings();
  const query = useQuery({
    queryKey: ["ticketHeading", institutionCode],
    queryFn: () => getApi<TicketHeading>(apiPaths.ticketHeading(institutionCode)),
  });
  return (
    <Panel title={words.heading}>
      <NetworkQuery query={query} rows={4}>
        {(heading) => <HeadingForm institutionCode={institutionCode} heading={heading} />}
      </NetworkQuery>
    </Panel>
  );
}

const fields = ["theatreName", "theatreAddress", "theatreTown", "licence"] as const;

interface HeadingFormProps {
  readonly institutionCode: number;
  readonly heading: TicketHeading;
}

function HeadingForm({ institutionCode, heading }: HeadingFormProps) {
  const ui = useUi();
  const { tickets: words } = useStrings();
  const [texts, setTexts] = useState(heading);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (change: TicketHeading) =>
      callApi<TicketHeading>("PUT", apiPaths.ticketHeading(institutionCode), change),
    onSuccess: (kept) => client.setQueryData(["ticketHeading", institutionCode], kept),
  });
  const isSame = fields.every((field) => texts[field] === heading[field]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(texts);
  };
  return (
    <form onSubmit={submit} className={styles.fields}>
      <div className={styles.faint}>{words.headingText}</div>
      {fields.map((field) => (
        <TextInput
          key={field}
          label={words[field]}
          maxLength={200}
          value={texts[field]}
          onChange={(event) => setTexts({ ...texts, [field]: event.currentTarget.value })}
        />
      ))}
      {save.isError && <NetworkFailure error={save.error} />}
      <div className={styles.inline}>
        <Button type="submit" variant="default" loading={save.isPending} disabled={isSame}>
          {ui.save}
        </Button>
        <span role="status" className={styles.faint}>
          {save.isSuccess && isSame ? ui.saved : ""}
        </span>
      </div>
    </form>
  );
}
