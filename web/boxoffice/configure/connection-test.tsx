import type { ConnectionTest } from "@allotement/boxoffice/api/interface-connection.ts";
import { Button } from "@mantine/core";
import { IconPlugConnected } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { lineProblem } from "../../ui/errors.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { ExchangeProblem } from "../problems/exchange-problem.tsx";
import { useStrings } from "../strings.ts";
import styles from "./configure.module.css";

/** Opens a session with what is stored, and tells the failures apart: password, address, maintenance, server, time-out. */
export function ConnectionTestButton() {
  const { configure: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => callApi<ConnectionTest>("POST", apiPaths.connectionTest),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface", "state"] }),
  });
  const answer = test.data;
  return (
    <div className={styles.result}>
      <Button
        variant="default"
        mb={answer === undefined && !test.isError ? 0 : 12}
        leftSection={<IconPlugConnected size={17} aria-hidden="true" />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {words.test}
      </Button>
      {test.isError && <Failure error={test.error} />}
      {answer?.up && (
        <Notice tone="good" title={words.testUp}>
          {answer.seenAddress !== null && <div>{words.testSeen(answer.seenAddress)}</div>}
        </Notice>
      )}
      {answer?.problem && <ExchangeProblem problem={lineProblem(answer.problem, ui.errors)} />}
    </div>
  );
}
