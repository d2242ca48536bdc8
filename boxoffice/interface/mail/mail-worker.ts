import { type DeliveryNeeds, deliverDueMails } from "./deliver.ts";

/** Sends what stands in the outbox, whatever screens are open; resumes after a crash. */
export interface MailWorker {
  /** Something was put into the outbox: look at once. */
  wake(): void;
  /** Ends after the attempts under way. */
  stop(): Promise<void>;
}

/** The outbox is looked at this often, in milliseconds, for mails to send again. */
const lookEveryMilliseconds = 2_000;

export function startMailWorker(needs: DeliveryNeeds): MailWorker {
  const stopping = new AbortController();
  let woken = new AbortController();
  const wake = () => woken.abort();
  stopping.signal.addEventListener("abort", wake);
  const work = (async () => {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      const tried = await deliverDueMails(needs).catch((error: unknown) => {
        needs.onFailure(error);
        return 0;
      });
      // Each mail has one attempt a look: the next look finds what else is due.
      if (tried === 0 && !stopping.signal.aborted)
        await needs.clock.sleep(lookEveryMilliseconds, woken.signal);
    }
  })();
  return {
    wake,
    async stop() {
      stopping.abort();
      await work;
    },
  };
}
