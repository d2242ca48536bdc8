import type { ErrorCatalogue } from "./catalogue.ts";

const codeLists = "Send the hall's code lists to your contact, then call support if it is refused again.";
const compare = "The two systems differ about this seat: compare them under “Tools”, then call support.";

/** R12 in English. */
export const catalogueEn: ErrorCatalogue = {
  exchange: {
    10: { title: "Unknown hall", cause: "The network does not know this hall's code.", remedy: codeLists },
    11: { title: "Unknown show", cause: "The show does not exist at the reseller.", remedy: "Call support." },
    12: {
      title: "Unknown performance",
      cause: "The performance does not exist at the reseller.",
      remedy: "Call support.",
    },
    13: {
      title: "Unknown contingent",
      cause: "The hold's code is not registered at the reseller.",
      remedy: codeLists,
    },
    14: { title: "Unknown zone", cause: "The network does not know the seat's zone.", remedy: codeLists },
    15: { title: "Unknown floor", cause: "The network does not know the seat's floor.", remedy: codeLists },
    16: {
      title: "Unknown category",
      cause: "A seat category is new to the reseller.",
      remedy: "Send the hall's code lists to your contact.",
    },
    17: {
      title: "Wrong date",
      cause: "The performance's date differs between the two sides.",
      remedy: "Call your contact and check the performance together.",
    },
    18: {
      title: "Wrong time",
      cause: "The performance's time differs between the two sides.",
      remedy: "Call your contact and check the performance together.",
    },
    19: {
      title: "Unknown price type",
      cause: "A price type is new to one of the two sides.",
      remedy: "Send the list of price types and holds to your contact.",
    },
    40: { title: "Seat already allotted", cause: "The reseller holds this seat already.", remedy: compare },
    41: { title: "Seat already sold", cause: "The reseller has sold this seat.", remedy: compare },
    42: { title: "Seat not allotted", cause: "The reseller does not hold this seat.", remedy: compare },
    43: {
      title: "Seat in a basket",
      cause: "A customer of the network is buying this seat right now.",
      remedy: "Wait a few minutes, then take it back: it will be free or sold.",
    },
    44: {
      title: "Overtaken request",
      cause: "A newer request for this seat arrived before this one.",
      remedy: "Nothing to do: the newest request counts.",
    },
  },
  seatChanged: {
    title: "Seat changed meanwhile",
    cause: "The seat was no longer as you saw it: sold, out of the hold, or already on its way.",
    remedy: "Open the list again to see how it stands now.",
  },
  line: {
    wrongCredentials: {
      title: "Credentials refused",
      cause: "The user name, the password or the institution code is not the one the network knows.",
      remedy: "Have support check the connection under “Configure”.",
    },
    addressRefused: {
      title: "Address refused",
      cause: "Your public IP address is not on the network's list: it has probably changed.",
      remedy: "Send this address to your contact and say that it replaces the old one.",
    },
    maintenance: {
      title: "Server in maintenance",
      cause: "The allotment server is in maintenance.",
      remedy: "Wait: the line comes back by itself, nothing is lost.",
    },
    tooManyRequests: {
      title: "Too many requests",
      cause: "The network limits how often it is asked and makes us wait.",
      remedy: "Wait: sending goes on by itself.",
    },
    timeout: {
      title: "Time-out",
      cause: "The server does not answer: your public IP address has changed, or it is in maintenance.",
      remedy: "Give your public IP address to your contact, or wait for the maintenance to end.",
    },
    unreachable: {
      title: "Server not found",
      cause: "No server answers at the configured address.",
      remedy: "Check your internet access, then the server's address under “Configure”.",
    },
    notUnderstood: {
      title: "Answer not understood",
      cause: "The server does not answer as the contract says.",
      remedy: "Call support with the detail below.",
    },
  },
  priceMismatch: {
    title: "Price differs from the grid",
    cause: "The sale's price is not the one of your grid: integration of the show stops.",
    remedy: "Call your contact about price types and amounts. The sales stay pending, nothing is lost.",
  },
  notListed: {
    title: "Performance missing from the list",
    cause: "It has no seat available in the network's hold.",
    remedy: "Put seats into it under “Performance set-up”.",
  },
  actions: {
    sendHallCodes: "Send the hall's code lists",
    sendPriceTypes: "Send price types and holds",
    writeToContact: "Write to the contact",
    compare: "Compare and repair",
    configure: "Open “Configure”",
    openHolds: "Performance set-up",
  },
};
