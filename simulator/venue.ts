import type { DoorStore } from "@allotement/boxoffice/house/door/door.store.ts";
import type { HouseStore } from "@allotement/boxoffice/house/house.ts";
import type { SealStore } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { type Line, openLine } from "@allotement/boxoffice/interface/line/line.ts";
import type { InterfaceStore } from "@allotement/boxoffice/interface/store.ts";
import { type InterfaceWorker, startWorker } from "@allotement/boxoffice/interface/worker.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { failureOf } from "./failures.ts";
import { institutionCode } from "./house.ts";
import { type Incarnation, incarnationOf, type Machine } from "./process.ts";
import type { VenueConnection, VenueSide } from "./sides.ts";
import { betweenTransactions, type Turns, turnsOf } from "./transactions.ts";
import type { VenueView } from "./views.ts";
import { networkUrl, type Wire } from "./wire.ts";

/** The venue's server while it runs: its worker, and what its routes would reach. */
export interface VenueServer {
  process: Incarnation;
  connection: VenueConnection;
  interface: InterfaceStore;
  house: HouseStore;
  door: DoorStore;
  seals: SealStore;
  worker(): InterfaceWorker;
  /** A line without a session: for what support does beside the worker. */
  newLine(): Line;
  /** The worker begins anew, after a person has looked. */
  restart(): Promise<void>;
  /** Its books as committed, and what people write into them by hand. */
  view(): Promise<VenueView>;
  addGrid(...grid: Parameters<VenueSide["addGrid"]>): Promise<void>;
  changeSchedule(...schedule: Parameters<VenueSide["changeSchedule"]>): Promise<void>;
}

/** How long the venue waits for an answer, as the product does. */
const callTimeoutMilliseconds = 15_000;

/** Starts the product's own worker on its line, over the side's stores. */
export function startVenue(
  machine: Machine,
  side: VenueSide,
  wire: Wire,
  onPriceMismatch: "stop" | "isolate",
  onFailure: (failure: string) => void,
): VenueServer {
  const process = incarnationOf(machine);
  const turns = turnsOf(process, machine);
  const connection = side.connect();
  const stores = storesOf(connection, turns);
  const client = allotmentClient(wire.of(process), networkUrl, callTimeoutMilliseconds);
  const credentials = { institutionCode, userName: "lyre", password: "secret" };
  const newLine = () => openLine(client, credentials, process.clock);
  const begin = (looked: boolean) =>
    startWorker(
      stores.interface,
      newLine(),
      { ...side.settings, onPriceMismatch },
      process,
      (error) => {
        const failure = process.alive ? failureOf(error) : undefined;
        machine.trace.note("venue", "reports", failure ?? "a failure of its database");
        if (failure) onFailure(failure);
      },
      looked,
    );
  let worker = begin(false);
  const { agenda } = machine;
  return {
    process,
    connection,
    ...stores,
    worker: () => worker,
    newLine,
    async restart() {
      await worker.stop();
      worker = begin(true);
    },
    view: () => betweenTransactions(process, machine, () => side.view()),
    addGrid: (...grid) => agenda.whileReal(() => side.addGrid(...grid)),
    changeSchedule: (...schedule) => agenda.whileReal(() => side.changeSchedule(...schedule)),
  };
}

function storesOf(
  { store, house, door, seals }: VenueConnection,
  turns: Turns,
): Pick<VenueServer, "interface" | "house" | "door" | "seals"> {
  return {
    interface: {
      scope: store.scope,
      transaction: (work) =>
        turns.take((spoil) => store.transaction((transaction) => work(spoil(transaction)))),
    },
    door: {
      transaction: (work) =>
        turns.take((spoil) => door.transaction((transaction) => work(spoil(transaction)))),
    },
    seals: {
      organizerId: seals.organizerId,
      transaction: (work) =>
        turns.take((spoil) => seals.transaction((transaction) => work(spoil(transaction)))),
    },
    house: {
      organizerId: house.organizerId,
      transaction: (work) =>
        turns.take((spoil) => house.transaction((transaction) => work(spoil(transaction)))),
    },
  };
}
