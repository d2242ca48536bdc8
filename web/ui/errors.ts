import type { LineProblemView } from "@allotement/boxoffice/api/interface-connection.ts";
import {
  type ErrorText,
  type RemedyAction,
  remedyActions,
} from "@allotement/protocol/catalogue/catalogue.ts";
import { exchangeError } from "@allotement/protocol/errors.ts";
import { ApiProblem } from "./api-client.ts";
import type { ErrorTexts } from "./error-texts.ts";

/** What a problem panel shows. */
export interface ScreenProblem extends ErrorText {
  /** The number or word that support asks for. */
  readonly code: string | null;
  /** What the remedy's button does; none where there is nothing to press. */
  readonly action?: RemedyAction | null | undefined;
  /** Shown to be copied, such as the address to send to the contact. */
  readonly address?: string | undefined;
  /** Not translated: for support. */
  readonly detail?: string | undefined;
  readonly waitSeconds?: number | undefined;
}

/** Turns whatever a call threw into what the screen shows. */
export function problemOf(error: unknown, texts: ErrorTexts): ScreenProblem {
  if (!(error instanceof ApiProblem)) return { ...texts.unknownCall, code: null, detail: String(error) };
  const known = hasOwn(texts.calls, error.code) ? texts.calls[error.code] : undefined;
  const places = (error.body.problems ?? []).map(({ path, message }) => `${path}: ${message}`);
  return {
    ...(known ?? texts.unknownCall),
    code: error.code,
    detail: known === undefined || places.length > 0 ? [error.message, ...places].join("\n") : undefined,
    address: error.body.seenAddress,
    waitSeconds: error.retryAfterSeconds ?? undefined,
  };
}

/** An error number of the exchange; null stands for a seat that had changed before it was sent. */
export function exchangeProblem(number: number | null, texts: ErrorTexts): ScreenProblem {
  const { catalogue } = texts;
  if (number === null) return { ...catalogue.seatChanged, code: null };
  const entry = exchangeError(number);
  if (entry === undefined) return { ...texts.unknownCall, code: String(number) };
  const action = remedyActions.exchange[entry.number];
  return { ...catalogue.exchange[entry.number], code: String(number), detail: entry.name, action };
}

/** Why the line to the reseller does not work. */
export function lineProblem(problem: LineProblemView, texts: ErrorTexts): ScreenProblem {
  return {
    ...texts.catalogue.line[problem.kind],
    code: null,
    action: remedyActions.line[problem.kind],
    address: problem.kind === "addressRefused" ? (problem.seenAddress ?? undefined) : undefined,
    detail: "reason" in problem ? problem.reason : undefined,
    waitSeconds: "retryAfterSeconds" in problem ? (problem.retryAfterSeconds ?? undefined) : undefined,
  };
}

/**
 * The same where only a word of it is known: a kind of line problem, a fault of the feed, or an error's name; what stands
 * behind a colon is for support.
 */
export function wordProblem(word: string, texts: ErrorTexts): ScreenProblem {
  const [kind = "", ...more] = word.split(": ");
  const { line } = texts.catalogue;
  if (hasOwn(line, kind)) {
    const action = remedyActions.line[kind];
    return { ...line[kind], code: null, action, ...(more.length > 0 ? { detail: more.join(": ") } : {}) };
  }
  if (hasOwn(texts.feedFaults, word))
    return { ...texts.feedFault, cause: texts.feedFaults[word], code: null, detail: word };
  return { ...line.notUnderstood, code: null, action: remedyActions.line.notUnderstood, detail: word };
}

/** Receiving has stopped: `fault` is the fault's word, or a text that holds it. */
export function feedFaultProblem(fault: string, texts: ErrorTexts): ScreenProblem {
  const word = Object.keys(texts.feedFaults).find((name) => fault.includes(name));
  return word === undefined
    ? { ...texts.feedFault, code: null, detail: fault }
    : { ...wordProblem(word, texts), detail: fault };
}

function hasOwn<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}
