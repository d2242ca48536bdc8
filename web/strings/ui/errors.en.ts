import { catalogueEn } from "@allotement/protocol/catalogue/errors.en.ts";
import type { ErrorTexts } from "../../ui/error-texts.ts";

const nothingChanged = "Nothing was stored. Try again; if it happens again, call support.";

/** R12 in English. */
export const errorsEn: ErrorTexts = {
  catalogue: catalogueEn,
  feedFaults: {
    otherStream: "The network shows another stream of sales than the one we followed.",
    headBehindCursor: "The network announces fewer sales than we have received.",
    gap: "Sales are missing from the network's stream.",
    venueBehind:
      "The network was acknowledged more sales than this box office remembers: it was restored from a backup.",
    brokenChain: "The network's stream of sales was changed afterwards.",
  },
  feedFault: {
    title: "Receiving sales has stopped",
    cause: "The network's stream of sales is not as it should be.",
    remedy: "Call support: nothing was skipped, receiving will go on at the same place.",
  },
  calls: {
    NO_ANSWER: {
      title: "The box office does not answer",
      cause: "The box office's server is stopped or the local network is cut.",
      remedy: "Check your connection, then try again. What was started goes on at the server.",
    },
    WRONG_CREDENTIALS: {
      title: "Wrong initials or password",
      cause: "They belong to no operator of this organizer.",
      remedy: "Check the organizer you chose and type your password again.",
    },
    TOO_MANY_ATTEMPTS: {
      title: "Too many attempts",
      cause: "The password was refused too often.",
      remedy: "Wait before you try again, or ask for a new password.",
    },
    SIGN_IN_REQUIRED: {
      title: "Session ended",
      cause: "You are no longer signed in.",
      remedy: "Sign in again: what was started goes on.",
    },
    ROLE_REFUSED: {
      title: "Not allowed",
      cause: "Your role does not include this action.",
      remedy: "Ask a manager or support.",
    },
    NOT_FOUND: {
      title: "Not found",
      cause: "This does not exist, or no longer.",
      remedy: "Go back to the list.",
    },
    INVALID_REQUEST: {
      title: "Input refused",
      cause: "A value does not have the expected form.",
      remedy: "Correct it and try again.",
    },
    INTERNAL_ERROR: { title: "Server error", cause: "The box office met an error.", remedy: nothingChanged },
    NOT_CONFIGURED: {
      title: "Interface not configured",
      cause: "The connection to the network has not been filled in yet.",
      remedy: "Ask support to fill in “Configure”.",
    },
    NOTHING_TO_ALLOT: {
      title: "Nothing left to send",
      cause: "The seats of these performances have changed since the list was shown.",
      remedy: "Open the list again and try once more.",
    },
    NEW_SHOW_REQUIRED: {
      title: "Show to be created",
      cause: "The network does not have this show yet.",
      remedy: "Open the list again: the window to create it will open.",
    },
    GRID_CHANGED: {
      title: "Grid changed meanwhile",
      cause: "The price grid is no longer the one that was shown.",
      remedy: "Open the window again and check the amounts.",
    },
    SERVER_ADDRESS_REFUSED: {
      title: "Server address refused",
      cause: "This address is not allowed for a network's server.",
      remedy: "Give a public https address.",
    },
    SEATS_NOT_FREE: {
      title: "Seats not free",
      cause: "One of the seats chosen is no longer free.",
      remedy: "Remove it from your choice and try again.",
    },
    NO_PRICE: {
      title: "No amount for this price type",
      cause: "The price grid has no amount for this price type and category.",
      remedy: "Choose another price type, or complete the grid.",
    },
    OPERATION_ANSWERED: {
      title: "The answer has come in the meantime",
      cause: "This operation waits for no answer any more: there is nothing to give up.",
      remedy: "Open its report in the latest operations.",
    },
    FENCE_NEVER_VOIDED: {
      title: "A fence is never given up",
      cause: "It forbids the network to sell seats that you have taken back by force.",
      remedy: "Wait: it is sent again without end, and applied as soon as the line is back.",
    },
    CONFIRMATION_REQUIRED: {
      title: "Wrong confirmation",
      cause: "The text typed is not the one asked for.",
      remedy: "Copy FORCER LE DECONTINGEMENT exactly, then try again.",
    },
    NOTHING_TO_RECALL: {
      title: "Nothing left to take back",
      cause: "None of these seats is with the network any more: they have changed since they were shown.",
      remedy: "Open the performance again and look where they stand.",
    },
    CONFLICT_CLOSED: {
      title: "Conflict closed already",
      cause: "Somebody has closed it in the meantime.",
      remedy: "Open the list again: the decision stands there.",
    },
    TICKET_CANNOT_STAY: {
      title: "This ticket cannot keep the seat",
      cause: "The seat's tickets have changed since they were shown, or the seat is not available.",
      remedy: "Open the list again and choose among the tickets offered.",
    },
    NOT_BLOCKED: {
      title: "Sale already settled",
      cause: "It is no longer blocked: somebody has settled it meanwhile, or it waits for its turn.",
      remedy: "Open the page again: it says what became of it.",
    },
    NOT_A_PRICE_GAP: {
      title: "Not a difference of price",
      cause: "What blocks this sale is not its price, or no longer.",
      remedy: "Settle the reason shown, then try again.",
    },
    PLAN_CHANGED: {
      title: "The plan has changed",
      cause: "Another version came into force meanwhile.",
      remedy: "Load the page again, then make the change on the new version.",
    },
    CHANGED_SINCE: {
      title: "The grid has changed",
      cause: "The price that the sale is compared with has changed since it was shown: nothing was accepted.",
      remedy: "Look at the new figures, then decide anew.",
    },
    SETTLED_SINCE: {
      title: "Nothing stands against it",
      cause: "The difference is settled: the sale can be imported.",
      remedy: "Try the sale again instead of closing it.",
    },
    NOT_TO_BE_CLOSED: {
      title: "This sale is owed",
      cause: "The network owes this sale: to close it would make it vanish from your accounts.",
      remedy: "Settle the difference and try again, or accept its price with a second person.",
    },
    MAIL_ALREADY_WRITTEN: {
      title: "Message written already",
      cause: "Somebody has written to the contact about this operation before.",
      remedy: "Find the message under “Mail”.",
    },
    MAIL_ALREADY_SENT: {
      title: "Message gone already",
      cause: "This message was sent, or is being sent right now.",
      remedy: "Open “Mail” again to see how it stands.",
    },
    ATTACHMENTS_TOO_LARGE: {
      title: "Attachments too large",
      cause: "A message cannot carry such large attachments.",
      remedy: "Leave one out, and pass it on in another way.",
    },
    NO_MAIL_SERVER: {
      title: "No mail server",
      cause: "Sending mail is not set up yet.",
      remedy: "Set it up under “Configure”.",
    },
    DESK_OPEN: {
      title: "Desk already open",
      cause: "This operator has a desk open at this channel.",
      remedy: "Close it first.",
    },
    DESK_CLOSED: {
      title: "Desk already closed",
      cause: "Somebody has closed it meanwhile.",
      remedy: "Reload the page.",
    },
    REASON_REQUIRED: {
      title: "Reason required",
      cause: "The count is not what is expected.",
      remedy: "Count again, or say why it differs.",
    },
    ALREADY_CLOSED: {
      title: "Already closed",
      cause: "Every period up to there is closed.",
      remedy: "Reload the page.",
    },
    PARTS_OPEN: {
      title: "Open periods",
      cause: "Not all of its days or months are closed.",
      remedy: "Close them first.",
    },
    ENTRIES_UNSEALED: {
      title: "Entries not sealed yet",
      cause: "The last entries wait for their seal.",
      remedy: "Try again in a moment.",
    },
    SIGNING_KEY_LOCKED: {
      title: "Signing key unreadable",
      cause: "The server’s encryption key has changed.",
      remedy: "Tell support: the former encryption key must be put back.",
    },
    MORE_THAN_OWED: {
      title: "More than is owed",
      cause: "The account owes less than this amount.",
      remedy: "Check the amount received.",
    },
    UNKNOWN_DEBT: {
      title: "Debt settled meanwhile",
      cause: "A line is no open debt of this account any more.",
      remedy: "Reload the page and compare again.",
    },
    MORE_THAN_OPEN: {
      title: "More than is open",
      cause: "A line is more than is open of its debt.",
      remedy: "Reload the page and compare again.",
    },
    NOTHING_TO_SETTLE: {
      title: "Nothing to receive",
      cause: "The chosen lines do not add up to money that comes in.",
      remedy: "Choose debts to be received as well.",
    },
    STATEMENT_COLUMNS: {
      title: "Statement not recognised",
      cause: "Its head does not name the columns “Barcode” and “Amount”.",
      remedy: "Add these titles as the first line, then compare again.",
    },
    ALREADY_REVERSED: {
      title: "Already reversed",
      cause: "This settlement was reversed meanwhile.",
      remedy: "Reload the page.",
    },
    PERFORMANCE_CANCELLED: {
      title: "Performance cancelled",
      cause: "This performance is cancelled: nothing of it is sold or moved any more.",
      remedy: "Choose another performance.",
    },
    PERFORMANCE_EXISTS: {
      title: "There is a performance at that time",
      cause: "The show has a performance at this date and time already.",
      remedy: "Choose another date or time.",
    },
    LOCAL_TIME_SKIPPED: {
      title: "This time does not exist",
      cause: "When summer time begins the clocks skip it.",
      remedy: "Choose another time.",
    },
    PERFORMANCE_BEGUN: {
      title: "Date in the past",
      cause: "The new date is past.",
      remedy: "Choose a date to come.",
    },
    SAME_SCHEDULE: {
      title: "The same date",
      cause: "The performance stands at this date and time.",
      remedy: "Choose another date.",
    },
    HALL_IN_USE: {
      title: "Hall in use",
      cause: "The show has performances in its hall.",
      remedy: "Create another show for the other hall.",
    },
    TO_BEFORE_FROM: {
      title: "Dates reversed",
      cause: "A series ends before it begins.",
      remedy: "Mend the dates of the series.",
    },
    TOO_MANY_PERFORMANCES: {
      title: "Too many performances",
      cause: "A rule names 200 performances at most.",
      remedy: "Shorten the period, then go on with the rest.",
    },
    SECOND_PERSON_REQUIRED: {
      title: "A second person is required",
      cause: "This action is confirmed by two people.",
      remedy: "Ask a manager or support to type initials and password here.",
    },
    SAME_PERSON: {
      title: "A second person is required",
      cause: "The second person cannot be the one who is signed in.",
      remedy: "Ask somebody else to confirm.",
    },
    SECOND_PERSON_WRONG: {
      title: "Second person not recognised",
      cause: "These initials and this password belong to no operator of this organizer.",
      remedy: "The second person checks the initials and types the password again.",
    },
    SECOND_PERSON_ROLE: {
      title: "Role too low",
      cause: "The second person must be a manager or support.",
      remedy: "Ask a manager or support to confirm.",
    },
    SECOND_PERSON_LOCKED_OUT: {
      title: "Too many attempts by the second person",
      cause: "The password was refused too often.",
      remedy: "Wait before you try again, or ask somebody else to confirm.",
    },
  },
  unknownCall: {
    title: "Action refused",
    cause: "The box office refused this action.",
    remedy: nothingChanged,
  },
};
