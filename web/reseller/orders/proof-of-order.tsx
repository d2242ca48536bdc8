import type { Order } from "@allotement/reseller/api/point-of-sale.ts";
import { Button, Group } from "@mantine/core";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useMakeProof } from "../proofs/proofs.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";

/** For managers: the proof of a show is the ticket of a real sale, made from its order (R2.3). */
export function ProofOfOrder({ order }: { readonly order: Order }) {
  const { role } = useMe();
  const { proof: words } = useStrings();
  const make = useMakeProof(order);
  const line = order.lines.find(({ cancelledAt }) => cancelledAt === null);
  if (role !== "manager" || !line) return null;
  const { institutionCode, showNumber, orderId } = order;
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          loading={make.isPending}
          disabled={make.isSuccess}
          onClick={() => make.mutate({ kind: "sale", orderId, lineId: line.lineId })}
        >
          {make.isSuccess ? words.done : words.make}
        </Button>
        <Button
          variant="subtle"
          renderRoot={(props) => <Link {...pages.show(institutionCode, showNumber)} {...props} />}
        >
          {words.toShow}
        </Button>
      </Group>
      {make.isError && <NetworkFailure error={make.error} />}
    </>
  );
}
