import type { OperatorList } from "@allotement/boxoffice/api/people.ts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { NewOperatorForm } from "./new-operator-form.tsx";
import { OperatorDialog } from "./operator-dialog.tsx";
import { type Operator, operatorsKey } from "./operators.ts";
import { OrganizerSettingsPanel } from "./organizer-settings.tsx";
import styles from "./people.module.css";

/** Operators, their roles and access, and how the organizer protects them. */
export function PeoplePage() {
  const { people: words } = useStrings();
  const operators = useQuery({
    queryKey: operatorsKey,
    queryFn: () => getApi<OperatorList>(apiPaths.operators),
  });
  const [changed, setChanged] = useState<Operator>();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <div className={styles.stack}>
        <Panel title={words.list} flush>
          <QueryView query={operators} rows={5}>
            {({ operators: list }) => <OperatorTable list={list} onChange={setChanged} />}
          </QueryView>
        </Panel>
        <NewOperatorForm />
        <OrganizerSettingsPanel />
      </div>
      {changed !== undefined && <OperatorDialog operator={changed} onClose={() => setChanged(undefined)} />}
    </>
  );
}

interface OperatorTableProps {
  readonly list: readonly Operator[];
  readonly onChange: (operator: Operator) => void;
}

function OperatorTable({ list, onChange }: OperatorTableProps) {
  const { people: words } = useStrings();
  const me = useMe();
  return (
    <TableScroll label={words.list}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.initials}</th>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.access}</th>
            <th scope="col">{words.secondFactor}</th>
            <th scope="col" aria-label={words.change} />
          </tr>
        </thead>
        <tbody>
          {list.map((operator) => {
            const { operatorId, initials, name, role, active, secondFactor } = operator;
            const isSystem = role === "system";
            return (
              <tr key={operatorId} data-dead={active ? undefined : true}>
                <td>
                  <strong>{initials}</strong>
                </td>
                <td>{name}</td>
                <td>{words.roles[role]}</td>
                <td>{isSystem ? words.never : active ? words.active : words.inactive}</td>
                <td>{isSystem ? "–" : secondFactor ? words.yes : words.no}</td>
                <td>
                  {operatorId === me.operatorId && words.self}
                  {operatorId !== me.operatorId && (role !== "support" || me.role === "support") && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={words.changeOf(initials)}
                      onClick={() => onChange(operator)}
                    >
                      {words.change}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
}
