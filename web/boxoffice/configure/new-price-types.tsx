import { Link } from "@tanstack/react-router";
import { Notice } from "../../ui/problem-panel.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

interface NewPriceTypesProps {
  /** Price types that the interface did not use when the page was opened. */
  readonly names: readonly string[];
  /** Shows that the reseller has already, with performances to come. */
  readonly showTitles: readonly string[];
}

/** A new price type meets shows that are allotted already (R11.2): what would happen, and what to do first. */
export function NewPriceTypes({ names, showTitles }: NewPriceTypesProps) {
  const { newPriceTypes: words } = useStrings();
  if (names.length === 0) return null;
  return (
    <div data-wide role="status">
      <Notice tone="warn" title={words.title(names.length, names.join(", "))}>
        <p>{words.notAllotted}</p>
        {showTitles.length > 0 && <p>{words.allotted(showTitles.join(", "))}</p>}
        <Link {...pages.codes}>{words.remedy}</Link>
      </Notice>
    </div>
  );
}
