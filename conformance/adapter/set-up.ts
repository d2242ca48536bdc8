import type { Clock, Random } from "@allotement/platform/ports.ts";
import type { Client } from "../../dev/seed/client.ts";
import type { ConformanceConfig } from "../config.ts";

/** Institutions that the kit has made for itself at our own network, and what to tell the kit of them. */
const codes = {
  hallCode: 7,
  holdCode: 6,
  zoneCode: 11,
  floorCode: 21,
  seatCategoryCode: 31,
  priceTypeCode: 5,
  unknownCode: 2_147_483_000,
};
const organizerCodes = [
  { kind: "hall", code: codes.hallCode, label: "CONFORMANCE" },
  { kind: "hold", code: codes.holdCode, label: "CONFORMANCE" },
  { kind: "priceType", code: codes.priceTypeCode, label: "CONFORMANCE" },
];
const hallCodes = [
  { kind: "zone", code: codes.zoneCode, label: "CONFORMANCE" },
  { kind: "floor", code: codes.floorCode, label: "CONFORMANCE" },
  { kind: "seatCategory", code: codes.seatCategoryCode, label: "CONFORMANCE" },
];

/** Institution codes have five digits here; one that is taken is drawn again. */
const highestCode = 99_999;
const drawsMax = 50;

export interface SetUpNeeds {
  manager: Client;
  random: Random;
  clock: Clock;
  /** How many calls a minute the network was started with. */
  callsPerMinute: number;
}

/** Makes three fresh institutions through the manager's calls; nothing that was there before is touched. */
export async function setUpInstitutions(needs: SetUpNeeds): Promise<Omit<ConformanceConfig, "hooks">> {
  const { manager, random } = needs;
  const password = Buffer.from(random.bytes(18)).toString("hex");
  const here = ["127.0.0.0/8", "::1"];
  const create = async (name: string, addresses: string[], userNames: string[]) => {
    const institutionCode = await freshInstitution(needs, `${name} ${needs.clock.now().toISOString()}`);
    const at = `/api/institutions/${institutionCode}`;
    await manager.raw("PUT", `${at}/addresses`, { addresses });
    for (const userName of userNames) await manager.raw("POST", `${at}/credentials`, { userName, password });
    await manager.raw("PUT", `${at}/codes/0`, { codes: organizerCodes });
    await manager.raw("PUT", `${at}/codes/${codes.hallCode}`, { codes: hallCodes });
    return { institutionCode, userName: "conformance", password };
  };
  return {
    institution: await create("CONFORMANCE", here, ["conformance", "conformance-spare"]),
    spareCredential: { userName: "conformance-spare", password },
    secondInstitution: await create("CONFORMANCE 2", here, ["conformance"]),
    refusedInstitution: await create("CONFORMANCE 3", [], ["conformance"]),
    codes,
    numbers: { first: 1_000_000, last: 1_999_999 },
    timeZone: "Europe/Paris",
    rateLimit: { callsPerMinute: needs.callsPerMinute },
    timeoutSeconds: 10,
  };
}

async function freshInstitution({ manager, random }: SetUpNeeds, name: string): Promise<number> {
  for (let draw = 0; draw < drawsMax; draw += 1) {
    const [high = 0, middle = 0, low = 0] = random.bytes(3);
    const institutionCode = 1 + (((high * 256 + middle) * 256 + low) % highestCode);
    const { status } = await manager.raw("POST", "/api/institutions", { institutionCode, name });
    if (status === 201) return institutionCode;
  }
  throw new Error("no institution code was free");
}
