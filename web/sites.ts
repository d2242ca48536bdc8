/** The web applications, each in the folder of its name; its server serves `web/dist/<name>`. */
export const sites = ["boxoffice", "reseller"] as const;
export type Site = (typeof sites)[number];

/** Where each one's server listens unless told otherwise. */
export const defaultApiPorts: Record<Site, number> = { boxoffice: 3000, reseller: 4000 };

export function isSite(name: string): name is Site {
  return sites.some((site) => site === name);
}
