interface Running {
  url?: string;
  close(): Promise<void>;
}

/**
 * Runs servers until Ctrl-C or a polite end (SIGTERM), then closes them. A second Ctrl-C ends at once; the databases
 * survive that.
 */
export async function runUntilSignal(name: string | undefined, start: () => Promise<Running>): Promise<void> {
  let asked = false;
  let running: Running | undefined;
  let closing: Promise<void> | undefined;
  const end = () => {
    if (asked) process.exit(130);
    asked = true;
    if (running) closing = running.close();
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  // Started by `demo`: when that process dies, its pipe closes, and the server must not live on alone.
  if (process.send) process.on("disconnect", end);
  running = await start();
  if (name) process.stdout.write(`${name} answers at ${running.url}\n`);
  process.send?.({ url: running.url });
  if (asked) closing = running.close();
  while (!asked) await new Promise((resolve) => setTimeout(resolve, 100));
  await closing;
  if (process.connected) process.disconnect();
  process.off("SIGINT", end);
  process.off("SIGTERM", end);
}
