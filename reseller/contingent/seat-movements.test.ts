import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addInstitution,
  institutionCode,
  type Network,
  openSession,
  operation,
  performanceNumber,
  putOnSale,
  sell,
  send,
  startNetwork,
} from "../network.fixture.ts";

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.close());

test("a seat's movements are told oldest first, with the operation or the order behind each; to its institution alone", async () => {
  await send(network, operation("allot", [1, 2], 1));
  await putOnSale(network);
  const order = await sell(network, [1]);
  const told = await network.client.seatMovements(network.token, performanceNumber, 1);
  if (told.kind !== "answer") throw new Error(told.kind);
  expect(told.answer.movements).toMatchObject([
    {
      movement: "allot",
      from: "none",
      to: "offered",
      grant: 1,
      operationId: expect.any(String),
      orderId: null,
    },
    { movement: "reserve", from: "offered", to: "inBasket", pointOfSale: "Paris" },
    { movement: "sell", from: "inBasket", to: "sold", orderId: order.orderId, pointOfSale: "Paris" },
  ]);
  const never = await network.client.seatMovements(network.token, performanceNumber, 99);
  expect(never).toMatchObject({ kind: "answer", answer: { movements: [] } });
  await addInstitution(network.manager, institutionCode + 1);
  const other = await openSession(network.url, institutionCode + 1);
  const foreign = await network.client.seatMovements(other, performanceNumber, 1);
  expect(foreign).toMatchObject({ kind: "answer", answer: { movements: [] } });
  expect(await network.client.seatMovements("no token", performanceNumber, 1)).toMatchObject({
    kind: "refused",
    error: "SESSION_REQUIRED",
  });
});
