import type { NetworkShow } from "@allotement/reseller/api/shows.ts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { approvedAt, proofsQuery } from "../proofs/proofs.ts";
import { useStrings } from "../strings.ts";
import { useChangeStatus } from "./shows.ts";
import { type StatusStep, stepsFrom } from "./status-changes.ts";

interface StatusButtonsProps {
  readonly show: NetworkShow;
  /** In a list: only the first step, small. */
  readonly compact?: boolean | undefined;
}

/** A button for each change that the show's status allows; each says what it does before it is done. */
export function StatusButtons({ show, compact = false }: StatusButtonsProps) {
  const { shows: words } = useStrings();
  const [asked, setAsked] = useState<StatusStep | null>(null);
  const change = useChangeStatus(show);
  const steps = stepsFrom(show.status).slice(0, compact ? 1 : undefined);
  const dialog = asked === null ? undefined : words.changes[asked.name];
  return (
    <>
      {steps.map((step, index) => (
        <Button
          key={step.name}
          size={compact ? "xs" : "sm"}
          variant={index === 0 && step.to !== "stopped" ? "filled" : "default"}
          aria-label={compact ? `${words.changes[step.name].button}, ${show.title}` : undefined}
          onClick={() => {
            change.reset();
            setAsked(step);
          }}
        >
          {words.changes[step.name].button}
        </Button>
      ))}
      <ConfirmDialog
        opened={asked !== null}
        title={`${dialog?.button ?? ""} – ${show.title}`}
        confirmLabel={dialog?.button ?? ""}
        busy={change.isPending}
        onConfirm={() => asked && change.mutate({ status: asked.to }, { onSuccess: () => setAsked(null) })}
        onCancel={() => setAsked(null)}
      >
        <p>{dialog?.ask}</p>
        {asked?.name === "announced→onSale" && <ProofNotice show={show} />}
        {change.isError && <NetworkFailure error={change.error} />}
      </ConfirmDialog>
    </>
  );
}

/** What the venue has said of the show's proof: it is asked before the first sale, not after (R2.2). */
function ProofNotice({ show }: { readonly show: NetworkShow }) {
  const { proof: words } = useStrings();
  const { data } = useQuery(proofsQuery(show));
  if (data === undefined) return null;
  const at = approvedAt(data.proofs);
  return at === undefined ? (
    <Notice tone="warn" title={words.notApproved} />
  ) : (
    <Notice tone="good" title={words.isApproved(formatInstant(at))} />
  );
}
