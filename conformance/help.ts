/** What `allotement conformance --help` says beside its options. */
export const conformanceHelp = `
The configuration is JSON: an institution made for tests, the codes that the server knows of it, numbers that are free,
and the tester's hooks, by which the kit buys seats (the protocol has no selling). conformance/example.json shows one;
docs/conformance.md explains each field and each hook. Rules for which something is missing are reported as not proven.

Exit code: 0 every rule holds, 1 a rule is broken, 2 none is broken but some are not proven.`;
