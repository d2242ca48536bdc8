import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

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
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host === "localhost" || host.endsWith(".localhost") || host.endsWith(".local")) return "privateAddress";
  if (isIP(host) !== 0 && ipaddr.process(host).range() !== "unicast") return "privateAddress";
  return undefined;
}
