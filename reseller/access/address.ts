import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * A client's address as it is compared and shown: an IPv4 address that arrives written as IPv6 (::ffff:192.0.2.1) is
 * IPv4, and the zone of a link-local address is left out. Undefined for a text that is no address.
 */
export function plainAddress(text: string): string | undefined {
  const bare = text.replace(/%.*$/, "");
  // Not what the library alone takes for an address: 0300.0.02.07 is one way of writing another's.
  return isIP(bare) !== 0 ? ipaddr.process(bare).toString() : undefined;
}

/**
 * The client's address of a request that came from `socketAddress` and, where that is a trusted proxy's, on behalf of
 * `named`. Some proxies write the port as well. What is no address counts as the proxy itself: it is in nobody's list.
 */
export function clientAddress(named: string, socketAddress: string | undefined): string {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(named)?.[1] ?? /^([\d.]+):\d+$/.exec(named)?.[1] ?? named;
  const address = plainAddress(bare) ?? plainAddress(socketAddress ?? "");
  if (address === undefined) throw new Error("a connection without an address");
  return address;
}

/** Whom a limit counts: an IPv4 address, or the IPv6 network (/64) that one subscriber has to himself. */
export function limitedCaller(address: string): string {
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`;
}
