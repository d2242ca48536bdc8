import type { OperatorList } from "@allotement/boxoffice/api/people.ts";

export type Operator = OperatorList["operators"][number];

export const operatorsKey = ["operators"];
