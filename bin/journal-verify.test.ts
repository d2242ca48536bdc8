import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { key, memoryBooks } from "@allotement/boxoffice/house/closings/memory-books.fixture.ts";
import { fingerprintOf, pemOf, publicKeyOf } from "@allotement/boxoffice/house/closings/signing-key.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { journalVerify } from "./journal-verify.ts";

const books = memoryBooks();
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "allotement-journal-"));
  for (const day of ["01", "02", "03"]) books.book(`2026-11-${day}T10:00:00Z`);
  books.seal();
  await books.close("day", "2026-11-03");
  for (const [index, closing] of books.closings.entries())
    await writeFile(join(directory, `${index + 1}.txt`), books.archive(closing));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function run(files: string[], publicKey?: string): Promise<{ code: number; text: string }> {
  let text = "";
  const options = publicKey === undefined ? {} : { publicKey };
  const paths = files.map((file) => join(directory, file));
  const code = await journalVerify(paths, options, (line) => {
    text += line;
  });
  return { code, text };
}

test("archives in a row hold, and the command says what each holds and who signed it", async () => {
  const { code, text } = await run(["1.txt", "2.txt", "3.txt"]);
  expect(code).toBe(0);
  expect(text).toContain("closing 2 of day 2026-11-02, entries 2 to 2");
  expect(text).toContain(`signed by ${fingerprintOf(key.publicKey)}`);
});

test("an altered line is named with its number", async () => {
  const text = books.archive(books.closings[1]).replace('"faceValueCents":4800', '"faceValueCents":4900');
  await writeFile(join(directory, "altered.txt"), text);
  const answer = await run(["altered.txt"]);
  expect(answer.code).toBe(1);
  expect(answer.text).toContain("line 2 was altered");
});

test("an archive that is missing between two is noticed", async () => {
  expect(await run(["1.txt", "3.txt"])).toMatchObject({
    code: 1,
    text: expect.stringContaining("does not follow"),
  });
});

test("the key may be given as fingerprint or as PEM, and another one's signature is refused", async () => {
  await writeFile(join(directory, "key.pem"), pemOf(key.publicKey));
  const secret = Buffer.alloc(32, 9).toString("base64url");
  const other = { secret, publicKey: publicKeyOf(secret) };
  await writeFile(join(directory, "forged.txt"), books.archive(books.closings[0], other));
  const colons = fingerprintOf(key.publicKey)
    .toUpperCase()
    .replace(/(..)(?=.)/g, "$1:");
  for (const given of [join(directory, "key.pem"), colons]) {
    expect((await run(["1.txt"], given)).code).toBe(0);
    expect(await run(["forged.txt"], given)).toMatchObject({
      code: 1,
      text: expect.stringContaining("another key"),
    });
  }
  await expect(run(["1.txt"], "no such file")).rejects.toThrow("cannot be read");
  await expect(run(["1.txt"], join(directory, "1.txt"))).rejects.toThrow("neither");
});
