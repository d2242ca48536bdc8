/** `23/12/2026 19:00` as civil date and time; undefined for a day or an hour that is not there. */
export function readMoment(text: string): { localDate: string; localTime: string } | undefined {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [, day = "", month = "", year = "", hour = "", minute = ""] = match;
  const localDate = `${year}-${month}-${day}`;
  const instant = new Date(`${localDate}T${hour}:${minute}:00Z`);
  const localTime = `${hour}:${minute}`;
  return !Number.isNaN(+instant) && instant.toISOString().startsWith(`${localDate}T${localTime}`)
    ? { localDate, localTime }
    : undefined;
}

export function writeMoment({ localDate, localTime }: { localDate: string; localTime: string }): string {
  const [year, month, day] = localDate.split("-");
  return `${day}/${month}/${year} ${localTime}`;
}

/** Euros with two decimals, after a point or a comma. A whole number is refused: nobody knows whether it means cents. */
export function readPrice(text: string): number | undefined {
  const match = /^(\d{1,7})[.,](\d{2})$/.exec(text.trim());
  const price = match ? Number(match[1]) * 100 + Number(match[2]) : Number.NaN;
  return price <= 10_000_000 ? price : undefined;
}

export function writePrice(priceCents: number): string {
  return `${Math.floor(priceCents / 100)}.${String(priceCents % 100).padStart(2, "0")}`;
}

/** Rows and seats are padded with zeros; one that is nothing but zeros is seat 0. */
export function withoutZeros(text: string): string {
  return text.trim().replace(/^0+(?=.)/, "");
}
