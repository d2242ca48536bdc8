import type { InvalidPlan } from "@allotement/boxoffice/api/halls.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import styles from "./halls.module.css";
import { useStrings } from "./strings.ts";

type Faults = InvalidPlan["problems"];

/** Every fault of a refused file, by its place; nothing of the file was stored. */
export function PlanFaults({ fileName, faults }: { readonly fileName: string; readonly faults: Faults }) {
  const { halls: words } = useStrings();
  return (
    <Notice tone="bad" title={words.refused(fileName, faults.length)}>
      <p>{words.refusedText}</p>
      <FaultList faults={faults} />
    </Notice>
  );
}

/** What a person should look at, though the plan can be used as it is. */
export function PlanWarnings({ warnings }: { readonly warnings: Faults }) {
  const { halls: words } = useStrings();
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn" title={words.warnings(warnings.length)}>
      <FaultList faults={warnings} />
    </Notice>
  );
}

function FaultList({ faults }: { readonly faults: Faults }) {
  const { halls: words } = useStrings();
  const faultWords: Readonly<Record<string, string>> = words.faults;
  return (
    <ul className={styles.faults}>
      {faults.map(({ path, line, code, reason, value }) => (
        <li key={`${line} ${path} ${code} ${value}`}>
          <span className={styles.place}>
            {line !== undefined && words.line(line)}
            {path !== "" && <code>{path}</code>}
          </span>
          <span title={reason}>
            {faultWords[code] ?? reason}
            {value !== undefined && words.faultValue(value)}
          </span>
        </li>
      ))}
    </ul>
  );
}
