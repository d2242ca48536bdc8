/**
 * Where a text stops being JSON. The engine's own message names no position for half of the faults (a cut file, an
 * unknown word), and a clerk with a plan of 10,000 lines needs one.
 */

/** `line` and `column` count from 1. `cut`: all is well up to the end of the text, which comes too early. */
export type JsonFault = { line: number; column: number; cut: boolean; expected: string };

type Expected =
  | "a value"
  | 'a value or "]"'
  | "a field name in double quotes"
  | 'a field name in double quotes or "}"'
  | '":"'
  | '"," or a closing bracket'
  | "nothing more"
  | "a sound text in double quotes";

type Fault = { at: number; expected: Expected };

const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const blanks = /[ \t\n\r]*/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const cutToken = /^(?:-|\.|[eE][+-]?|tr?u?|fa?l?s?|nu?l?)$/;

/** The first fault of `text`, or null where it is sound JSON. Never throws, however long or deep the text. */
export function findJsonFault(text: string): JsonFault | null {
  const fault = scan(text);
  if (fault === null) return null;
  const cut = fault.at >= text.length || (text.length - fault.at < 5 && cutToken.test(text.slice(fault.at)));
  return { ...lineAndColumn(text, fault.at), cut, expected: fault.expected };
}

// A loop with its own stack, since a recursive reader would fall on a text of a million opening brackets.
function scan(text: string): Fault | null {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "a value";
  let at = endOf(blanks, text, 0);
  while (at < text.length) {
    const character = text.charAt(at);
    const closing = character === "}" || character === "]";
    if (closing && mayClose(expected, open.at(-1), character)) {
      open.pop();
      expected = afterValue(open);
      at += 1;
    } else if (expected === '":"' || expected === '"," or a closing bracket') {
      if (character !== (expected === '":"' ? ":" : ",")) return { at, expected };
      expected = expected === '":"' || open.at(-1) === "[" ? "a value" : "a field name in double quotes";
      at += 1;
    } else if (expected === "a value" || expected === 'a value or "]"') {
      if (character === "{" || character === "[") {
        open.push(character);
        expected = character === "{" ? 'a field name in double quotes or "}"' : 'a value or "]"';
        at += 1;
      } else {
        const string = character === '"' ? scanString(text, at) : null;
        const end = string === null ? endOf(scalar, text, at) : string.end;
        if (string?.sound === false) return { at: end, expected: "a sound text in double quotes" };
        if (end === at) return { at, expected };
        at = end;
        expected = afterValue(open);
      }
    } else {
      if (character !== '"' || expected === "nothing more") return { at, expected };
      const name = scanString(text, at);
      if (!name.sound) return { at: name.end, expected: "a sound text in double quotes" };
      at = name.end;
      expected = '":"';
    }
    at = endOf(blanks, text, at);
  }
  return expected === "nothing more" ? null : { at, expected };
}

function mayClose(expected: Expected, open: "{" | "[" | undefined, character: "}" | "]"): boolean {
  if (open !== (character === "}" ? "{" : "[")) return false;
  if (expected === '"," or a closing bracket') return true;
  return expected === (character === "}" ? 'a field name in double quotes or "}"' : 'a value or "]"');
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? "nothing more" : '"," or a closing bracket';
}

/** `end` stands after the closing quote, or on the character that spoils the string. */
function scanString(text: string, from: number): { sound: boolean; end: number } {
  let at = from + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') return { sound: true, end: at + 1 };
    if (character < " ") return { sound: false, end: at };
    if (character !== "\\") at += 1;
    else {
      const end = endOf(escapeSequence, text, at);
      // An escape sequence cut by the end of the text is a cut file, not a wrong character.
      if (end === at)
        return {
          sound: false,
          end:
            /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at, at + 6)) && text.length - at < 6
              ? text.length
              : at,
        };
      at = end;
    }
  }
  return { sound: false, end: text.length };
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (const lineBreak of text.slice(0, at).matchAll(/\r\n|\n|\r/g)) {
    line += 1;
    lineStart = lineBreak.index + lineBreak[0].length;
  }
  return { line, column: at - lineStart + 1 };
}
