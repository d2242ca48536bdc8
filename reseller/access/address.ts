import ipaddr from "ipaddr.js";

/**
 * A client's address as it is compared and shown: an IPv4 address that arrives written as IPv6 (::ffff:192.0.2.1) is
 * IPv4, and the zone of a link-local address is left out. Undefined for a text that is no address.
 */
export function plainAddress(text: string): string | undefined {
  const bare = text.replace(/%.*$/, "");
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : undefined;
}
