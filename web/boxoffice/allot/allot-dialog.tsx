import type { AllotOrder, NewShowWindow } from "@allotement/boxoffice/api/interface-allot.ts";
import type { RunStarted } from "@allotement/boxoffice/api/interface-runs.ts";

import { Button, Modal, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { useTopmost } from "../../ui/use-topmost.ts";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import type { AllotShow } from "./allot-choices.ts";
import { NewShowForm } from "./new-show-form.tsx";
import { TestDialog } from "./test-dialog.tsx";

interface AllotDialogProps {
  readonly show: AllotShow;
  readonly performanceNumbers: number[];
  readonly seatCount: number;
  readonly onClose: () => void;
}

/** After «Contingenter»: the new-show window where the reseller does not have the show (R5.3), else one question. */
export function AllotDialog({ show, performanceNumbers, seatCount, onClose }: AllotDialogProps) {
  const { allot: words, newShow, preflight } = useStrings();
  const [tested, setTested] = useState<AllotOrder | undefined>();
  const { showNumber } = show;
  const navigate = useNavigate();
  const client = useQueryClient();
  const opened = useQuery({
    queryKey: ["interface", "allot", "show", showNumber],
    queryFn: () => getApi<NewShowWindow>(apiPaths.newShowWindow(showNumber)),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const allot = useMutation({
    mutationFn: (window: AllotOrder["newShow"]) => {
      const order: AllotOrder = { showNumber, performanceNumbers, ...(window ? { newShow: window } : {}) };
      return callApi<RunStarted>("POST", apiPaths.allot, order);
    },
    onSuccess: async ({ runId }) => {
      await navigate(pages.run(runId));
      void client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  const test = tested && <TestDialog show={show} order={tested} onClose={() => setTested(undefined)} />;
  if (opened.data?.knownAtReseller)
    return (
      <ConfirmDialog
        opened
        title={words.confirmTitle}
        confirmLabel={words.submit}
        busy={allot.isPending}
        error={allot.error}
        onConfirm={() => allot.mutate(undefined)}
        onCancel={onClose}
      >
        <Text fw={600} mb={4}>
          {show.title} – {words.summary(performanceNumbers.length, seatCount)}
        </Text>
        <Text size="sm">{words.confirmText(seatCount)}</Text>
        <Text size="sm" mt="sm" c="dimmed">
          {words.tellContact}
        </Text>
        <Button
          variant="default"
          size="xs"
          mt="sm"
          disabled={allot.isPending}
          onClick={() => setTested({ showNumber, performanceNumbers })}
        >
          {preflight.test}
        </Button>
        {test}
      </ConfirmDialog>
    );
  return (
    <NewShowWindowFrame title={`${newShow.title} – ${show.title}`} onClose={onClose}>
      <QueryView query={opened} rows={6}>
        {(window) => (
          <NewShowForm
            window={window}
            leaving={words.summary(performanceNumbers.length, seatCount)}
            busy={allot.isPending}
            error={allot.error}
            onSubmit={(filled) => allot.mutate(filled)}
            onTest={(filled) => setTested({ showNumber, performanceNumbers, newShow: filled })}
            onCancel={onClose}
          />
        )}
      </QueryView>
      {test}
    </NewShowWindowFrame>
  );
}

interface FrameProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function NewShowWindowFrame({ title, onClose, children }: FrameProps) {
  const ui = useUi();
  return (
    <Modal
      opened
      onClose={onClose}
      size={920}
      title={title}
      closeButtonProps={{ "aria-label": ui.close }}
      closeOnClickOutside={false}
      closeOnEscape={useTopmost()}
    >
      {children}
    </Modal>
  );
}
