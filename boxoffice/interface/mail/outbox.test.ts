import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "@allotement/platform/database/database.ts";
import { systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import type { Mailer } from "@allotement/platform/ports.ts";
import { encryptSecret } from "@allotement/platform/secrets.ts";
import { smtpRefusal, type TestMailServer, testMailServer } from "@allotement/platform/smtp.fixture.ts";
import { smtpMailer } from "@allotement/platform/smtp.ts";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHouse, type TestHouse } from "../house.fixture.ts";
import { type DeliveryNeeds, deliverDueMails } from "./deliver.ts";
import { attachmentBytesMax, type MailToQueue } from "./mail.ts";
import { saveMailSettings } from "./mail-settings.store.ts";
import { queueMail, requeueMail } from "./outbox.store.ts";
import { attemptsMax, nextWaitMilliseconds } from "./retry.ts";

let house: TestHouse;
let server: TestMailServer;
let needs: DeliveryNeeds;
let failures: unknown[];
const encryptionKey = systemRandom.bytes(32);
const password = "un mot de passe à garder";
const pdf = new Uint8Array(randomBytes(90_001));

beforeEach(async () => {
  house = await openHouse();
  server = await testMailServer({ password });
  failures = [];
  needs = {
    database: house.database,
    ...house.ports,
    mailer: smtpMailer(),
    encryptionKey,
    allowPrivateMailServer: true,
    dataDirectory: await mkdtemp(join(tmpdir(), "allotement-mail-")),
    onFailure: (error) => failures.push(error),
  };
});
afterEach(async () => {
  await server.close();
  await house.drop();
  await rm(needs.dataDirectory, { recursive: true });
  expect(failures).toEqual([]);
});

const settings = (change: object = {}) =>
  house.database.transaction((transaction) =>
    saveMailSettings(transaction, 669, {
      ...{ host: "127.0.0.1", port: server.port, security: "none", userName: "lyre" },
      passwordEncrypted: encryptSecret(encryptionKey, password, systemRandom),
      ...{ senderName: "Théâtre de la Lyre", senderAddress: "billetterie@lyre.example" },
      ...change,
    }),
  );

async function queue(change: Partial<MailToQueue> = {}) {
  const mailId = systemIds.uuid();
  const refusal = await house.database.transaction((transaction) =>
    queueMail(
      transaction,
      669,
      { mailId, operatorId: 1, at: house.clock.now() },
      {
        ...{ kind: "firstAllotment", recipients: ["contact@reseau.example"], runId: null },
        ...{ subject: "Nouvelle manifestation\u202f: La Lyre", text: "Bonjour,\n\nÀ 19\u202fh.\n" },
        attachments: [{ fileName: "Mise en vente «La Lyre».pdf", mediaType: "application/pdf", bytes: pdf }],
        ...change,
      },
    ),
  );
  return { mailId, refusal };
}

interface Row {
  state: string;
  attempts: number;
  problem: { fault: string; answer: string } | null;
  keptIn: string | null;
}
const rowOf = (mailId: string) =>
  house.database.first<Row>(sql`
    select state, attempts, last_problem as problem, kept_in as "keptIn" from mails where mail_id = ${mailId}`);
const travel = (milliseconds: number) => {
  house.time.now = new Date(house.time.now.getTime() + milliseconds);
};

test("a mail arrives once, with its text and its attachments byte for byte", async () => {
  await settings();
  const { mailId } = await queue();
  expect(await deliverDueMails(needs)).toBe(1);
  expect(await deliverDueMails(needs)).toBe(0);
  expect(server.mails).toHaveLength(1);
  const { recipients, parsed } = server.mails[0] ?? expect.fail();
  expect(recipients).toEqual(["contact@reseau.example"]);
  expect(parsed.subject).toBe("Nouvelle manifestation\u202f: La Lyre");
  expect(parsed.text?.trimEnd()).toBe("Bonjour,\n\nÀ 19\u202fh.");
  expect(parsed.from?.value).toEqual([{ name: "Théâtre de la Lyre", address: "billetterie@lyre.example" }]);
  expect(parsed.date).toEqual(house.clock.now());
  expect(parsed.attachments.map(({ filename }) => filename)).toEqual(["Mise en vente «La Lyre».pdf"]);
  expect(parsed.attachments[0]?.content.equals(Buffer.from(pdf))).toBe(true);
  expect(await rowOf(mailId)).toMatchObject({ state: "sent", attempts: 1, problem: null });
});

