/**
 * The only doors through which product code meets what it cannot repeat: time, chance, identities, the network and the
 * end of the process. A simulator stands behind the same doors, so it drives the very code that runs in production.
 */

/** Wall clock and waiting. Never read the time or sleep in any other way (held by `architecture.test.ts`). */
export interface Clock {
  now(): Date;
  /** Resolves after `milliseconds`, or at once (without error) when `signal` is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Unguessable bytes: barcodes, tokens, jitter. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** Identities that sort by time (UUID version 7), for operations, baskets, orders and events. */
export interface Ids {
  uuid(): string;
}

export interface NetworkRequest {
  method: "GET" | "POST" | "PUT";
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** After this many milliseconds without a whole answer the outcome is `timeout`. */
  timeoutMilliseconds: number;
  /** Connect to no address of this machine or of a private network; judged on the very address connected to. */
  publicOnly?: boolean;
}

/**
 * What is known after a request. `unreachable`: the request surely did not arrive (refused connection, unknown name);
 * `timeout` and `broken`: it may have been carried out.
 */
export type NetworkOutcome =
  | { kind: "answer"; status: number; headers: Record<string, string>; body: string }
  | { kind: "timeout" }
  | { kind: "broken"; reason: string }
  | { kind: "unreachable"; reason: string };

/** One request to the other side. Never throws; follows no redirect; caps the answer's size, as sent and as read. */
export interface Network {
  request(request: NetworkRequest): Promise<NetworkOutcome>;
}

/** A server that takes mail for others (SMTP), as the venue knows its own. */
export interface MailServer {
  host: string;
  port: number;
  /** tls: from the first byte; startTls: begun in clear and never continued so; none: all in clear. */
  security: "tls" | "startTls" | "none";
  /** Empty: nobody signs in there. */
  userName: string;
  password: string;
  /** Connect to no address of this machine or of a private network. */
  publicOnly: boolean;
}

/** Why a mail was not taken, as far as a person can act on it. */
export type MailFault =
  | "hostUnknown"
  | "connectionRefused"
  | "unreachable"
  | "timeout"
  | "privateAddress"
  | "tlsFault"
  | "tlsNotOffered"
  | "wrongPassword"
  | "signInRequired"
  | "senderRefused"
  | "recipientRefused"
  | "tooLarge"
  | "refused"
  | "busy"
  | "broken";

/** `forGood`: the same mail would be refused again; `answer`: the server's own words, on one line, never a secret. */
export type MailOutcome =
  | { kind: "taken"; refusedRecipients: string[] }
  | { kind: "notTaken"; fault: MailFault; forGood: boolean; answer: string };

/** Hands one finished message to a mail server. Never throws; after a time-out it may have been taken all the same. */
export interface Mailer {
  send(
    server: MailServer,
    mail: { sender: string; recipients: readonly string[]; message: Uint8Array },
  ): Promise<MailOutcome>;
}

/** Named places where a test or the simulator may end the process. In production `point` does nothing. */
export interface Crash {
  point(name: string): void;
}
