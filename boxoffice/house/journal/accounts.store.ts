import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type {
  CustomerAccount,
  NewPaymentMethod,
  PaymentMethodList,
  SalesChannelList,
} from "../../api/journal.ts";
import type { ChannelKind } from "../../api/prices.ts";
import { takeSerials } from "../serials.ts";

export type SalesChannel = SalesChannelList["salesChannels"][number];
export type PaymentMethod = PaymentMethodList["paymentMethods"][number];

export async function createSalesChannel(
  transaction: Transaction,
  organizerId: number,
  { name, kind }: { name: string; kind: ChannelKind },
): Promise<number> {
  const salesChannelId = await takeSerials(transaction, organizerId, "salesChannel");
  await transaction.run(sql`
    insert into sales_channels (organizer_id, sales_channel_id, name, kind)
    values (${organizerId}, ${salesChannelId}, ${name}, ${kind})`);
  return salesChannelId;
}

export async function listSalesChannels(queries: Queries, organizerId: number): Promise<SalesChannel[]> {
  return queries.rows(sql`
    select sales_channel_id as "salesChannelId", name, kind from sales_channels
    where organizer_id = ${organizerId} order by sales_channel_id`);
}

/** Answers the new method's number, or undefined where the customer account is unknown. */
export async function createPaymentMethod(
  transaction: Transaction,
  organizerId: number,
  method: NewPaymentMethod,
): Promise<number | undefined> {
  const customerAccountId = method.kind === "invoice" ? method.customerAccountId : null;
  if (customerAccountId !== null && !(await findCustomerAccount(transaction, organizerId, customerAccountId)))
    return undefined;
  const paymentMethodId = await takeSerials(transaction, organizerId, "paymentMethod");
  await transaction.run(sql`
    insert into payment_methods (organizer_id, payment_method_id, name, kind, customer_account_id)
    values (${organizerId}, ${paymentMethodId}, ${method.name}, ${method.kind}, ${customerAccountId})`);
  return paymentMethodId;
}

const paymentMethodColumns = sql`
  select payment_method_id as "paymentMethodId", name, kind, customer_account_id as "customerAccountId"
  from payment_methods`;

export async function listPaymentMethods(queries: Queries, organizerId: number): Promise<PaymentMethod[]> {
  return queries.rows(
    sql`${paymentMethodColumns} where organizer_id = ${organizerId} order by payment_method_id`,
  );
}

export async function findPaymentMethod(
  queries: Queries,
  organizerId: number,
  paymentMethodId: number,
): Promise<PaymentMethod | undefined> {
  return queries.first(sql`
    ${paymentMethodColumns} where organizer_id = ${organizerId} and payment_method_id = ${paymentMethodId}`);
}

export async function createCustomerAccount(
  transaction: Transaction,
  organizerId: number,
  name: string,
): Promise<number> {
  const customerAccountId = await takeSerials(transaction, organizerId, "customerAccount");
  await transaction.run(sql`
    insert into customer_accounts (organizer_id, customer_account_id, name)
    values (${organizerId}, ${customerAccountId}, ${name})`);
  return customerAccountId;
}

const customerAccountColumns = sql`
  select customer_account_id as "customerAccountId", name, coalesce((
    select sum(amount_cents) from receivables
    where receivables.organizer_id = account.organizer_id
      and receivables.customer_account_id = account.customer_account_id), 0)::bigint as "balanceCents"
  from customer_accounts account`;

export async function listCustomerAccounts(
  queries: Queries,
  organizerId: number,
): Promise<CustomerAccount[]> {
  return queries.rows(
    sql`${customerAccountColumns} where organizer_id = ${organizerId} order by customer_account_id`,
  );
}

export async function findCustomerAccount(
  queries: Queries,
  organizerId: number,
  customerAccountId: number,
): Promise<CustomerAccount | undefined> {
  return queries.first(sql`
    ${customerAccountColumns}
    where organizer_id = ${organizerId} and customer_account_id = ${customerAccountId}`);
}
