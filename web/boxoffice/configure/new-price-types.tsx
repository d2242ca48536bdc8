import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { callApi } from "../../ui/api-client.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

interface NewPriceTypesProps {
  /** Price types of which the reseller has not been told. */
  readonly names: readonly string[];
  /** Some of them are saved already: the warning stays until the list was sent, or somebody says that it is known. */
  readonly isSaved: boolean;
  /** Shows that the reseller has already, with performances to come. */
  readonly showTitles: readonly string[];
}

/** A new price type meets shows that are allotted already (R11.2): what would happen, and what to do first. */
export function NewPriceTypes({ names, isSaved, showTitles }: NewPriceTypesProps) {
  const { newPriceTypes: words } = useStrings();
  const client = useQueryClient();
  const tell = useMutation({
    mutationFn: () => callApi("POST", apiPaths.priceTypesTold),
    onSuccess: () => client.invalidateQueries({ queryKey: ["interface", "connection"] }),
  });
  if (names.length === 0) return null;
  return (
    <div data-wide role="status">
      <Notice tone="warn" title={words.title(names.length, names.join(", "))}>
        <p>{words.notAllotted}</p>
        {showTitles.length > 0 && <p>{words.allotted(showTitles.join(", "))}</p>}
        <Group gap="md">
          <Link {...pages.codes}>{words.remedy}</Link>
          {isSaved && (
            <Button
              size="compact-sm"
              variant="default"
              loading={tell.isPending}
              onClick={() => tell.mutate()}
            >
              {words.known}
            </Button>
          )}
        </Group>
        {tell.isError && <Failure error={tell.error} />}
      </Notice>
    </div>
  );
}
