import { isIP } from "node:net";
import type { Network } from "@allotement/platform/ports.ts";
import { isPublicAddress } from "@allotement/platform/public-address.ts";

export type AddressFault = "notHttps" | "privateAddress" | "hasPathOrCredentials";

/**
 * Whether a reseller's server may be called at this address (section 6): https, and neither this machine nor a private
 * network, unless the operator of this server allows it. Answers what is wrong, or undefined.
 */
export function faultOfServerUrl(serverUrl: string, allowPrivate: boolean): AddressFault | undefined {
  const url = new URL(serverUrl);
  if (url.username || url.password || url.search || url.hash || url.pathname !== "/")
    return "hasPathOrCredentials";
  if (url.protocol !== "https:" && !(allowPrivate && url.protocol === "http:")) return "notHttps";
  if (allowPrivate) return undefined;
  // The dot at the end only says that the name is whole.
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (/(^|\.)(localhost|local|internal)$/.test(host)) return "privateAddress";
  if (isIP(host) !== 0 && !isPublicAddress(host)) return "privateAddress";
  return undefined;
}

/**
 * The network for a server whose operator does not allow private addresses: judged at each call anew, for the address in
 * the books may be older than the setting, and a name may have come to mean another machine.
 */
export function publicNetwork(network: Network): Network {
  return {
    async request(request) {
      const fault = faultOfServerUrl(new URL(request.url).origin, false);
      return fault
        ? { kind: "unreachable", reason: fault }
        : network.request({ ...request, publicOnly: true });
    },
  };
}
