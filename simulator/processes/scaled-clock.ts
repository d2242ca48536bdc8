import type { Clock, Network } from "@allotement/platform/ports.ts";

/** How a server of this floor is told the time: by environment variables, so that a restart goes on where it was. */
export interface ScaledTime {
  /** How many times faster than ours its clock goes. */
  scale: number;
  /** What its clock shows at `epoch`, an instant of ours; both in milliseconds. */
  startsAt: number;
  epoch: number;
}

export function scaledNow({ scale, startsAt, epoch }: ScaledTime): number {
  return startsAt + (Date.now() - epoch) * scale;
}

/** A clock that goes faster than ours; `skew` milliseconds wrong. */
export function scaledClock(time: ScaledTime, skew: () => number, clock: Clock): Clock {
  return {
    now: () => new Date(scaledNow(time) + skew()),
    sleep: (milliseconds, signal) => clock.sleep(Math.ceil(milliseconds / time.scale), signal),
  };
}

/** Its patience is measured by the same clock. */
export function scaledNetwork({ scale }: ScaledTime, network: Network): Network {
  return {
    request: (request) =>
      network.request({ ...request, timeoutMilliseconds: Math.ceil(request.timeoutMilliseconds / scale) }),
  };
}
