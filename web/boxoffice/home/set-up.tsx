import type { SetUpState } from "@allotement/boxoffice/api/interface-set-up.ts";
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import { type PlainPage, pages } from "../page-paths.ts";
import programmeStyles from "../programme-shows/programme-shows.module.css";
import { useStrings } from "../strings.ts";
import styles from "./home.module.css";

type Step = SetUpState["steps"][number]["step"];

/** The page on which a step is made. */
const pageOf: Readonly<Record<Step, PlainPage>> = {
  hall: pages.halls,
  counterPriceType: pages.prices,
  resellerPriceType: pages.prices,
  show: pages.programme,
  priceGrid: pages.prices,
  performance: pages.programme,
  hold: pages.holds,
  books: pages.configure,
  connection: pages.configure,
  heldSeats: pages.holds,
  allotment: pages.allot,
};

/** What a new venue still lacks before its first allotment; nothing once it has allotted. */
export function SetUp() {
  const { setUp: words } = useStrings();
  const state = useQuery({
    queryKey: ["set-up"],
    queryFn: () => getApi<SetUpState>(apiPaths.setUp),
    refetchInterval: pollEvery(10_000),
  });
  const steps = state.data?.steps ?? [];
  if (steps.length === 0) return null;
  return (
    <div className={styles.setUp}>
      <Panel title={words.title}>
        <p style={{ marginTop: 0 }}>{words.intro}</p>
        <ol className={programmeStyles.steps}>
          {steps.map(({ step, done }) => (
            <li key={step} data-done={done ? true : undefined}>
              {done ? (
                <IconCircleCheck size={18} color="var(--good)" aria-label={words.done} />
              ) : (
                <IconCircleDashed size={18} aria-label={words.missing} />
              )}
              {done ? words.steps[step] : <Link {...pageOf[step]}>{words.steps[step]}</Link>}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}
