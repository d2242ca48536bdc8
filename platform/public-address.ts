import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Whether an IP address is one of the public internet: not this machine's, not a private network's, not a cloud's
 * metadata service, and no IPv6 spelling of such an IPv4 address (mapped, compatible, translated, tunnelled). A text that
 * is no address is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast") return false;
  // Whatever is not of 2000::/3 is not given out to anybody: the IPv4-compatible ::7f00:1 among others.
  return address instanceof ipaddr.IPv4 || ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
