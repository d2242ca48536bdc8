import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import type { Chance } from "../simulator/chance.ts";

/**
 * What the line does to one message: `drop`, it never arrives; `cut`, it arrives and the line breaks before the answer;
 * `silence`, the connection is taken and nobody ever answers; `gateway`, it arrives and a gateway answers 504 in the
 * reseller's stead; `repeat`, a second copy arrives at once; `late`, one arrives in the next round.
 */
export type WireFault = "drop" | "cut" | "silence" | "gateway" | "repeat" | "late" | "delay";

/** How likely each fault is for one message, and how long a delay may last, in milliseconds. */
export type WireMix = Record<WireFault, number> & { slowest: number };

export interface Message {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

export interface FaultyProxy {
  url: string;
  /** How many messages came, and how often each fault befell one. */
  befell: Record<"messages" | WireFault | "partition", number>;
  /** From now on messages meet these faults, drawn from `chance`; copies held back in the last round arrive. */
  disturb(mix: WireMix, chance: Chance): void;
  /** Until `heal`, or for so many milliseconds, no request passes; or they do, and no answer comes back. */
  part(milliseconds: number, way?: "requests" | "answers"): void;
  /** Messages pass as they are; whoever waits for an answer that will not come is cut off. */
  heal(): void;
  close(): Promise<void>;
}

/** As if the caller's patience with a silent line had come to its end: the product's own would outlast a round. */
const patienceMilliseconds = 800;

/** Answers a message in the reseller's stead, where a test wants a line that lies. */
export type Forgery = (message: Message) => Answer | undefined;

/** The line between both servers: it drops, breaks, repeats and delays. */
export async function startProxy(targetPort: number, forge: Forgery = () => undefined): Promise<FaultyProxy> {
  const befell: FaultyProxy["befell"] = {
    messages: 0,
    partition: 0,
    drop: 0,
    cut: 0,
    silence: 0,
    gateway: 0,
    repeat: 0,
    late: 0,
    delay: 0,
  };
  let mix: WireMix | undefined;
  let chance: Chance | undefined;
  const parted = { requests: 0, answers: 0 };
  let held: Message[] = [];
  const silent = new Set<ServerResponse>();
  const befalls = (fault: WireFault): boolean => {
    if (!mix || !chance?.truth(mix[fault])) return false;
    befell[fault] += 1;
    return true;
  };

  const pass = async (message: Message, response: ServerResponse): Promise<void> => {
    befell.messages += 1;
    if (Date.now() < parted.requests) {
      befell.partition += 1;
      response.destroy();
      return;
    }
    if (befalls("silence")) {
      silent.add(response);
      setTimeout(() => response.destroy(), patienceMilliseconds).unref();
      return;
    }
    if (befalls("delay")) await wait(chance?.below(mix?.slowest ?? 1) ?? 0);
    if (befalls("drop")) {
      response.destroy();
      return;
    }
    const forged = forge(message);
    if (forged) return give(response, forged);
    if (befalls("late")) held.push(message);
    const copy = befalls("repeat") ? forward(targetPort, message) : undefined;
    const answer = await forward(targetPort, message);
    await copy;
    if (Date.now() < parted.answers) {
      befell.partition += 1;
      response.destroy();
    } else if (befalls("cut")) response.destroy();
    else if (befalls("gateway"))
      give(response, { status: 504, headers: {}, body: Buffer.from("Gateway time-out") });
    // A gateway says 502 where it cannot reach who it stands before.
    else give(response, answer ?? { status: 502, headers: {}, body: Buffer.from("Bad gateway") });
  };

  const server = createServer((incoming, response) => {
    const { method = "GET", url: path = "/", headers } = incoming;
    buffer(incoming)
      .then((body) => pass({ method, path, headers, body }, response))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("a listening server has an address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    befell,
    disturb(next, drawn) {
      mix = next;
      chance = drawn;
      const copies = held;
      held = [];
      for (const message of copies) void forward(targetPort, message);
    },
    part(milliseconds, way = "requests") {
      parted[way] = Math.max(parted[way], Date.now() + milliseconds);
    },
    heal() {
      mix = undefined;
      parted.requests = 0;
      parted.answers = 0;
      for (const response of silent) response.destroy();
      silent.clear();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(response: ServerResponse, { status, headers, body }: Answer): void {
  const { connection: _, "transfer-encoding": _chunked, ...rest } = headers;
  response.writeHead(status, { ...rest, "content-length": body.length }).end(body);
}

/** Sends a copy on; undefined where the other side cannot be reached or breaks off. */
function forward(port: number, { method, path, headers, body }: Message): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: { ...headers, connection: "close" },
        timeout: 20_000,
      },
      (incoming) => {
        buffer(incoming).then(
          (answer) =>
            resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: answer }),
          () => resolve(undefined),
        );
      },
    );
    outgoing.on("error", () => resolve(undefined));
    outgoing.on("timeout", () => outgoing.destroy());
    outgoing.end(body);
  });
}
