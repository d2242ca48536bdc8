import { useFormats } from "../../ui/formats.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import type { BlockReason } from "./block-reason.ts";

type Mismatch = Extract<BlockReason, { kind: "priceMismatch" }>;

/** Grid and sale side by side; only the amount and the sum of the two fees are compared (R3.3, R7.2). */
export function PriceComparison({ sale, grid }: Pick<Mismatch, "sale" | "grid">) {
  const { block: words } = useStrings();
  const fees = (amounts: { venueFeeCents: number; organizerFeeCents: number }) =>
    amounts.venueFeeCents + amounts.organizerFeeCents;
  return (
    <div className={styles.compareFrame}>
      <table className={styles.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.grid}</th>
            <th scope="col">{words.sale}</th>
            <th scope="col">{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          <Line
            label={words.faceValue}
            gridCents={grid === null ? undefined : grid.faceValueCents}
            saleCents={sale.faceValueCents}
          />
          <Line
            label={words.fees}
            gridCents={grid === null ? undefined : fees(grid)}
            saleCents={fees(sale)}
          />
          <Line label={words.resellerFee} saleCents={sale.resellerFeeCents} isCompared={false} />
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly gridCents?: number | undefined;
  readonly saleCents: number;
  readonly isCompared?: boolean;
}

function Line({ label, gridCents, saleCents, isCompared = true }: LineProps) {
  const { block: words } = useStrings();
  const { money } = useFormats();
  const differenceCents = gridCents === undefined ? undefined : saleCents - gridCents;
  const differs = isCompared && differenceCents !== 0;
  const sign = differenceCents !== undefined && differenceCents > 0 ? "+" : "";
  const difference = differenceCents === undefined ? words.noGrid : `${sign}${money(differenceCents)}`;
  return (
    <tr data-differs={differs}>
      <th scope="row">{label}</th>
      <td>{gridCents === undefined ? "–" : money(gridCents)}</td>
      <td>{money(saleCents)}</td>
      <td>{!isCompared ? "" : differs ? difference : words.same}</td>
    </tr>
  );
}
