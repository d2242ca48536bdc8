import type { OrganizerLicence } from "@allotement/boxoffice/api/vat.ts";
import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { showsQuery } from "../programme/programme.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { CategoriesPanel } from "./categories-panel.tsx";
import { FeeColumnsPanel } from "./fee-columns-panel.tsx";
import { PriceTypesPanel } from "./price-types-panel.tsx";
import styles from "./prices.module.css";

/** «Tarifs»: price types, categories, the grids' headings, the licence; the way to each show's grid. */
export function PricesPage() {
  const { prices: words } = useStrings();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <div className={styles.stack}>
        <GridChooser />
        <PriceTypesPanel />
        <div className={styles.columns}>
          <CategoriesPanel />
          <div className={styles.stack}>
            <FeeColumnsPanel />
            <LicencePanel />
          </div>
        </div>
      </div>
    </>
  );
}

function GridChooser() {
  const { prices: words, choosePerformance } = useStrings();
  const navigate = useNavigate();
  const shows = useQuery(showsQuery);
  return (
    <Panel title={words.grids}>
      <QueryView query={shows} rows={1}>
        {({ shows: list }) => (
          <Select
            maw={420}
            label={choosePerformance.show}
            description={words.gridsText}
            data={list.map(({ showNumber, title }) => ({ value: String(showNumber), label: title }))}
            value={null}
            onChange={(value) => value !== null && void navigate(pages.priceGrid(Number(value)))}
            searchable
            disabled={list.length === 0}
            placeholder={list.length === 0 ? choosePerformance.noShows : choosePerformance.show}
          />
        )}
      </QueryView>
    </Panel>
  );
}

function LicencePanel() {
  const { prices: words } = useStrings();
  const licence = useQuery({
    queryKey: ["organizer-licence"],
    queryFn: () => getApi<OrganizerLicence>(apiPaths.organizerLicence),
  });
  return (
    <Panel title={words.licence}>
      <p className={styles.text}>{words.licenceText}</p>
      <QueryView query={licence} rows={1}>
        {({ licenceNumber }) => <LicenceForm licenceNumber={licenceNumber} />}
      </QueryView>
    </Panel>
  );
}

function LicenceForm({ licenceNumber }: OrganizerLicence) {
  const { prices: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const mayChange = useMe().role !== "clerk";
  const [typed, setTyped] = useState(licenceNumber);
  const save = useMutation({
    mutationFn: () => callApi("PUT", apiPaths.organizerLicence, { licenceNumber: typed.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["organizer-licence"] }),
  });
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={words.licenceNumber}
        value={typed}
        onChange={(event) => {
          save.reset();
          setTyped(event.currentTarget.value);
        }}
        readOnly={!mayChange}
        maxLength={60}
      />
      {mayChange && (
        <Button type="submit" variant="default" loading={save.isPending}>
          {ui.save}
        </Button>
      )}
      <span role="status">{save.isSuccess && words.saved}</span>
      {save.isError && <Failure error={save.error} />}
    </form>
  );
}
