import { isBarcode } from "@allotement/protocol/barcode.ts";
import { expectSame, expectThat } from "../expectations.ts";
import type { Rule } from "../rule.ts";
import { cancel, eventsAfter, eventsOf, headOf, putOnSale, sell } from "../sales.ts";
import { openStage } from "../stage.ts";

export const barcodeRules: Rule[] = [
  {
    id: "B1",
    title: "A barcode has 14 digits and begins with 02.",
    source: "An event of the feed",
    meaning: "The venue's scanners refuse the customer.",
    needs: ["hooks"],
    async run(context) {
      const before = await headOf(context.line);
      const stage = openStage(context);
      await stage.allot([1, 2], 1);
      await putOnSale(context, stage);
      await sell(context, stage, [1, 2]);
      for (const { barcode } of await eventsOf(stage, before))
        expectThat(isBarcode(barcode), "14 digits that begin with 02", barcode, context.trace.at(-1));
    },
  },
  {
    id: "B2",
    title: "No two sales of an institution have the same barcode, also not a seat sold again.",
    source: "An event of the feed",
    meaning: "A cancelled ticket opens the door, or two customers share one.",
    needs: ["hooks"],
    async run(context) {
      const stage = openStage(context);
      await stage.allot([1], 1);
      await putOnSale(context, stage);
      const order = await sell(context, stage, [1]);
      await cancel(context, stage, order, [1]);
      await sell(context, stage, [1]);
      const sales = (await eventsAfter(context.line, 0)).filter(({ kind }) => kind === "sale");
      const different = new Set(sales.map(({ barcode }) => barcode)).size;
      expectSame("different barcodes", different, sales.length, context.trace.at(-1));
    },
  },
];
