import type { Database } from "@allotement/platform/database/database.ts";
import type { Hearing } from "@allotement/platform/database/listener.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { liveChange } from "../api/live.ts";
import { findSession } from "../house/people/sessions.store.ts";

/** A page that stands open. */
export interface LiveStream {
  readonly organizerId: number;
  readonly tokenHash: string;
  /** Sends one event; answers false where the page has stopped reading. */
  send(event: LiveEvent, data: string): boolean;
  end(): void;
}
export type LiveEvent = "hello" | "change" | "beat" | "ended";

/** Hands what the database tells to the pages of the organizer concerned. */
export interface LiveHub {
  /** Answers how to leave, or why not to come in. */
  join(stream: LiveStream): (() => void) | "NOT_LIVE" | "TOO_MANY_STREAMS";
  stop(): Promise<void>;
}

export interface LiveHubNeeds {
  database: Database;
  clock: Clock;
  /** Begins to listen and answers how to end it. */
  listen(hearing: Hearing): () => Promise<void>;
  onFailure(error: unknown): void;
}

const beatEveryMilliseconds = 15_000;
/** Windows of one person, each with a stream of its own while it is in sight. */
const streamsPerSession = 12;
const ofOrganizer = z.object({ organizerId: z.int(), topic: z.string() });

export function startLiveHub(needs: LiveHubNeeds): LiveHub {
  const streams = new Set<LiveStream>();
  const stop = new AbortController();
  let hearing = false;
  const drop = (stream: LiveStream, last?: LiveEvent) => {
    if (!streams.delete(stream)) return;
    if (last !== undefined) stream.send(last, "");
    stream.end();
  };
  const tell = (event: LiveEvent, data: string, to: (stream: LiveStream) => boolean = () => true) => {
    for (const stream of [...streams]) if (to(stream) && !stream.send(event, data)) drop(stream);
  };
  /** Ends the streams whose session is over, whose person may no longer sign in. */
  const checkSessions = async (concerned: (stream: LiveStream) => boolean) => {
    const now = needs.clock.now();
    for (const stream of [...streams].filter(concerned)) {
      if (!(await findSession(needs.database, stream.tokenHash, now))) drop(stream, "ended");
    }
  };
  const unlisten = needs.listen({
    onMessage(payload) {
      const message = JSON.parse(payload);
      const { organizerId, topic } = ofOrganizer.parse(message);
      const concerned = (stream: LiveStream) => stream.organizerId === organizerId;
      if (topic === "sessions") checkSessions(concerned).catch(needs.onFailure);
      else tell("change", JSON.stringify(liveChange.parse(message)), concerned);
    },
    onHearing() {
      hearing = true;
      tell("hello", "");
    },
    onSilence() {
      hearing = false;
      for (const stream of [...streams]) drop(stream);
    },
  });
  const beating = (async () => {
    while (!stop.signal.aborted) {
      await needs.clock.sleep(beatEveryMilliseconds, stop.signal);
      tell("beat", "");
      await checkSessions(() => true).catch(needs.onFailure);
    }
  })();
  return {
    join(stream) {
      if (!hearing || stop.signal.aborted) return "NOT_LIVE";
      const own = [...streams].filter(({ tokenHash }) => tokenHash === stream.tokenHash);
      if (own.length >= streamsPerSession) return "TOO_MANY_STREAMS";
      streams.add(stream);
      return () => streams.delete(stream);
    },
    async stop() {
      stop.abort();
      for (const stream of [...streams]) drop(stream);
      await Promise.all([beating, unlisten()]);
    },
  };
}
