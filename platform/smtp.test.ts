import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Resolve } from "./http-exchange.ts";
import type { MailServer } from "./ports.ts";
import {
  smtpRefusal,
  type TestMailServer,
  type TestMailServerOptions,
  testMailCertificate,
  testMailServer,
} from "./smtp.fixture.ts";
import { outcomeOfFault, smtpMailer } from "./smtp.ts";

/** For these tests mail.example is this machine. */
const here: Resolve = (_name, answer) => answer(null, [{ address: "127.0.0.1", family: 4 }]);
const message = Buffer.from("Subject: Essai\r\n\r\nBonjour.\r\n");
const mail = { sender: "lyre@example.org", recipients: ["contact@example.net"], message };

let server: TestMailServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: TestMailServerOptions = {}): Promise<TestMailServer> {
  server = await testMailServer(options);
  return server;
}

const at = (port: number, change: Partial<MailServer> = {}): MailServer => ({
  ...{ host: "mail.example", port, security: "none", userName: "", password: "", publicOnly: false },
  ...change,
});
const send = (to: MailServer, change: Partial<typeof mail> = {}) =>
  smtpMailer({ resolve: here, trusted: testMailCertificate }).send(to, { ...mail, ...change });
const fault = async (to: MailServer, change: Partial<typeof mail> = {}) => {
  const outcome = await send(to, change);
  return outcome.kind === "taken" ? "taken" : [outcome.fault, outcome.forGood];
};

describe("a mail is taken", () => {
  test.each(["tls", "startTls", "none"] as const)("with security %s, byte for byte", async (security) => {
    const { port, mails } = await start({ security, password: "secret" });
    const to = at(port, { security, userName: "lyre", password: "secret" });
    expect(await send(to)).toEqual({ kind: "taken", refusedRecipients: [] });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.raw.equals(message)).toBe(true);
    expect(mails[0]?.recipients).toEqual(["contact@example.net"]);
  });

  test("by those recipients that the server knows; the others are named", async () => {
    const { port } = await start();
    if (server)
      server.instead = (step, value) =>
        step === "recipient" && value.startsWith("gone") ? smtpRefusal(550, "no such user") : undefined;
    const recipients = ["contact@example.net", "gone@example.net"];
    expect(await send(at(port), { recipients })).toEqual({
      kind: "taken",
      refusedRecipients: ["gone@example.net"],
    });
  });
});

describe("what is wrong is told apart", () => {
  test("a host that nobody knows", async () => {
    const nowhere: Resolve = (_name, answer) =>
      answer(Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }), []);
    const outcome = await smtpMailer({ resolve: nowhere }).send(at(25), mail);
    expect(outcome).toMatchObject({ fault: "hostUnknown", forGood: false });
  });

  test("a port at which nobody listens", async () => {
    const closed = await start();
    await closed.close();
    server = undefined;
    expect(await fault(at(closed.port))).toEqual(["connectionRefused", false]);
  });

  test("an address that is not public, where only public ones may be called", async () => {
    const { port, mails } = await start();
    expect(await fault(at(port, { publicOnly: true }))).toEqual(["privateAddress", true]);
    expect(await fault(at(port, { publicOnly: true, host: "127.0.0.1" }))).toEqual(["privateAddress", true]);
    expect(mails).toEqual([]);
  });

  test("a certificate that nobody vouches for, or of another name", async () => {
    const { port, mails } = await start({ security: "startTls" });
    const strict = smtpMailer({ resolve: here });
    expect(await strict.send(at(port, { security: "startTls" }), mail)).toMatchObject({ fault: "tlsFault" });
    expect(await fault(at(port, { security: "startTls", host: "other.example" }))).toEqual([
      "tlsFault",
      false,
    ]);
    expect(mails).toEqual([]);
  });

  test("TLS towards a port that speaks in clear, and STARTTLS that is not offered: the password never leaves", async () => {
    const { port } = await start({ password: "secret" });
    const signIn = { userName: "lyre", password: "secret" };
    expect(await fault(at(port, { security: "tls", ...signIn }))).toEqual(["tlsFault", false]);
    expect(await fault(at(port, { security: "startTls", ...signIn }))).toEqual(["tlsNotOffered", true]);
  });

  test("a wrong password, which no answer repeats", async () => {
    const { port } = await start({ password: "secret" });
    const outcome = await send(at(port, { userName: "lyre", password: "swordfish" }));
    expect(outcome).toEqual({ kind: "notTaken", fault: "wrongPassword", forGood: true, answer: "" });
  });

  test("a server that wants a name and a password", async () => {
    const { port } = await start({ password: "secret" });
    expect(await fault(at(port))).toEqual(["signInRequired", true]);
  });

  test.each([
    ["sender", 550, ["senderRefused", true]],
    ["sender", 451, ["busy", false]],
    ["recipient", 550, ["recipientRefused", true]],
    ["recipient", 450, ["busy", false]],
    ["taken", 554, ["refused", true]],
    ["taken", 552, ["tooLarge", true]],
    ["taken", 421, ["busy", false]],
  ] as const)("the %s refused with %i", async (step, code, expected) => {
    const { port } = await start();
    if (server)
      server.instead = (reached) => (reached === step ? smtpRefusal(code, "no\r\nand no") : undefined);
    expect(await fault(at(port))).toEqual(expected);
  });

  test("a mail that is larger than the server says it takes", async () => {
    const { port, mails } = await start({ sizeMax: 1_000 });
    expect(await fault(at(port), { message: randomBytes(2_000) })).toEqual(["tooLarge", true]);
    expect(mails).toEqual([]);
  });

  test("a server that breaks off, and one that speaks something else", async () => {
    const says = async (text: string) => {
      const other = createServer((socket) => {
        socket.on("error", () => undefined);
        socket.end(text);
      });
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      const address = other.address();
      const outcome = await fault(at(typeof address === "object" && address ? address.port : 0));
      await new Promise((resolve) => other.close(resolve));
      return outcome;
    };
    expect(await says("")).toEqual(["broken", false]);
    expect(await says("SSH-2.0-OpenSSH_9\r\n")).toEqual(["broken", false]);
  });

  test("a server that answers nothing is a time-out", () => {
    const outcome = outcomeOfFault({ code: "ETIMEDOUT", command: "CONN" });
    expect(outcome).toMatchObject({ fault: "timeout", forGood: false });
  });
});

test("the server's words come as one short line, without signs that hide", () => {
  const response = `550 no\r\nX-Header: \u202e${"a".repeat(900)}`;
  const outcome = outcomeOfFault({ code: "EMESSAGE", command: "DATA", response, responseCode: 550 });
  const answer = outcome.kind === "notTaken" ? outcome.answer : "";
  expect(answer).toHaveLength(300);
  expect(answer).toMatch(/^550 no X-Header: a+$/);
});