test("a server that is busy is asked again, later each time, until it takes the mail", async () => {
  await settings();
  const { mailId } = await queue();
  server.instead = (step) => (step === "recipient" ? smtpRefusal(451, "come back later") : undefined);
  await deliverDueMails(needs);
  expect(await rowOf(mailId)).toMatchObject({ state: "queued", problem: { fault: "busy" } });
  expect(await deliverDueMails(needs)).toBe(0);
  travel(60_000);
  expect(await deliverDueMails(needs)).toBe(1);
  travel(60_000);
  expect(await deliverDueMails(needs)).toBe(0);
  server.instead = () => undefined;
  travel(60_000);
  expect(await deliverDueMails(needs)).toBe(1);
  expect(await rowOf(mailId)).toMatchObject({ state: "sent", attempts: 3, problem: null });
  expect(server.mails).toHaveLength(1);
});

test("waits grow from a minute to two hours, and after twelve attempts the mail is given up", () => {
  const busy = { kind: "notTaken", fault: "busy", forGood: false, answer: "" } as const;
  const random = (byte: number) => ({ bytes: (length: number) => new Uint8Array(length).fill(byte) });
  const waits = Array.from({ length: attemptsMax }, (_, index) =>
    nextWaitMilliseconds(index + 1, busy, random(0)),
  );
  const minutes = waits.map((wait) => (wait === undefined ? undefined : wait / 60_000));
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120, 120, 120, undefined]);
  expect(nextWaitMilliseconds(1, busy, random(255))).toBeGreaterThan(45_000 - 1);
  expect(nextWaitMilliseconds(1, { ...busy, forGood: true }, random(0))).toBeUndefined();
});

describe("what cannot be sent is kept", () => {
  test("a refused recipient: the files lie in the data directory, and the mail can go to another one", async () => {
    await settings();
    const { mailId } = await queue();
    server.instead = (step, value) =>
      step === "recipient" && value.startsWith("contact") ? smtpRefusal(550, "no such user here") : undefined;
    await deliverDueMails(needs);
    const row = (await rowOf(mailId)) ?? expect.fail();
    expect(row).toMatchObject({ state: "failed", attempts: 1, problem: { fault: "recipientRefused" } });
    expect(row.keptIn).toMatch(
      /^organizers\/669\/TICKETNET_CLIENT\/COURRIER\/2026-10-01 Nouvelle manifestation/,
    );
    const folder = join(needs.dataDirectory, row.keptIn ?? "");
    expect((await readdir(folder)).sort()).toEqual(["Mise en vente «La Lyre».pdf", "message.eml"]);
    expect(new Uint8Array(await readFile(join(folder, "Mise en vente «La Lyre».pdf")))).toEqual(pdf);
    expect(await requeueMail(house.database, 669, mailId, house.clock.now(), ["other@reseau.example"])).toBe(
      true,
    );
    await deliverDueMails(needs);
    expect(server.mails.map(({ recipients }) => recipients)).toEqual([["other@reseau.example"]]);
    expect(await requeueMail(house.database, 669, mailId, house.clock.now(), undefined)).toBe(false);
  });

  test("without a mail server every mail is a file that a mail program opens as a draft", async () => {
    const { mailId } = await queue({ kind: "newHall", subject: "Nouvelle salle\u202f: ../../x" });
    await deliverDueMails(needs);
    const row = (await rowOf(mailId)) ?? expect.fail();
    expect(row).toMatchObject({ state: "kept", problem: null });
    expect(row.keptIn).toMatch(/^organizers\/669\/TICKETNET_CLIENT\/CODIF\/2026-10-01 Nouvelle salle[^/]*$/);
    const file = await readFile(join(needs.dataDirectory, row.keptIn ?? "", "message.eml"));
    const parsed = await simpleParser(file);
    expect(parsed.headers.get("x-unsent")).toBe("1");
    expect(parsed.subject).toBe("Nouvelle salle\u202f: ../../x");
    expect(parsed.attachments[0]?.content.equals(Buffer.from(pdf))).toBe(true);
    // Once a server is set up it goes out after all.
    await settings();
    await requeueMail(house.database, 669, mailId, house.clock.now(), undefined);
    await deliverDueMails(needs);
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]?.parsed.headers.get("x-unsent")).toBeUndefined();
  });

  test("a wrong password, or one that this server's key does not open, is not tried twice", async () => {
    await settings({ passwordEncrypted: encryptSecret(encryptionKey, "wrong", systemRandom) });
    const first = await queue();
    await deliverDueMails(needs);
    expect(await rowOf(first.mailId)).toMatchObject({ state: "failed", problem: { fault: "wrongPassword" } });
    await settings({ passwordEncrypted: encryptSecret(systemRandom.bytes(32), password, systemRandom) });
    const second = await queue();
    await deliverDueMails(needs);
    expect(await rowOf(second.mailId)).toMatchObject({
      state: "failed",
      problem: { fault: "wrongPassword" },
    });
    const written = JSON.stringify(await house.database.rows(sql`select * from mails`));
    expect(written).not.toContain(password);
  });
});

