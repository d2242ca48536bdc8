import { z } from "zod";

/** What a document says, for the screen; the same address with `.pdf` answers the file. */
export const documentContent = z
  .object({
    fileName: z.string(),
    title: z.string(),
    blocks: z.array(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("heading"), text: z.string() }),
        z.object({ kind: z.literal("text"), text: z.string(), strong: z.boolean().optional() }),
        z.object({
          kind: z.literal("table"),
          columns: z.array(
            z.object({
              head: z.string(),
              weight: z.number(),
              align: z.enum(["left", "right"]).optional(),
            }),
          ),
          rows: z.array(z.object({ cells: z.array(z.string()), sum: z.boolean().optional() })),
        }),
      ]),
    ),
  })
  .meta({ id: "DocumentContent" });
export type DocumentContent = z.infer<typeof documentContent>;
