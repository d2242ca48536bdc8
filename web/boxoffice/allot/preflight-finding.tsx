import type { MailAbout } from "@allotement/boxoffice/api/interface-mail.ts";
import type { PreflightFinding } from "@allotement/boxoffice/api/interface-preflight.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { exchangeProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { ProblemPanel } from "../../ui/problem-panel.tsx";
import { SendMail } from "../mail/send-mail.tsx";
import { RemedyButton } from "../problems/remedy-button.tsx";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";
import type { AllotShow } from "./allot-choices.ts";

interface PreflightFindingProps {
  readonly show: AllotShow;
  readonly finding: PreflightFinding;
  readonly hallCode: number;
}

/** The letter that settles an error before anything is sent (R11, R12). */
function letterFor({ error, performanceNumbers }: PreflightFinding, hallCode: number): MailAbout | undefined {
  const [performanceNumber] = performanceNumbers;
  if (error === 16) return { kind: "newCategory", hallCode };
  if ([10, 14, 15].includes(error)) return { kind: "newHall", hallCode };
  // A hold's code stands in the list of price types and holds (R9.4).
  if (error === 13 || error === 19) return { kind: "newPriceType" };
  if ((error === 17 || error === 18) && performanceNumber !== undefined)
    return { kind: "dateGap", performanceNumber };
  return undefined;
}

/** One error with all that it would meet: codes by name, performances, seats drawn together. */
export function PreflightFindingView({ show, finding, hallCode }: PreflightFindingProps) {
  const { preflight: words } = useStrings();
  const ui = useUi();
  const { performance } = useFormats();
  const problem = exchangeProblem(finding.error, ui.errors);
  const letter = letterFor(finding, hallCode);
  const named = show.performances.filter(({ performanceNumber }) =>
    finding.performanceNumbers.includes(performanceNumber),
  );
  return (
    <ProblemPanel problem={{ ...problem, detail: undefined }} tone="warn">
      <dl>
        {finding.subjects.length > 0 && (
          <>
            <dt>{words.codes}</dt>
            <dd>
              {finding.subjects.map(({ code, name }) => (
                <div key={code}>
                  {code} <bdi>{name}</bdi>
                </div>
              ))}
            </dd>
          </>
        )}
        {finding.subjects.length === 0 && (
          <>
            <dt>{words.inPerformances}</dt>
            <dd>
              {named.map((one) => (
                <div key={one.performanceNumber}>{performance(one)}</div>
              ))}
            </dd>
          </>
        )}
        <dt>{words.seats}</dt>
        <dd>
          {finding.seatCount === 0
            ? words.wholeShow
            : words.seatsIn(finding.seatCount, finding.performanceNumbers.length)}
        </dd>
      </dl>
      <Places finding={finding} />
      {letter === undefined || !problem.action ? (
        <RemedyButton action={problem.action} />
      ) : (
        <SendMail size="xs" mt="xs" about={letter}>
          {ui.errors.catalogue.actions[problem.action]}
        </SendMail>
      )}
    </ProblemPanel>
  );
}

function Places({ finding: { places, morePlaces } }: { readonly finding: PreflightFinding }) {
  const { preflight: words } = useStrings();
  if (places.length === 0) return null;
  return (
    <details className={styles.places}>
      <summary>{words.where}</summary>
      <ul>
        {places.map(({ floor, zone, row, numbers }) => (
          <li key={`${floor} ${zone} ${row}`}>
            {[...new Set([floor, zone])].join(", ")}, {words.row(row, numbers)}
          </li>
        ))}
        {morePlaces > 0 && <li>{words.more(morePlaces)}</li>}
      </ul>
    </details>
  );
}
