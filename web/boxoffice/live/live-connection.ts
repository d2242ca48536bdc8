import type { LiveChange } from "@allotement/boxoffice/api/live.ts";

/** What the page does with what it hears. */
export interface LiveActions {
  /** Everything may have changed: at the start, and after a silence. */
  onHello(): void;
  onChange(change: LiveChange): void;
  /** Nothing is heard any more; the connection is tried again by itself. */
  onSilence(): void;
  /** The session is over. */
  onEnded(): void;
}

/** The part of EventSource that is used, so that a test can stand in for it. */
export interface EventStream {
  addEventListener(name: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

/** The server sends a beat every 15 seconds: after three missed ones the line is dead, though nobody has said so. */
const deadAfterMilliseconds = 50_000;
const firstRetryMilliseconds = 1_000;
const retryMillisecondsMax = 30_000;

/** Stays connected until the answer is called: a lost stream is opened anew, after longer and longer waits. */
export function connectLive(open: () => EventStream, actions: LiveActions): () => void {
  let stream: EventStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = firstRetryMilliseconds;
  let isHearing = false;

  const lose = () => {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
    if (isHearing) actions.onSilence();
    isHearing = false;
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 2, retryMillisecondsMax);
  };
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(lose, deadAfterMilliseconds);
  };
  const connect = () => {
    const own = open();
    stream = own;
    hear();
    const on = (name: string, act: (data: string) => void) =>
      own.addEventListener(name, ({ data }) => {
        // What a stream that was given up still says is nobody's.
        if (stream === own) act(typeof data === "string" ? data : "");
      });
    on("hello", () => {
      hear();
      isHearing = true;
      wait = firstRetryMilliseconds;
      actions.onHello();
    });
    on("change", (data) => {
      hear();
      // Our own server, which has checked what it sends.
      const change: LiveChange = JSON.parse(data);
      actions.onChange(change);
    });
    on("beat", hear);
    on("ended", () => {
      lose();
      actions.onEnded();
    });
    // The browser would try again by itself, but not after a refusal, and without saying so.
    on("error", lose);
  };
  connect();
  return () => {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
  };
}
