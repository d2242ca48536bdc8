import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noCrash, systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import type { Mailer, Network } from "@allotement/platform/ports.ts";
import { type House, openHouse } from "../house/house.fixture.ts";
import { interfaceRoutes } from "./interface.routes.ts";
import { type MailWorker, startMailWorker } from "./mail/mail-worker.ts";
import { type InterfaceWorkers, startWorkers } from "./workers.ts";

/** No mail server answers. */
const noMailer: Mailer = {
  send: async () => ({ kind: "notTaken", fault: "hostUnknown", forGood: false, answer: "" }),
};

/** For tests: the box office with its interface over HTTP; by default neither reseller nor mail server can be reached. */
export async function openHouseWithInterface(
  network: Network = { request: async () => ({ kind: "unreachable", reason: "no reseller in this test" }) },
  mailer = noMailer,
): Promise<House & { workers: InterfaceWorkers; mailWorker: MailWorker; dataDirectory: string }> {
  const encryptionKey = systemRandom.bytes(32);
  const dataDirectory = await mkdtemp(join(tmpdir(), "allotement-house-"));
  const started: { workers?: InterfaceWorkers; mail?: MailWorker } = {};
  const mailWorker: MailWorker = {
    wake: () => started.mail?.wake(),
    stop: async () => started.mail?.stop(),
  };
  const workers: InterfaceWorkers = {
    of: (organizerId) => started.workers?.of(organizerId),
    restart: async (organizerId) => started.workers?.restart(organizerId),
    newLine: (connection) => {
      if (!started.workers) throw new Error("the workers have not started");
      return started.workers.newLine(connection);
    },
    stop: async () => started.workers?.stop(),
  };
  const house = await openHouse((server, needs) =>
    interfaceRoutes(server, {
      ...needs,
      ids: systemIds,
      random: systemRandom,
      workers,
      encryptionKey,
      allowPrivateReseller: false,
      dataDirectory,
      mail: { worker: mailWorker, mailer, allowPrivateMailServer: true },
    }),
  );
  // The house's own clock never sleeps: the workers would never rest.
  const clock = {
    now: house.clock.now,
    sleep: (_milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", end);
          resolve();
        };
        const timer = setTimeout(end, 20);
        signal?.addEventListener("abort", end);
      }),
  };
  started.workers = await startWorkers({
    database: house.database,
    network,
    ports: { clock, random: systemRandom, ids: systemIds, crash: noCrash },
    encryptionKey,
    onFailure: () => undefined,
  });
  started.mail = startMailWorker({
    database: house.database,
    ...{ clock, random: systemRandom, crash: noCrash, mailer, encryptionKey, dataDirectory },
    allowPrivateMailServer: true,
    onFailure: () => undefined,
  });
  return {
    ...house,
    workers,
    mailWorker,
    dataDirectory,
    async close() {
      await workers.stop();
      await mailWorker.stop();
      await house.close();
      await rm(dataDirectory, { recursive: true });
    },
  };
}

/** What a season needs to be connected: «Configurer» as support fills it in. */
export async function connect(
  season: {
    support: Awaited<ReturnType<House["organizer"]>>;
    holdCode: number;
    invoiceMethodId: number;
    resellerPriceTypeCode: number;
  },
  change: object = {},
) {
  const { salesChannels } = (await season.support.get("/api/sales-channels")).body;
  const named = salesChannels.find((one: { name: string }) => one.name === "TICKETNET");
  const created = named ?? {
    ...(await season.support.post("/api/sales-channels", { name: "TICKETNET", kind: "reseller" })).body,
  };
  const { operators } = (await season.support.get("/api/operators")).body;
  const { operatorId } = operators.find((one: { initials: string }) => one.initials === "TKN");
  return season.support.put("/api/interface/connection", {
    resellerName: "TICKETNET",
    serverUrl: "https://network.example",
    institutionCode: 9999,
    userName: "lyre",
    contactMail: "",
    operatorId,
    holdCode: season.holdCode,
    paymentMethodId: season.invoiceMethodId,
    salesChannelId: created.salesChannelId,
    priceTypeCodes: [season.resellerPriceTypeCode],
    ...change,
  });
}
