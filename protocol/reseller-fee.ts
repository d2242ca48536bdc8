/** FRAIS TKN as proposed in the new-show window: 10 % of the amount, half a cent up, at least 2.00 € (R5.4). In cents. */
export function proposedResellerFeeCents(faceValueCents: number): number {
  return Math.max(200, Math.floor((faceValueCents + 5) / 10));
}
