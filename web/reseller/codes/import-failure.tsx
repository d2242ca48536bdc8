import { ProblemPanel } from "../../ui/problem-panel.tsx";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { filesRefusedBy } from "./code-imports.ts";

/** Why the files were refused, in plain words, with the file and the line; or what else went wrong. */
export function ImportFailure({ error }: { readonly error: unknown }) {
  const { codeImport: words } = useStrings();
  const refused = filesRefusedBy(error);
  if (!refused) return <NetworkFailure error={error} />;
  const { fault, fileName, line, found, expected } = refused;
  const cause = [words.faults[fault], ...(fileName === null ? [] : [`${words.inFile(fileName, line)}.`])];
  return (
    <ProblemPanel
      problem={{ title: words.refused, cause: cause.join(" "), remedy: words.remedy, code: null }}
    >
      {found !== null && expected !== null && <div>{words.foundExpected(found, expected)}</div>}
      <div>{words.nothingStored}</div>
    </ProblemPanel>
  );
}
