import { expect, test } from "vitest";
import { faultOfServerUrl, publicNetwork } from "./reseller-address.ts";

test.each([
  ["https://reseller.example", undefined],
  ["https://reseller.example:8443", undefined],
  ["https://203.0.114.9", undefined],
  ["http://reseller.example", "notHttps"],
  ["ftp://reseller.example", "notHttps"],
  ["https://localhost", "privateAddress"],
  ["https://box.local", "privateAddress"],
  ["https://127.0.0.1", "privateAddress"],
  ["https://2130706433", "privateAddress"],
  ["https://0x7f.1", "privateAddress"],
  ["https://10.1.2.3", "privateAddress"],
  ["https://192.168.1.1", "privateAddress"],
  ["https://169.254.169.254", "privateAddress"],
  ["https://[::1]", "privateAddress"],
  ["https://[::ffff:127.0.0.1]", "privateAddress"],
  ["https://[fd00::1]", "privateAddress"],
  ["https://[::127.0.0.1]", "privateAddress"],
  ["https://[64:ff9b::7f00:1]", "privateAddress"],
  ["https://0177.0.0.1", "privateAddress"],
  ["https://127.0.0.1.", "privateAddress"],
  ["https://①②⑦.⓪.⓪.①", "privateAddress"],
  ["https://localhost.", "privateAddress"],
  ["https://metadata.google.internal", "privateAddress"],
  ["https://user:secret@reseller.example", "hasPathOrCredentials"],
  ["https://reseller.example/path", "hasPathOrCredentials"],
  ["https://reseller.example/?q=1", "hasPathOrCredentials"],
])("%s: %s", (url, fault) => {
  expect(faultOfServerUrl(url, false)).toBe(fault);
});

test("where the operator of the server allows it, a rehearsal may stand on this machine without https", () => {
  expect(faultOfServerUrl("http://127.0.0.1:4000", true)).toBeUndefined();
  expect(faultOfServerUrl("ftp://127.0.0.1", true)).toBe("notHttps");
  expect(faultOfServerUrl("http://u:p@127.0.0.1", true)).toBe("hasPathOrCredentials");
});

test("an address in the books is judged again at each call: the setting may be younger than it", async () => {
  const asked: boolean[] = [];
  const network = publicNetwork({
    request: async ({ publicOnly }) => {
      asked.push(publicOnly === true);
      return { kind: "timeout" };
    },
  });
  const get = (url: string) =>
    network.request({ method: "GET", url, headers: {}, timeoutMilliseconds: 1_000 });
  expect(await get("http://reseller.example/allotment/v1/show")).toMatchObject({ reason: "notHttps" });
  expect(await get("https://127.0.0.1/allotment/v1/show")).toMatchObject({ reason: "privateAddress" });
  expect(asked).toEqual([]);
  expect(await get("https://reseller.example/allotment/v1/show")).toEqual({ kind: "timeout" });
  expect(asked).toEqual([true]);
});
