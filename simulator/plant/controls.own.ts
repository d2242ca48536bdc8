import type { Control } from "./planting.ts";

/** Faults of our own, beside those of section 4: journal, import, barcodes, door, the network's sale. */
export const ownControls: Control[] = [
  {
    name: "a cancellation is booked as one more sale",
    row: "journal",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/booking.ts",
        find: "if (!base) return [line];",
        replace: "if (!base) return [{ ...line, faceValueCents: Math.abs(faceValueCents) }];",
      },
    ],
  },
  {
    name: "the venue's fee is not booked",
    row: "journal",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/booking.ts",
        find: "venueFeeCents: sign * venueFeeCents,",
        replace: "venueFeeCents: 0,",
      },
    ],
  },
  {
    name: "a cancellation does not reverse the organizer's fee",
    row: "journal",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/booking.ts",
        find: "organizerFeeCents: sign * organizerFeeCents,",
        replace: "organizerFeeCents,",
      },
    ],
  },
  {
    name: "a booked sale is not marked as integrated",
    row: "import",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/integrate-sale.ts",
        find: "  await transaction.markIntegrated(eventId, runId, at);\n",
        replace: "",
      },
    ],
  },
  {
    name: "an event of a page is not written into the inbox",
    row: "import",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receive-wave.ts",
        find: "await transaction.insertInbox(rows, streamId, at, source);",
        replace: "await transaction.insertInbox(rows.slice(1), streamId, at, source);",
      },
    ],
  },
  {
    name: "the feed is not told apart from a file that came before it",
    row: "import",
    floor: "memory",
    budget: 470,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receive-wave.ts",
        find: "const told = arrival.told.get(tellingKey(event));",
        replace: "const told: InboxRow | undefined = undefined as InboxRow | undefined;",
      },
    ],
  },
  {
    name: "a second reading of a sales file is taken again",
    row: "import",
    floor: "memory",
    budget: 470,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/judge-line.ts",
        find: "  if (same) {",
        replace: '  if (same?.source === "feed") {',
      },
    ],
  },
  {
    name: "a cancelled ticket's barcode stays alive",
    row: "barcode",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receive-wave.ts",
        find: "if (ticketId !== null) await transaction.cancelTickets([{ ticketId, at: event.soldAt }]);",
        replace: "",
      },
    ],
  },
  {
    name: "a ticket in conflict counts as the seat's own",
    row: "barcode",
    floor: "memory",
    budget: 1500,
    plantings: [
      {
        file: "boxoffice/interface/import-sales/receive-wave.ts",
        find: "inConflict: receipt.conflict !== undefined,",
        replace: "inConflict: false,",
      },
    ],
  },
  {
    name: "who is inside enters once more",
    row: "door",
    floor: "memory",
    budget: 100,
    plantings: [
      {
        file: "boxoffice/house/door/admit.ts",
        find: 'return ticket.inside ? "alreadyInside" : undefined;',
        replace: "return undefined;",
      },
    ],
  },
  {
    name: "a cancelled ticket opens the door",
    row: "door",
    floor: "memory",
    budget: 350,
    plantings: [
      {
        file: "boxoffice/house/door/admit.ts",
        find: '  if (ticket.cancelled) return "cancelled";\n',
        replace: "",
      },
    ],
  },
  {
    name: "a sold line is not told in the feed",
    row: "reseller",
    floor: "memory",
    budget: 50,
    plantings: [
      {
        file: "reseller/point-of-sale/sales.ts",
        find: "      sold.lines.map((line) => ({",
        replace: "      sold.lines.slice(1).map((line) => ({",
      },
    ],
  },
];
