import type { AllotOrder } from "@allotement/boxoffice/api/interface-allot.ts";
import type { Preflight } from "@allotement/boxoffice/api/interface-preflight.ts";
import { Button, Group, Modal, Progress, Title } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import { useTopmost } from "../../ui/use-topmost.ts";
import { apiPaths } from "../api-paths.ts";
import { OnSaleDocument } from "../documents/on-sale-document.tsx";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";
import type { AllotShow } from "./allot-choices.ts";
import { PreflightResult } from "./preflight-result.tsx";

interface TestDialogProps {
  readonly show: AllotShow;
  readonly order: AllotOrder;
  readonly onClose: () => void;
}

/** «Tester…» (R5.5): what the reseller would refuse, with the remedy of each, and the document to read and keep. */
export function TestDialog({ show, order, onClose }: TestDialogProps) {
  const { preflight: words } = useStrings();
  const ui = useUi();
  const asked = useQuery({
    queryKey: ["interface", "preflight", order],
    queryFn: () => callApi<Preflight>("POST", apiPaths.preflight, order),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const { showNumber, newShow } = order;
  return (
    <Modal
      opened
      onClose={onClose}
      size={880}
      title={`${words.title} – ${show.title}`}
      closeButtonProps={{ "aria-label": ui.close }}
      closeOnClickOutside={false}
      closeOnEscape={useTopmost()}
    >
      <Group justify="space-between" mb={10}>
        <Title order={3}>{words.check}</Title>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={15} aria-hidden="true" />}
          loading={asked.isFetching}
          onClick={() => void asked.refetch()}
        >
          {words.again}
        </Button>
      </Group>
      {asked.isFetching ? (
        <div className={styles.fetch} role="status">
          <span>{words.asking}</span>
          <Progress flex={1} value={100} animated aria-label={words.asking} size="sm" />
        </div>
      ) : (
        <>
          {asked.isError && <Failure error={asked.error} />}
          {asked.data !== undefined && <PreflightResult show={show} result={asked.data} />}
        </>
      )}
      {newShow !== undefined && (
        <>
          <Title order={3} className={styles.testTitle}>
            {words.document}
          </Title>
          <OnSaleDocument order={{ showNumber, newShow }} />
        </>
      )}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button onClick={onClose}>{ui.close}</Button>
      </Group>
    </Modal>
  );
}
