import type { StandingSeat } from "@allotement/boxoffice/api/counter.ts";
import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { useQuery } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { StandingSeats } from "../programme/standing-seats.tsx";

interface SeatStandingProps {
  readonly performanceNumber: number;
  readonly seatCode: number;
  readonly geometry: HallPlan;
}

/** Why a seat is not for sale: «contingentée chez TICKETNET, depuis le 23/04/2020 17:18» (R1.2). */
export function SeatStanding({ performanceNumber, seatCode, geometry }: SeatStandingProps) {
  const standing = useQuery({
    queryKey: ["performances", performanceNumber, "standing", seatCode],
    queryFn: () => getApi<StandingSeat>(apiPaths.standingSeat(performanceNumber, seatCode)),
    staleTime: 0,
  });
  return standing.data === undefined ? null : <StandingSeats seats={[standing.data]} geometry={geometry} />;
}
