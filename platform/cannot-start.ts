/**
 * The server cannot start for a reason that its operator can mend. The message is one or two sentences that say what is
 * wrong and how to mend it; whoever starts the server prints the message alone, without a stack, and ends with code 1.
 */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}
