import type { ShowVat, ShowVatChange } from "@allotement/boxoffice/api/vat.ts";
import { Button, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { showVatQuery } from "./programme-queries.ts";
import programmeStyles from "./programme-shows.module.css";

interface VatPanelProps {
  readonly showNumber: number;
  readonly mayChange: boolean;
}

/** What the law asks of a show's tickets: its VAT and the licence that they print (R2.5). */
export function VatPanel(props: VatPanelProps) {
  const { programme } = useStrings();
  const vat = useQuery(showVatQuery(props.showNumber));
  return (
    <Panel title={programme.vat.title}>
      <QueryView query={vat} rows={3}>
        {(answer) => <VatForm vat={answer} {...props} />}
      </QueryView>
    </Panel>
  );
}

const regimes: readonly ShowVatChange["regime"][] = ["reduced", "firstPerformances", "standard"];

function VatForm({ vat, showNumber, mayChange }: VatPanelProps & { readonly vat: ShowVat }) {
  const { programme } = useStrings();
  const words = programme.vat;
  const client = useQueryClient();
  const { regime, performancesBefore, licenceNumber } = vat;
  const [typed, setTyped] = useState<ShowVatChange>({ regime, performancesBefore, licenceNumber });
  const save = useMutation({
    mutationFn: () => callApi("PUT", apiPaths.showVat(showNumber), typed),
    onSettled: () => client.invalidateQueries({ queryKey: ["shows", showNumber, "vat"] }),
  });
  return (
    <Stack gap="sm">
      <Select
        label={words.regime}
        data={regimes.map((value) => ({ value, label: words.regimes[value] }))}
        value={typed.regime}
        allowDeselect={false}
        disabled={!mayChange}
        onChange={(value) =>
          setTyped({ ...typed, regime: regimes.find((one) => one === value) ?? typed.regime })
        }
      />
      {typed.regime === "firstPerformances" && (
        <NumberInput
          label={words.before}
          value={typed.performancesBefore}
          min={0}
          max={9999}
          allowDecimal={false}
          disabled={!mayChange}
          onChange={(value) => setTyped({ ...typed, performancesBefore: Number(value) || 0 })}
        />
      )}
      <TextInput
        label={words.licence}
        description={words.licenceText(vat.organizerLicenceNumber)}
        value={typed.licenceNumber}
        maxLength={60}
        disabled={!mayChange}
        onChange={(event) => setTyped({ ...typed, licenceNumber: event.currentTarget.value })}
      />
      {save.isError && <Failure error={save.error} />}
      {mayChange && (
        <div className={programmeStyles.save}>
          <span role="status" className={styles.faint}>
            {save.isSuccess ? programme.saved : ""}
          </span>
          <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
            {programme.save}
          </Button>
        </div>
      )}
    </Stack>
  );
}
