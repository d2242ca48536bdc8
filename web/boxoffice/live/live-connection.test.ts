import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectLive, type EventStream } from "./live-connection.ts";

/** A stream that the test speaks through. */
class Spoken implements EventStream {
  readonly listeners = new Map<string, (event: { readonly data?: unknown }) => void>();
  isClosed = false;
  addEventListener(name: string, listener: (event: { readonly data?: unknown }) => void) {
    this.listeners.set(name, listener);
  }
  close() {
    this.isClosed = true;
  }
  say(name: string, data = "") {
    this.listeners.get(name)?.({ data });
  }
}

let opened: Spoken[];
let heard: string[];
let disconnect: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  heard = [];
  disconnect = connectLive(
    () => {
      const stream = new Spoken();
      opened.push(stream);
      return stream;
    },
    {
      onHello: () => heard.push("hello"),
      onChange: ({ topic }) => heard.push(topic),
      onSilence: () => heard.push("silence"),
      onEnded: () => heard.push("ended"),
    },
  );
});
afterEach(() => {
  disconnect();
  vi.useRealTimers();
});

test("what is told is passed on, and a lost stream is opened anew by itself", () => {
  opened[0]?.say("hello");
  opened[0]?.say("change", '{"topic":"runs"}');
  opened[0]?.say("error");
  expect(heard).toEqual(["hello", "runs", "silence"]);
  expect(opened[0]?.isClosed).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(opened).toHaveLength(2);
  opened[1]?.say("hello");
  expect(heard).toEqual(["hello", "runs", "silence", "hello"]);
});

test("a server that refuses is asked again after longer and longer waits, never more than half a minute apart", () => {
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    opened.at(-1)?.say("error");
    const before = opened.length;
    let waited = 0;
    for (; opened.length === before && waited < 60_000; waited += 1_000) vi.advanceTimersByTime(1_000);
    waits.push(waited);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  // It has never heard anything: nothing has fallen silent.
  expect(heard).toEqual([]);
});

test("a line that died without a word is given up after three missed beats", () => {
  opened[0]?.say("hello");
  for (let beat = 0; beat < 10; beat++) {
    vi.advanceTimersByTime(15_000);
    opened[0]?.say("beat");
  }
  expect(heard).toEqual(["hello"]);
  vi.advanceTimersByTime(51_000);
  expect(heard).toEqual(["hello", "silence"]);
});

test("an ended session is told; what a stream given up says later is nobody's", () => {
  opened[0]?.say("hello");
  opened[0]?.say("ended");
  opened[0]?.say("change", '{"topic":"runs"}');
  expect(heard).toEqual(["hello", "silence", "ended"]);
});

test("a page that leaves opens no further stream", () => {
  disconnect();
  vi.advanceTimersByTime(120_000);
  expect(opened).toHaveLength(1);
});
