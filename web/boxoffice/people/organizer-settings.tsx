import type { OrganizerSettings } from "@allotement/boxoffice/api/people.ts";
import { Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./people.module.css";

const settingsKey = ["organizer-settings"];

/** The theatre's address on its tickets, whether a second factor is asked for, how long names are kept. */
export function OrganizerSettingsPanel() {
  const { people: words } = useStrings();
  const settings = useQuery({
    queryKey: settingsKey,
    queryFn: () => getApi<OrganizerSettings>(apiPaths.organizerSettings),
  });
  return (
    <Panel title={words.settings}>
      <QueryView query={settings} rows={3}>
        {(kept) => <SettingsForm kept={kept} />}
      </QueryView>
    </Panel>
  );
}

function SettingsForm({ kept }: { readonly kept: OrganizerSettings }) {
  const { people: words } = useStrings();
  const client = useQueryClient();
  const [typed, setTyped] = useState(kept);
  const save = useMutation({
    mutationFn: () => callApi<OrganizerSettings>("PUT", apiPaths.organizerSettings, typed),
    onSuccess: (saved) => client.setQueryData(settingsKey, saved),
  });
  const change = (part: Partial<OrganizerSettings>) => {
    save.reset();
    setTyped({ ...typed, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={words.address}
        value={typed.address}
        maxLength={200}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <TextInput
        label={words.town}
        value={typed.town}
        maxLength={100}
        onChange={(event) => change({ town: event.currentTarget.value })}
      />
      <NumberInput
        label={words.namesKept}
        description={words.namesKeptHelp}
        value={typed.namesKeptMonths ?? ""}
        min={1}
        max={120}
        allowDecimal={false}
        onChange={(value) => change({ namesKeptMonths: value === "" ? null : Number(value) })}
      />
      <Checkbox
        className={styles.wide}
        label={words.required}
        checked={typed.secondFactorRequired}
        onChange={(event) => change({ secondFactorRequired: event.currentTarget.checked })}
      />
      <Button type="submit" loading={save.isPending}>
        {words.save}
      </Button>
      <div className={styles.wide}>
        {save.isError && <Failure error={save.error} />}
        {save.isSuccess && <Notice tone="good" title={words.done} />}
      </div>
    </form>
  );
}
