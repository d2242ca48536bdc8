import type { ForceRecallOrderBody } from "@allotement/boxoffice/api/interface-force-recall.ts";
import type { SecondPerson } from "@allotement/boxoffice/api/people.ts";
import { Button, TextInput } from "@mantine/core";
import { IconLockOpen } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { nobody, SecondPersonFields } from "../sign-in/second-person-fields.tsx";
import { useStrings } from "../strings.ts";

interface ForceRecallFormProps {
  readonly performanceNumber: number;
  readonly seatCodes: readonly number[];
}

/** Reason, typed confirmation and second person; then the report. What was typed of the password goes once sent. */
export function ForceRecallForm({ performanceNumber, seatCodes }: ForceRecallFormProps) {
  const { forceRecall: words } = useStrings();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [confirmation, setConfirmation] = useState("");
  const [secondPerson, setSecondPerson] = useState<SecondPerson>(nobody);
  const force = useMutation({
    mutationFn: (order: ForceRecallOrderBody) =>
      callApi<{ forcedRecallId: string }>("POST", apiPaths.forceRecall, order),
    onSuccess: ({ forcedRecallId }) => void navigate(pages.forcedRecall(forcedRecallId)),
    onSettled: () => {
      setSecondPerson((typed) => ({ ...typed, password: "" }));
      return client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  const complete =
    seatCodes.length > 0 &&
    reason.trim() !== "" &&
    confirmation !== "" &&
    secondPerson.initials !== "" &&
    secondPerson.password !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete)
      force.mutate({
        ...{ performanceNumber, seatCodes: [...seatCodes], reason, confirmation, secondPerson },
      });
  };
  return (
    <Panel title={words.confirmPanel}>
      <form onSubmit={submit} className={styles.stack} noValidate>
        <TextInput
          label={words.reason}
          description={words.reasonText}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={words.confirmation}
          description={words.confirmationText}
          value={confirmation}
          autoComplete="off"
          spellCheck={false}
          maw={420}
          onChange={(event) => setConfirmation(event.currentTarget.value)}
        />
        <SecondPersonFields typed={secondPerson} onChange={setSecondPerson} />
        {force.isError && <Failure error={force.error} />}
        <div className={styles.row}>
          <span className={styles.faint}>{complete ? "" : words.needAll}</span>
          <Button
            type="submit"
            color="red"
            disabled={!complete}
            loading={force.isPending}
            leftSection={<IconLockOpen size={16} aria-hidden="true" />}
          >
            {words.submit(seatCodes.length)}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
