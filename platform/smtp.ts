import { connect, isIP, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import { lookupBy, privateAddress, type Resolve, systemResolve } from "./http-exchange.ts";
import type { Mailer, MailFault, MailOutcome, MailServer } from "./ports.ts";
import { isPublicAddress } from "./public-address.ts";

const connectMilliseconds = 15_000;
const silenceMilliseconds = 30_000;
/** A whole mail with its attachments; a server that lets it drip in for longer is given up. */
const wholeMilliseconds = 180_000;
/** Of the server's own words no more is kept than a person reads. */
const answerLengthMax = 300;

/**
 * SMTP through nodemailer. The message goes as it is given, byte for byte; TLS certificates are always checked.
 * `trusted`: a certificate (PEM) that is believed as well.
 */
export function smtpMailer({
  resolve = systemResolve,
  trusted,
}: {
  resolve?: Resolve;
  trusted?: string;
} = {}): Mailer {
  return {
    async send(server, { sender, recipients, message }) {
      const deadline = AbortSignal.timeout(wholeMilliseconds);
      const transport = createTransport({
        host: server.host,
        port: server.port,
        secure: server.security === "tls",
        requireTLS: server.security === "startTls",
        ignoreTLS: server.security === "none",
        ...(server.userName === "" ? {} : { auth: { user: server.userName, pass: server.password } }),
        connectionTimeout: connectMilliseconds,
        greetingTimeout: connectMilliseconds,
        socketTimeout: silenceMilliseconds,
        ...(trusted === undefined ? {} : { tls: { ca: trusted } }),
        disableFileAccess: true,
        disableUrlAccess: true,
        getSocket: (_options, answer) => {
          openSocket(server, resolve, deadline).then(
            (connection) => answer(null, { connection }),
            (error: Error) => answer(error),
          );
        },
      });
      try {
        const envelope = { from: sender, to: [...recipients], size: message.byteLength };
        const sent = await transport.sendMail({ envelope, raw: Buffer.from(message) });
        return { kind: "taken", refusedRecipients: sent.rejected };
      } catch (error) {
        return outcomeOfFault(deadline.aborted ? { code: "ETIMEDOUT" } : faultFacts(error));
      } finally {
        transport.close();
      }
    },
  };
}

/** Connects to the very address that was judged; the deadline ends the connection whatever happens on it. */
function openSocket(server: MailServer, resolve: Resolve, deadline: AbortSignal): Promise<Socket> {
  const { host, port, publicOnly } = server;
  // Nobody looks an address up that stands there in figures.
  if (publicOnly && isIP(host) !== 0 && !isPublicAddress(host))
    return Promise.reject(Object.assign(new Error(privateAddress), { code: privateAddress }));
  return new Promise((opened, failed) => {
    const socket = connect({ host, port, lookup: lookupBy(resolve, publicOnly) });
    const end = () => socket.destroy(Object.assign(new Error("too slow"), { code: "ETIMEDOUT" }));
    const connecting = AbortSignal.timeout(connectMilliseconds);
    connecting.addEventListener("abort", end, { once: true });
    deadline.addEventListener("abort", end, { once: true });
    socket.once("close", () => deadline.removeEventListener("abort", end));
    socket.once("error", failed);
    socket.once("connect", () => {
      connecting.removeEventListener("abort", end);
      socket.off("error", failed);
      opened(socket);
    });
  });
}

/** What the library tells of a failure. */
export interface SmtpFailure {
  code?: string | undefined;
  originalCode?: string | undefined;
  command?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
  message?: string | undefined;
}

function faultFacts(error: unknown): SmtpFailure {
  if (!(error instanceof Error)) return {};
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : undefined;
  };
  const responseCode: unknown = Reflect.get(error, "responseCode");
  return {
    code: text("code"),
    originalCode: text("originalCode"),
    command: text("command"),
    response: text("response"),
    responseCode: typeof responseCode === "number" ? responseCode : undefined,
    message: error.message,
  };
}

/** Names a failure for a person, and says whether the same mail would fail again. */
export function outcomeOfFault(failure: SmtpFailure): MailOutcome {
  const fault = faultOf(failure);
  const forGood = fault === "privateAddress" || fault === "tooLarge" || (failure.responseCode ?? 0) >= 500;
  // What a server says to a password may repeat it.
  const words = failure.command?.startsWith("AUTH") ? "" : (failure.response ?? "");
  return { kind: "notTaken", fault, forGood: forGood && fault !== "busy", answer: oneLine(words) };
}

const ofConnection: Readonly<Record<string, MailFault>> = {
  [privateAddress]: "privateAddress",
  ENOTFOUND: "hostUnknown",
  EAI_AGAIN: "hostUnknown",
  EDNS: "hostUnknown",
  ECONNREFUSED: "connectionRefused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ETIMEDOUT: "timeout",
};

function faultOf({ code, originalCode, command, responseCode = 0, message = "" }: SmtpFailure): MailFault {
  const known = ofConnection[originalCode ?? ""] ?? ofConnection[code ?? ""];
  if (known) return known;
  if (code === "ETLS") return command === "STARTTLS" && responseCode > 0 ? "tlsNotOffered" : "tlsFault";
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(originalCode ?? code ?? ""))
    return "tlsFault";
  if (responseCode === 552 || responseCode === 523 || message.startsWith("Message size larger"))
    return "tooLarge";
  if (responseCode === 530) return "signInRequired";
  if (responseCode >= 400 && responseCode < 500) return "busy";
  if (code === "EAUTH") return "wrongPassword";
  if (responseCode < 500) return "broken";
  if (command === "MAIL FROM") return "senderRefused";
  return command === "RCPT TO" ? "recipientRefused" : "refused";
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, answerLengthMax);
}
