import type { MailSettingsSetUp, MailSettingsView } from "@allotement/boxoffice/api/interface-mail.ts";
import { readAddresses } from "./mail.ts";

type Settings = NonNullable<MailSettingsView["settings"]>;

/** The settings as they stand in the form: texts, until they are read. */
export interface TypedServer {
  readonly host: string;
  readonly port: string;
  readonly security: Settings["security"];
  readonly userName: string;
  readonly password: string;
  readonly senderName: string;
  readonly senderAddress: string;
}

export function typedServer(settings: Settings | null, organizerName: string): TypedServer {
  return {
    host: settings?.host ?? "",
    port: String(settings?.port ?? 587),
    security: settings?.security ?? "startTls",
    userName: settings?.userName ?? "",
    password: "",
    senderName: settings?.senderName ?? organizerName,
    senderAddress: settings?.senderAddress ?? "",
  };
}

export const isHost = (text: string) => /^[A-Za-z0-9_.:-]{1,253}$/.test(text.trim());
export const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
export const isOneAddress = (text: string) => readAddresses(text)?.length === 1;

/** A stored password goes to the server it was entered for, under the same name, no less protected. */
export function needsPasswordAgain(settings: Settings | null, typed: TypedServer): boolean {
  if (settings === null || !settings.passwordSet || typed.password !== "") return false;
  return (
    settings.host !== typed.host.trim() ||
    String(settings.port) !== typed.port ||
    settings.userName !== typed.userName.trim() ||
    (typed.security === "none" && settings.security !== "none")
  );
}

/** What is sent; undefined while a field is empty or wrong. The server has the last word. */
export function readServer(settings: Settings | null, typed: TypedServer): MailSettingsSetUp | undefined {
  const { host, port, security, userName, password, senderName, senderAddress } = typed;
  if (!isHost(host) || !isPort(port) || !isOneAddress(senderAddress) || senderName.trim() === "")
    return undefined;
  if (userName.trim() !== "" && needsPasswordAgain(settings, typed)) return undefined;
  return {
    host: host.trim(),
    port: Number(port),
    security,
    userName: userName.trim(),
    // Nobody signs in: what was stored goes away with the name.
    ...(userName.trim() === "" ? { password: "" } : password === "" ? {} : { password }),
    senderName: senderName.trim(),
    senderAddress: senderAddress.trim(),
  };
}
