import type { DrawnArea } from "@allotement/boxoffice/api/halls.ts";
import type {
  DrawnPlan,
  PlanApplied,
  PlanComparison,
  PlanInUse,
  PlanToRead,
} from "@allotement/boxoffice/api/plans.ts";
import { Button, Group, Table } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { DifferenceView } from "./difference-view.tsx";
import styles from "./halls.module.css";
import { obstaclesOf } from "./halls.ts";
import { usePlaceWords } from "./place-words.ts";
import { useStrings } from "./strings.ts";

interface ApplyPlanProps {
  readonly hallCode: number;
  readonly planVersion: number;
  readonly source: PlanToRead;
  readonly after: { readonly plan: DrawnPlan; readonly drawn: readonly DrawnArea[] };
  readonly comparison: PlanComparison;
  readonly onCancel: () => void;
  readonly onApplied: (planVersion: number) => void;
}

/** What a version would change, what stands against it, and the button that puts it into force. */
export function ApplyPlan(props: ApplyPlanProps) {
  const { hallCode, planVersion, source, after, comparison, onCancel, onApplied } = props;
  const { halls: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const apply = useMutation({
    mutationFn: () => callApi<PlanApplied>("PUT", apiPaths.hallPlan(hallCode), { ...source, planVersion }),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: ["halls"] });
      void client.invalidateQueries({ queryKey: ["performances"] });
      onApplied(answer.planVersion);
    },
  });
  const refused = obstaclesOf(apply.error) ?? (comparison.obstacleCount > 0 ? comparison : undefined);
  const isSame = comparison.seats.length === 0 && !comparison.drawingChanged;
  return (
    <section className={styles.stack} aria-label={words.proposed}>
      {refused && <Obstacles refused={refused} />}
      {apply.isError && refused === undefined && <Failure error={apply.error} />}
      <DifferenceView difference={comparison} after={after.plan} drawn={after.drawn} />
      <Group gap="xs" justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {ui.cancel}
        </Button>
        <Button
          disabled={refused !== undefined || isSame}
          loading={apply.isPending}
          leftSection={<IconCheck size={16} aria-hidden="true" />}
          onClick={() => apply.mutate()}
        >
          {words.apply(planVersion + 1)}
        </Button>
      </Group>
    </section>
  );
}

/** The seats that somebody has, performance by performance: nothing of the version was stored. */
function Obstacles({ refused }: { readonly refused: Pick<PlanInUse, "obstacles" | "obstacleCount"> }) {
  const { halls: words } = useStrings();
  const { performanceWithin } = useFormats();
  const { place } = usePlaceWords();
  const states: Readonly<Record<string, string>> = words.states;
  const forbidden: Readonly<Record<string, string>> = words.forbidden;
  const { obstacles, obstacleCount } = refused;
  return (
    <Notice tone="bad" title={words.inUse(obstacleCount)}>
      <p>{words.inUseText}</p>
      <TableScroll label={words.inUse(obstacleCount)}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.seat}</Table.Th>
              <Table.Th>{words.performance}</Table.Th>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th>{words.wouldBe}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {obstacles.map((one) => (
              <Table.Tr key={`${one.performanceNumber} ${one.zone} ${one.row} ${one.number}`}>
                <Table.Td>{place(one.zone, one.row, [one.number])}</Table.Td>
                <Table.Td>
                  {one.title} – {performanceWithin(one)}
                </Table.Td>
                <Table.Td>{states[one.state] ?? one.state}</Table.Td>
                <Table.Td>{forbidden[one.change] ?? one.change}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
      {obstacleCount > obstacles.length && <p>{words.moreObstacles(obstacleCount - obstacles.length)}</p>}
    </Notice>
  );
}
