import type {
  GiveBackAnswer,
  RestoreOrder,
  TakeCountersAnswer,
} from "@allotement/boxoffice/api/interface-restore.ts";
import { Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { feedFaultProblem } from "../../ui/errors.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Notice, ProblemPanel } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useInterfaceState } from "../home/interface-state.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { TwoPeopleDialog } from "../sign-in/two-people-dialog.tsx";
import { useStrings } from "../strings.ts";
import { GiveBackNotice } from "./give-back-notice.tsx";

/** «Après une restauration»: of the network, or of this box office (rule 10). Support acts, with a second person. */
export function RestorePage() {
  const { restore: words, tools } = useStrings();
  const ui = useUi();
  const state = useInterfaceState().data;
  const isSupport = useMe().role === "support";
  const fault = state?.feedFault ?? null;
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      <div className={styles.stack}>
        {fault !== null && <ProblemPanel problem={feedFaultProblem(fault, ui.errors)} />}
        {isSupport ? (
          <>
            <OfNetwork />
            <OfBoxoffice />
          </>
        ) : (
          <Notice tone="info" title={words.supportOnly} />
        )}
      </div>
    </>
  );
}

function OfNetwork() {
  const { restore: words } = useStrings();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const lost = useQuery({
    queryKey: ["interface", "restore"],
    queryFn: () => getApi<GiveBackAnswer>(apiPaths.restoreReseller),
  });
  const giveBack = useMutation({
    // The password is not kept.
    gcTime: 0,
    mutationFn: (order: RestoreOrder) => callApi<GiveBackAnswer>("POST", apiPaths.restoreReseller, order),
    onSuccess: () => setAsking(false),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  return (
    <Panel title={words.network}>
      <div className={styles.state}>
        <Text size="sm">{words.networkText}</Text>
        <QueryView query={lost} rows={2}>
          {(answer) => <GiveBackNotice answer={giveBack.data ?? answer} />}
        </QueryView>
        <div>
          <Button disabled={lost.data?.outcome !== "found"} onClick={() => setAsking(true)}>
            {words.giveBack}
          </Button>
        </div>
      </div>
      {asking && (
        <TwoPeopleDialog
          title={words.giveBackTitle}
          deed={words.giveBack}
          busy={giveBack.isPending}
          error={giveBack.error}
          onConfirm={(signed) => giveBack.mutate(signed)}
          onCancel={() => setAsking(false)}
        >
          <Text size="sm">{words.giveBackText}</Text>
        </TwoPeopleDialog>
      )}
    </Panel>
  );
}

function OfBoxoffice() {
  const { restore: words } = useStrings();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const take = useMutation({
    gcTime: 0,
    mutationFn: (order: RestoreOrder) =>
      callApi<TakeCountersAnswer>("POST", apiPaths.restoreBoxoffice, order),
    onSuccess: () => setAsking(false),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  return (
    <Panel title={words.boxoffice}>
      <div className={styles.state}>
        <Text size="sm">{words.boxofficeText}</Text>
        <div aria-live="polite">
          {take.data?.outcome === "lineDown" && <Notice tone="bad" title={words.lineDown} />}
          {take.data?.outcome === "taken" && (
            <Notice tone="good" title={words.taken(take.data.counters, take.data.seats)}>
              <Link {...pages.compare}>{words.thenCompare}</Link>
            </Notice>
          )}
        </div>
        <div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {words.takeCounters}
          </Button>
        </div>
      </div>
      {asking && (
        <TwoPeopleDialog
          title={words.takeCountersTitle}
          deed={words.takeCounters}
          busy={take.isPending}
          error={take.error}
          onConfirm={(signed) => take.mutate(signed)}
          onCancel={() => setAsking(false)}
        >
          <Text size="sm">{words.takeCountersText}</Text>
        </TwoPeopleDialog>
      )}
    </Panel>
  );
}
