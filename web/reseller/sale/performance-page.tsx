import type { PerformancePrices, SeatColumns } from "@allotement/reseller/api/point-of-sale.ts";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import styles from "../institutions/institutions.module.css";
import { Link, useParams } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { useBasket } from "./basket.tsx";
import { BasketPanel } from "./basket-panel.tsx";
import { ChoicePanel } from "./choice-panel.tsx";
import { onSaleQuery, pricesQuery, seatsQuery } from "./on-sale.ts";
import saleStyles from "./sale.module.css";
import { SeatChoice } from "./seat-choice.tsx";
import { seatsOf } from "./seats-by-row.ts";

/** One performance at the point of sale: its seats at the left, choice and basket at the right. */
export function PerformancePage() {
  const parameters = useParams("/vente/$institutionCode/$performanceNumber");
  const institutionCode = Number(parameters.institutionCode);
  const performanceNumber = Number(parameters.performanceNumber);
  const { sale: words } = useStrings();
  const { performance: date } = useFormats();
  const seats = useQuery(seatsQuery(institutionCode, performanceNumber));
  const prices = useQuery(pricesQuery(institutionCode, performanceNumber));
  const there = useQuery(onSaleQuery).data?.performances.find(
    (one) => one.institutionCode === institutionCode && one.performanceNumber === performanceNumber,
  );
  return (
    <>
      <PageHead
        title={there?.title ?? words.performance}
        intro={there && `${date(there)} · ${there.hallLabel}`}
        crumb={
          <Link {...pages.home} className={styles.crumb}>
            {words.title}
          </Link>
        }
      />
      <NetworkQuery query={seats} rows={10}>
        {(columns) => (
          <NetworkQuery query={prices}>
            {(answer) => (
              <Desk
                key={`${institutionCode} ${performanceNumber}`}
                institutionCode={institutionCode}
                performanceNumber={performanceNumber}
                columns={columns}
                prices={answer.prices}
              />
            )}
          </NetworkQuery>
        )}
      </NetworkQuery>
    </>
  );
}

interface DeskProps {
  readonly institutionCode: number;
  readonly performanceNumber: number;
  readonly columns: SeatColumns;
  readonly prices: PerformancePrices["prices"];
}

function Desk({ institutionCode, performanceNumber, columns, prices }: DeskProps) {
  const seats = useMemo(() => seatsOf(columns), [columns]);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { basket } = useBasket();
  const isHere =
    basket?.institutionCode === institutionCode && basket.performanceNumber === performanceNumber;
  return (
    <div className={saleStyles.desk}>
      <SeatChoice
        seats={seats}
        prices={prices}
        chosen={chosen}
        inBasket={isHere ? basket.seatCodes : []}
        isLocked={basket !== null}
        onChange={setChosen}
      />
      <div className={saleStyles.side}>
        {isHere ? (
          <BasketPanel
            key={basket.basketId}
            basket={basket}
            seats={seats}
            prices={prices}
            onGivenBack={(seatCodes) => setChosen(new Set(seatCodes))}
          />
        ) : (
          <ChoicePanel
            institutionCode={institutionCode}
            performanceNumber={performanceNumber}
            seats={seats}
            prices={prices}
            chosen={chosen}
            onChange={setChosen}
          />
        )}
      </div>
    </div>
  );
}
