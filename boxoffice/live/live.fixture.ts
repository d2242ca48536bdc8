/** For tests: a page that stands open. */
export interface Listening {
  /** The data of the next event of that name; those before it are passed over. */
  next(event: string): Promise<string>;
  /** Resolves when the server has ended the stream. */
  over: Promise<void>;
  leave(): void;
}

/** @throws where the server refuses. */
export async function listenAs(url: string, cookie: string): Promise<Listening> {
  const gone = new AbortController();
  const answer = await fetch(`${url}/api/live`, { headers: { cookie }, signal: gone.signal });
  const { body } = answer;
  if (answer.status !== 200 || !body) throw new Error(`live: ${answer.status}`);
  const events: { event: string; data: string }[] = [];
  let wake = () => {};
  const over = (async () => {
    let text = "";
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      text += part;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, event = "", data = ""] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
        events.push({ event, data });
      }
      wake();
    }
  })()
    // Cut rather than ended: over all the same.
    .catch(() => undefined)
    .finally(() => wake());
  let isOver = false;
  void over.then(() => {
    isOver = true;
  });
  return {
    over,
    leave: () => gone.abort(),
    async next(name) {
      for (;;) {
        for (let first = events.shift(); first !== undefined; first = events.shift())
          if (first.event === name) return first.data;
        if (isOver) throw new Error(`the stream ended before ${name}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Signs in and answers the session's cookie. */
export async function signInAt(
  url: string,
  organizerId: number,
  initials: string,
  password: string,
): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ organizerId, initials, password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}
