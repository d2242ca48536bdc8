import type { MailTestAnswer } from "@allotement/boxoffice/api/interface-mail.ts";
import { Button, TextInput } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";
import { isOneAddress } from "./mail-server.ts";

/** «Envoyer un essai»: a short mail by the stored settings, and what is wrong where it is not taken. */
export function MailServerTest({ senderAddress }: { readonly senderAddress: string }) {
  const { mail } = useStrings();
  const words = mail.server;
  const [recipient, setRecipient] = useState(senderAddress);
  const test = useMutation({
    mutationFn: () => callApi<MailTestAnswer>("POST", apiPaths.mailTest, { recipient: recipient.trim() }),
  });
  const answer = test.data;
  return (
    <div className={styles.test}>
      <div className={styles.again}>
        <TextInput
          label={words.testTo}
          w={320}
          maw="100%"
          value={recipient}
          inputMode="email"
          onChange={(event) => {
            test.reset();
            setRecipient(event.currentTarget.value);
          }}
          error={isOneAddress(recipient) ? undefined : mail.toWrong}
        />
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden="true" />}
          disabled={!isOneAddress(recipient)}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {words.test}
        </Button>
      </div>
      {test.isError && <Failure error={test.error} />}
      {answer?.taken && (
        <Notice tone="good" title={words.testSent(recipient.trim())}>
          <div>{words.testSentText}</div>
        </Notice>
      )}
      {answer?.fault && (
        <Notice tone="bad" title={mail.faults[answer.fault].title}>
          <div>{mail.faults[answer.fault].remedy}</div>
          {answer.answer !== "" && <div>{mail.serverSaid(answer.answer)}</div>}
        </Notice>
      )}
    </div>
  );
}