describe("a crash", () => {
  test("between the server's yes and the commit may send twice: under one message id", async () => {
    await settings();
    const { mailId } = await queue();
    const dies = { point: (name: string) => (name === "mail.taken" ? expect.fail("power cut") : undefined) };
    await deliverDueMails({ ...needs, crash: dies, onFailure: () => undefined });
    expect(await rowOf(mailId)).toMatchObject({ state: "queued", attempts: 1 });
    travel(60_000);
    expect(await deliverDueMails(needs)).toBe(0);
    travel(600_000);
    expect(await deliverDueMails(needs)).toBe(1);
    expect(server.mails.map(({ parsed }) => parsed.messageId)).toEqual([
      `<${mailId}@lyre.example>`,
      `<${mailId}@lyre.example>`,
    ]);
    expect(server.mails[0]?.raw.equals(server.mails[1]?.raw ?? Buffer.alloc(0))).toBe(true);
    expect(await rowOf(mailId)).toMatchObject({ state: "sent" });
  });

  test("two servers on one database send a mail once", async () => {
    await settings();
    for (let count = 0; count < 5; count += 1) await queue();
    const rounds = Array.from({ length: 12 }, () => deliverDueMails(needs));
    await Promise.all(rounds);
    while ((await deliverDueMails(needs)) > 0);
    expect(new Set(server.mails.map(({ parsed }) => parsed.messageId)).size).toBe(5);
    expect(server.mails).toHaveLength(5);
  });
});

test("a mail that is being sent is not hurried: nobody sends it beside", async () => {
  await settings();
  const { mailId } = await queue();
  let again: boolean | undefined;
  const slow: Mailer = {
    send: async (...given) => {
      again = await requeueMail(house.database, 669, mailId, house.clock.now(), undefined);
      return needs.mailer.send(...given);
    },
  };
  await deliverDueMails({ ...needs, mailer: slow });
  expect(again).toBe(false);
  expect(server.mails).toHaveLength(1);
});

test("one run has one mail, however many clerks ask for it at once", async () => {
  const runId = await house.startRun({ kind: "allot" });
  const asked = await Promise.all(Array.from({ length: 6 }, () => queue({ runId, attachments: [] })));
  expect(asked.map(({ refusal }) => refusal ?? "written").sort()).toEqual([
    ...Array.from({ length: 5 }, () => "alreadyWritten"),
    "written",
  ]);
});

test.each([
  ["noRecipient", { recipients: [] }],
  ["tooManyRecipients", { recipients: Array.from({ length: 11 }, (_, index) => `c${index}@reseau.example`) }],
  [
    "attachmentsTooLarge",
    {
      attachments: [
        { fileName: "a", mediaType: "text/plain", bytes: new Uint8Array(attachmentBytesMax + 1) },
      ],
    },
  ],
])("%s: nothing enters the outbox", async (refusal, change) => {
  expect((await queue(change)).refusal).toBe(refusal);
  expect(await house.database.rows(sql`select from mails`)).toEqual([]);
});
