import { z } from "zod";

/** A text of at most so many characters. */
export const textOf = (most: number) => z.string().max(most);
export const userName = textOf(100).min(1);

export const staffRole = z.enum(["manager", "seller"]);
export type StaffRole = z.infer<typeof staffRole>;

/** Who is signed in at the network: its manager's back office, or a seller at a point of sale. */
export const staffMember = z
  .object({ userName: z.string(), role: staffRole, pointOfSale: z.string() })
  .meta({ id: "StaffMember" });
export type StaffMember = z.infer<typeof staffMember>;

/** `POST /api/staff` */
export const newStaff = z
  .strictObject({
    userName,
    role: staffRole,
    pointOfSale: textOf(200).default(""),
    password: textOf(200).min(10),
  })
  .meta({ id: "NewStaff" });
export type NewStaff = z.infer<typeof newStaff>;

/** `POST /api/session` */
export const staffSignIn = z
  .strictObject({ userName, password: textOf(200).min(1) })
  .meta({ id: "StaffSignIn" });
export type StaffSignIn = z.infer<typeof staffSignIn>;
