import type {
  DecisionOrder,
  RepairAnswer,
  SeatDecision,
  SeatDifferenceView,
} from "@allotement/boxoffice/api/interface-compare.ts";
import { Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { type Signed, TwoPeopleDialog } from "../sign-in/two-people-dialog.tsx";
import { useStrings } from "../strings.ts";

/** Seats about which two people are deciding. */
export interface Deciding {
  readonly decision: SeatDecision;
  readonly seats: readonly SeatDifferenceView[];
}

interface DecisionDialogProps {
  readonly deciding: Deciding;
  readonly performanceNumber: number;
  readonly onDone: (answer: RepairAnswer) => void;
  readonly onCancel: () => void;
}

/** The server decides at most so many at once; what is left shows in the comparison that follows. */
const seatsAtOnce = 500;

/** Two people settle an alarm: the venue takes the seats back behind a fence, or leaves them to the network. */
export function DecisionDialog({ deciding, performanceNumber, onDone, onCancel }: DecisionDialogProps) {
  const { compare: words } = useStrings();
  const client = useQueryClient();
  const { decision, seats } = deciding;
  const decide = useMutation({
    // The password is not kept.
    gcTime: 0,
    mutationFn: (signed: Signed) => {
      const order: DecisionOrder = { decision, ...signed, seats: seats.slice(0, seatsAtOnce).map(asSeen) };
      return callApi<RepairAnswer>("POST", apiPaths.decide(performanceNumber), order);
    },
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  return (
    <TwoPeopleDialog
      title={words.decisionTitles[decision]}
      deed={words.decisions[decision]}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={(signed) => decide.mutate(signed)}
      onCancel={onCancel}
    >
      <Text size="sm">{words.decisionTexts[decision]}</Text>
    </TwoPeopleDialog>
  );
}

/** A difference as the server checks it: where the seat has moved on, it is left alone. */
export const asSeen = ({ seatCode, cause, movementSerial }: SeatDifferenceView) => ({
  seatCode,
  cause,
  movementSerial,
});
