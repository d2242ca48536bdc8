import type { SealedFacts, SealTransaction } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { assert } from "./constraints.ts";
import type { VenueTables } from "./venue.tables.ts";

export function memorySeals({ journal, receivables, seals }: VenueTables): SealTransaction {
  return {
    lockSeals: async () => undefined,
    async sealedHead() {
      const last = seals.rows.at(-1);
      return { entryNumber: last?.entryNumber ?? 0, hash: last?.hash ?? chainStart };
    },
    async entriesAfter(entryNumber, limit) {
      // Numbers are dense from 1.
      return journal.rows.slice(entryNumber, entryNumber + limit).map((entry): SealedFacts => {
        const debts = receivables.rows.filter((debt) => debt.entryNumber === entry.entryNumber);
        return {
          ...entry,
          debts: debts.map(({ customerAccountId, amountCents }) => ({ customerAccountId, amountCents })),
        };
      });
    },
    async insertSeals(fresh) {
      for (const seal of fresh) {
        const { entryNumber, previousHash, hash } = seal;
        assert(!seals.rows.some((one) => one.entryNumber === entryNumber), "one seal for one line");
        assert(entryNumber >= 1 && entryNumber <= journal.rows.length, "the line exists");
        seals.append({ entryNumber, previousHash, hash });
      }
    },
  };
}
