import { englishCount } from "../counts.ts";
import type { CodesStrings } from "./codes.fr.ts";

/** Génération des codifications: in English. */
export const codesEn: CodesStrings = {
  codes: {
    title: "Code lists",
    intro:
      "What the network must know before it can take any seat: each hall's codes and plan, your price types and your holds.",
    open: "Code lists",
    openText: "Export plans, price types and holds, to be sent to the network.",
    halls: "Hall plans",
    hallsText:
      "To be sent for a new hall or a new category, before any seat is allotted: six lists of codes and the plan as a picture.",
    hall: "Hall",
    code: "Code",
    capacity: "Capacity",
    planVersion: "Plan version",
    action: "Export",
    exportPlans: "Export plans",
    exportPlansOf: (hall) => `Export plans of ${hall}`,
    none: "No hall",
    noneText: "The codes of a hall can be exported as soon as its plan is stored.",
    exported: (hall, hallCode) => `Codes of ${hall} (${hallCode})`,
    summary: (files, seats) =>
      `${englishCount(files, "file", "files")}, ${englishCount(seats, "seat", "seats")}.`,
    download: "Download the folder",
    file: "File",
    size: "Size",
    kilobytes: (size) => `${size}\u00a0kB`,
    kept: "The files are kept on the server, in the box office's data folder:",
    notKept: "The files could not be kept on the server",
    notKeptText:
      "The disk is full or protected. Download the folder and send it; tell whoever looks after the server.",
    next: "Send this folder to the network's manager as it is: importing it needs no typing.",
  },
};
