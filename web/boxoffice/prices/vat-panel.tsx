import type { ShowVat } from "@allotement/boxoffice/api/vat.ts";
import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLanguage } from "../../strings/language.tsx";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./prices.module.css";
import { showVatQuery } from "./prices.ts";

const regimes = ["firstPerformances", "reduced", "standard"] as const;

/** The show's VAT, how many of its performances have which rate, and the licence that its tickets print. */
export function VatPanel({ showNumber }: { readonly showNumber: number }) {
  const { vat: words } = useStrings();
  const vat = useQuery(showVatQuery(showNumber));
  return (
    <Panel title={words.title}>
      <QueryView query={vat} rows={3}>
        {(view) => <VatForm key={JSON.stringify(view)} showNumber={showNumber} view={view} />}
      </QueryView>
    </Panel>
  );
}

function VatForm({ showNumber, view }: { readonly showNumber: number; readonly view: ShowVat }) {
  const { vat: words, prices } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const mayChange = useMe().role !== "clerk";
  const [regime, setRegime] = useState(view.regime);
  const [before, setBefore] = useState<number | "">(view.performancesBefore);
  const [licenceNumber, setLicence] = useState(view.licenceNumber);
  const save = useMutation({
    mutationFn: () =>
      callApi<ShowVat>("PUT", apiPaths.showVat(showNumber), {
        ...{ regime, performancesBefore: before === "" ? 0 : before, licenceNumber: licenceNumber.trim() },
      }),
    onSuccess: (answer) => client.setQueryData(showVatQuery(showNumber).queryKey, answer),
  });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={styles.line}>
        <Select
          label={words.regime}
          data={regimes.map((value) => ({ value, label: words.regimes[value] }))}
          value={regime}
          onChange={(value) => setRegime(regimes.find((one) => one === value) ?? "reduced")}
          allowDeselect={false}
          readOnly={!mayChange}
          w={380}
        />
        {regime === "firstPerformances" && (
          <NumberInput
            label={words.performancesBefore}
            description={words.performancesBeforeText}
            value={before}
            onChange={(value) => setBefore(typeof value === "number" ? value : "")}
            min={0}
            max={9_999}
            allowDecimal={false}
            readOnly={!mayChange}
            w={230}
          />
        )}
        <TextInput
          label={words.licence}
          description={words.licenceText(view.organizerLicenceNumber)}
          value={licenceNumber}
          onChange={(event) => setLicence(event.currentTarget.value)}
          readOnly={!mayChange}
          maxLength={60}
          w={280}
        />
        {mayChange && (
          <Button type="submit" variant="default" loading={save.isPending}>
            {ui.save}
          </Button>
        )}
        <span role="status">{save.isSuccess && prices.saved}</span>
      </div>
      <RateCounts view={view} />
      {save.isError && <Failure error={save.error} />}
    </form>
  );
}

function RateCounts({ view }: { readonly view: ShowVat }) {
  const { vat: words } = useStrings();
  const { language } = useLanguage();
  const given = view.performances.filter(({ cancelled }) => !cancelled);
  if (given.length === 0) return <span className={styles.faint}>{words.noPerformances}</span>;
  const percent = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 2,
  });
  const counts = new Map<number, number>();
  for (const { rate } of given) counts.set(rate, (counts.get(rate) ?? 0) + 1);
  return (
    <span className={styles.faint}>
      {[...counts].map(([rate, count]) => words.summary(percent.format(rate / 10_000), count)).join(" · ")}
    </span>
  );
}
