import type { ImportProposal } from "@allotement/reseller/api/code-imports.ts";
import { NativeSelect, Radio, Stack } from "@mantine/core";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import type { ImportChoice } from "./code-imports.ts";
import styles from "./codes.module.css";

/** Below this the halls have little in common. */
const scoreLow = 60;
const afterTheirs = "after";

interface TwinChoiceProps {
  readonly proposal: ImportProposal;
  readonly choice: ImportChoice;
  readonly onChoice: (choice: ImportChoice) => void;
}

/** How far the network's plan is the twin of the venue's, and by what the seats are tied. */
export function TwinChoice({ proposal, choice, onChoice }: TwinChoiceProps) {
  const { codeImport: words } = useStrings();
  const { number } = useFormats();
  const { twin, networkHalls, networkHallId } = proposal;
  const counts = [
    [words.matchedBoth, twin.labelAndPlace],
    [words.matchedLabel, twin.label],
    [words.matchedPlace, twin.place],
    [words.onlyTheirs, twin.onlyTheirs],
    [words.onlyOurs, twin.onlyOurs],
  ] as const;
  return (
    <div className={styles.choices}>
      <NativeSelect
        label={words.ourPlan}
        value={networkHallId ?? afterTheirs}
        data={[
          ...networkHalls.map((hall) => ({
            value: String(hall.networkHallId),
            label: words.ourPlanOption(hall.name, hall.seatCount, hall.score),
          })),
          { value: afterTheirs, label: words.planAfterTheirs },
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChoice({ ...choice, networkHallId: value === afterTheirs ? null : Number(value) })
        }
      />
      <div>
        <p className={styles.score} role="status">
          {words.score(twin.score)}
        </p>
        <dl className={styles.counts}>
          {counts.map(([name, count]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{number(count)}</dd>
            </div>
          ))}
        </dl>
      </div>
      {twin.score < scoreLow && <Notice tone="warn" title={words.scoreLow} />}
      {twin.mirrored && (
        <Notice tone="warn" title={words.mirrored}>
          <p>{words.mirroredText}</p>
        </Notice>
      )}
      <Radio.Group
        label={words.preference}
        value={choice.preference}
        onChange={(value) => onChoice({ ...choice, preference: value === "place" ? "place" : "label" })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="label" label={words.preferences.label} />
          <Radio value="place" label={words.preferences.place} />
        </Stack>
      </Radio.Group>
    </div>
  );
}
