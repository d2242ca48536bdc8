import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { headerText, type MailMessage, mailMessage } from "./mail-message.ts";

const plain: MailMessage = {
  messageId: "0199a000-0000-7000-8000-0000000000aa@lyre.example",
  at: new Date("2026-10-01T10:00:00.000Z"),
  sender: { name: "Théâtre de la Lyre", address: "billetterie@lyre.example" },
  recipients: ["contact@reseau.example"],
  subject: "Essai",
  text: "Bonjour.\n",
  attachments: [],
};
const ours = [
  "from",
  "to",
  "subject",
  "message-id",
  "date",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
  "content-disposition",
];
const headersOf = (message: Uint8Array) => {
  const head = Buffer.from(message).toString("latin1").split("\r\n\r\n")[0] ?? "";
  return head.split(/\r\n(?![ \t])/).map((line) => line.split(":")[0]?.toLowerCase() ?? "");
};

/** Whatever people call a show or a file: line breaks, quotes, other headers, signs that turn the writing's direction. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "\r\nBcc: everybody@example.org",
        "\n\n",
        "\r",
        "\u2028",
        "\u0000",
        '"',
        "<a@b.example>",
        "=?utf-8?q?",
        ",",
      ),
      fc.constantFrom("\u202e", "\u2066", "; filename=evil.exe", "é€œ", "😀", " ".repeat(200)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join("").replace(/\p{Cs}/gu, ""));

test("no name, subject or file name makes a header of its own, and the address stays the address", () =>
  fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, hostile, async (name, subject, fileName, text) => {
      const message = await mailMessage({
        ...plain,
        ...{ sender: { ...plain.sender, name }, subject, text },
        attachments: [{ fileName, mediaType: "application/pdf", bytes: new Uint8Array([1, 13, 10, 255]) }],
      });
      expect(headersOf(message).filter((header) => !ours.includes(header))).toEqual([]);
      const parsed = await simpleParser(Buffer.from(message));
      expect(parsed.from?.value.map(({ address }) => address)).toEqual(["billetterie@lyre.example"]);
      expect([parsed.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
        "contact@reseau.example",
      ]);
      expect(parsed.cc ?? parsed.bcc).toBeUndefined();
      expect(parsed.attachments.map(({ content }) => [...content])).toEqual([[1, 13, 10, 255]]);
      expect(Buffer.from(message).toString("latin1")).not.toMatch(/[^\r]\n|\r[^\n]/);
    }),
    { numRuns: 200 },
  ));

test("a subject is read as it was written, but for line breaks and signs that hide", () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (subject) => {
      const parsed = await simpleParser(Buffer.from(await mailMessage({ ...plain, subject })));
      expect((parsed.subject ?? "").replace(/\s+/g, " ").trim()).toBe(
        headerText(subject).replace(/\s+/g, " ").trim(),
      );
    }),
    { numRuns: 100 },
  ));

test("the same mail makes the same bytes", async () => {
  const attachments = [
    { fileName: "Mise en vente.pdf", mediaType: "application/pdf", bytes: new Uint8Array(999) },
  ];
  const [one, other] = await Promise.all([
    mailMessage({ ...plain, attachments }),
    mailMessage({ ...plain, attachments }),
  ]);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
});

test("a mail to nobody's sender is still a file that can be read", async () => {
  const parsed = await simpleParser(
    Buffer.from(await mailMessage({ ...plain, sender: { name: "", address: "" }, draft: true })),
  );
  expect(parsed.subject).toBe("Essai");
  expect(parsed.headers.get("x-unsent")).toBe("1");
});
