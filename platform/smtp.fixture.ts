import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** For tests: a real mail server of this machine, as unwilling as the test wants it. */
export interface TestMailServer {
  port: number;
  /** What it has taken, in order. */
  mails: { recipients: string[]; raw: Buffer; parsed: ParsedMail }[];
  /** Answers a step in the server's stead; undefined: as usual. */
  instead: (step: "sender" | "recipient" | "taken", value: string) => Error | undefined;
  close(): Promise<void>;
}

export interface TestMailServerOptions {
  /** Asked for before anything is taken; none: nobody signs in. */
  password?: string;
  /** tls: from the first byte; startTls: offered; none: not even offered. */
  security?: "tls" | "startTls" | "none";
  sizeMax?: number;
}

/** Says no with a code, as mail servers do: 4xx for now, 5xx for good. */
export function smtpRefusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

export async function testMailServer(options: TestMailServerOptions = {}): Promise<TestMailServer> {
  const { password, security = "none", sizeMax } = options;
  const state: Pick<TestMailServer, "mails" | "instead"> = { mails: [], instead: () => undefined };
  const server = new SMTPServer({
    secure: security === "tls",
    key: testMailKey,
    cert: testMailCertificate,
    ...(sizeMax === undefined ? {} : { size: sizeMax }),
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(security === "none" ? ["STARTTLS"] : []),
      ...(password === undefined ? ["AUTH"] : []),
    ],
    onAuth: ({ password: given }, _session, answer) =>
      given === password ? answer(null, { user: "lyre" }) : answer(smtpRefusal(535, `no, not ${given}`)),
    onMailFrom: ({ address }, _session, answer) => answer(state.instead("sender", address)),
    onRcptTo: ({ address }, _session, answer) => answer(state.instead("recipient", address)),
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks);
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        state.mails.push({ recipients, raw, parsed: await simpleParser(raw) });
        answer(state.instead("taken", ""));
      });
    },
    logger: false,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return Object.assign(state, { port, close });
}

/** Of mail.example, signed by itself; made for these tests and used nowhere else. */
export const testMailCertificate = `-----BEGIN CERTIFICATE-----
MIIBajCCARCgAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxtYWlsLmV4
YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDG1haWwuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJiG9ig9
OcyEWgPZMlXpnEHRO6AZep//0MqFUZ55qyNnF90A9MKSuaC2YfGZT/sPAPS/cmtv
Dbybw0acUZE7a86jSzBJMA8GA1UdEwEB/wQFMAMBAf8wFwYDVR0RBBAwDoIMbWFp
bC5leGFtcGxlMB0GA1UdDgQWBBRhm4jVymZoFA9u/SeM/4dhYUwGnzAKBggqhkjO
PQQDAgNIADBFAiARxjTCFJbf7KDBEkdB+ev620U0Pe5FN9oMth9uoo2s9wIhALJx
DYQ8ZiIobFP/FsomQFwgt6pQAvEfBXBZdrfteXMn
-----END CERTIFICATE-----
`;
const testMailKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzpDoLvWJrTftNfpQ
WCKA2JCn9YC1Gq8YC7UNerRvxT6hRANCAASYhvYoPTnMhFoD2TJV6ZxB0TugGXqf
/9DKhVGeeasjZxfdAPTCkrmgtmHxmU/7DwD0v3Jrbw28m8NGnFGRO2vO
-----END PRIVATE KEY-----
`;
