import "@mantine/core/styles/Switch.css";
import type { InstitutionView } from "@allotement/reseller/api/institutions.ts";
import { Button, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Panel } from "../../ui/panel.tsx";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./institutions.module.css";
import { useChangeInstitution } from "./institutions.ts";

/** Whether the venue's calls are answered, how refused addresses are treated, how long a basket holds its seats. */
export function SettingsPanel({ institution }: { readonly institution: InstitutionView }) {
  const { line: words } = useStrings();
  const [asking, setAsking] = useState(false);
  const change = useChangeInstitution(institution.institutionCode);
  const setMaintenance = (maintenance: boolean) =>
    change.mutate({ maintenance }, { onSuccess: () => setAsking(false) });
  return (
    <Panel title={words.exchange}>
      <div className={styles.settings}>
        <Switch
          label={words.maintenance}
          description={words.maintenanceText}
          checked={institution.maintenance}
          disabled={change.isPending}
          onChange={(event) => (event.currentTarget.checked ? setAsking(true) : setMaintenance(false))}
        />
        <Switch
          label={words.silent}
          description={words.silentText}
          checked={institution.refuseSilently}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ refuseSilently: event.currentTarget.checked })}
        />
        <BasketMinutes institution={institution} />
        {change.isError && !asking && <NetworkFailure error={change.error} />}
      </div>
      <ConfirmDialog
        opened={asking}
        title={words.maintenanceTitle}
        confirmLabel={words.maintenanceConfirm}
        busy={change.isPending}
        onConfirm={() => setMaintenance(true)}
        onCancel={() => setAsking(false)}
      >
        <p>{words.maintenanceAsk(institution.name)}</p>
        {change.isError && <NetworkFailure error={change.error} />}
      </ConfirmDialog>
    </Panel>
  );
}

function BasketMinutes({ institution }: { readonly institution: InstitutionView }) {
  const ui = useUi();
  const { line: words } = useStrings();
  const [text, setText] = useState(String(institution.basketMinutes));
  const change = useChangeInstitution(institution.institutionCode);
  const minutes = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  const isWrong = !(minutes >= 1 && minutes <= 120);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong) change.mutate({ basketMinutes: minutes });
  };
  return (
    <form onSubmit={submit}>
      <div className={styles.inline}>
        <TextInput
          label={words.basketMinutes}
          inputMode="numeric"
          w={230}
          value={text}
          error={isWrong}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={change.isPending}
          disabled={isWrong || minutes === institution.basketMinutes}
        >
          {ui.save}
        </Button>
        <span role="status" className={styles.faint} style={{ paddingBottom: 8 }}>
          {isWrong
            ? words.basketMinutesWrong
            : change.isSuccess && minutes === institution.basketMinutes
              ? ui.saved
              : ""}
        </span>
      </div>
      {change.isError && <NetworkFailure error={change.error} />}
    </form>
  );
}
