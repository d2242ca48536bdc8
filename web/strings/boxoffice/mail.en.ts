import { englishCount, formatNumber } from "../counts.ts";
import type { mailFr } from "./mail.fr.ts";

const size = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1024)), "en")} kB`
    : `${formatNumber(Math.round(bytes / 104_857.6) / 10, "en")} MB`;

/** Mail to the reseller's contact, in English. */
export const mailEn: typeof mailFr = {
  mail: {
    title: "Mail",
    intro: "Messages to your contact at the reseller, and what became of them.",
    contact: "Write to the contact…",
    kinds: {
      firstAllotment: "First allotment",
      addedPerformances: "Added performances",
      newHall: "New hall",
      newCategory: "New category",
      newPriceType: "Price types and holds",
      priceGap: "Price gap",
      dateGap: "Different date or time",
      newAddress: "IP address",
      reschedule: "Reschedule",
      cancellation: "Cancelled performance",
    },
    states: {
      queued: "Being sent",
      waiting: "Another try to come",
      sent: "Sent",
      failed: "Not sent",
      kept: "To be sent",
    },
    columns: { when: "Date", subject: "Subject", recipients: "Recipient", state: "State", by: "Written by" },
    empty: "No message yet",
    emptyText:
      "Messages to your contact will appear here: first allotments, new halls, new price types, gaps.",
    write: "Write a message",
    writePriceTypes: "Send price types and holds",
    back: "Mail",
    to: "To",
    toText: "Separate several addresses by commas.",
    toWrong: "This is not a valid address.",
    toMissing: "Give at least one address.",
    toNone: "No contact is set under “Configure”: give an address.",
    subject: "Subject",
    text: "Message",
    attachments: "Attachments",
    noAttachment: "Without attachment",
    attachmentSize: size,
    tooLarge: (bytes: number, most: number) =>
      `The attachments come to ${size(bytes)}; a message takes ${size(most)} at most.`,
    send: "Send",
    keep: "Prepare the files",
    noServer: "No mail server is set up",
    noServerText:
      "The message and its attachments will be prepared as files, to be downloaded and sent from your own mail program.",
    before: (moment: string, name: string) => `Message written already on ${moment} by ${name}`,
    beforeText: {
      queued: "It is being sent.",
      sent: "It was sent.",
      failed: "It could not be sent.",
      kept: "Its files wait to be sent.",
    },
    open: "See the message",
    sending: "Sending…",
    sendingText: "You may close this window: sending goes on.",
    sent: (recipients: string) => `Message sent to ${recipients}`,
    sentAt: (moment: string) => `The mail server took it on ${moment}.`,
    sentButFor: (recipients: string) => `The server refused these recipients: ${recipients}`,
    waiting: "The message has not left yet",
    waitingText: (attempts: number, moment: string) =>
      `${englishCount(attempts, "try", "tries")} so far; the next one on ${moment}.`,
    failed: "The message could not be sent",
    kept: "The message is ready, but has not left",
    keptText:
      "No mail server is set up. Download the message: it opens as a draft in your mail program, with its attachments.",
    keptIn: "The files are also kept on the box office's server, in",
    serverSaid: (words: string) => `The server's answer: ${words}`,
    download: "Download the message (.eml)",
    downloadAll: "Download everything (.zip)",
    downloadShort: "Download",
    downloadOne: (name: string) => `Download ${name}`,
    again: "Send again",
    againNow: "Send now",
    againTo: "Recipient",
    offer: {
      firstAllotment: "Tell your contact of this first allotment",
      addedPerformances: "Tell your contact of these added performances",
    },
    offerText:
      "Without this message the seats stay locked at home and are not on sale: your contact has no other way to hear of it.",
    faults: {
      hostUnknown: { title: "Mail server not found", remedy: "Check the server's name under “Configure”." },
      connectionRefused: {
        title: "Connection refused",
        remedy: "Nothing listens at this port: check the port and the server.",
      },
      unreachable: {
        title: "Server out of reach",
        remedy: "Check your access to the network, then the server's name.",
      },
      timeout: {
        title: "The server does not answer",
        remedy: "Check port and encryption: a port that expects another encryption stays silent.",
      },
      privateAddress: {
        title: "Private address refused",
        remedy:
          "This server stands on a private network: whoever runs the box office must allow it (ALLOW_PRIVATE_MAIL_SERVER).",
      },
      tlsFault: {
        title: "Encryption failed",
        remedy:
          "The server's certificate is not recognised, or this port is not encrypted: check the server's name, the port and the encryption.",
      },
      tlsNotOffered: {
        title: "The server does not offer STARTTLS",
        remedy: "Choose another encryption, or another port.",
      },
      wrongPassword: {
        title: "Credentials refused",
        remedy: "Check the user name, then enter the password again.",
      },
      signInRequired: {
        title: "The server wants you to sign in",
        remedy: "Give a user name and a password.",
      },
      senderRefused: {
        title: "Sender refused",
        remedy: "This server does not accept the sender's address set under “Configure”.",
      },
      recipientRefused: { title: "Recipient refused", remedy: "Check your contact's address." },
      tooLarge: {
        title: "Message too large",
        remedy:
          "This server does not take such large attachments: download them and pass them on in another way.",
      },
      refused: { title: "Message refused", remedy: "Read the server's answer, and ask whoever runs it." },
      busy: { title: "Server busy", remedy: "It asks to try later: that will be done." },
      broken: {
        title: "Connection broken off",
        remedy: "The server broke the connection: check port and encryption if it goes on.",
      },
    },
    server: {
      title: "Sending mail",
      aside: "A manager may change this",
      none: "No mail server: messages become files to download.",
      host: "SMTP server",
      hostWrong: "A server's name, without path or space.",
      port: "Port",
      portWrong: "A number from 1 to 65535.",
      security: "Encryption",
      securities: { tls: "TLS (usually port 465)", startTls: "STARTTLS (usually port 587)", none: "None" },
      inClearTitle: "Mail would travel in clear",
      inClear:
        "Without encryption, password and messages travel in clear: only for a server of your own network.",
      userName: "User name",
      userNameText: "Empty where the server asks for none.",
      password: "Password",
      passwordAgain: "Enter it again: it is never sent to another server or under another name.",
      senderName: "Sender's name",
      senderAddress: "Sender's address",
      saved: "Settings saved",
      testTitle: "Send a test",
      testTo: "Address for the test",
      test: "Send a test",
      testSent: (address: string) => `Test sent to ${address}`,
      testSentText: "The server took it: check that it arrives in the mailbox.",
    },
  },
};
