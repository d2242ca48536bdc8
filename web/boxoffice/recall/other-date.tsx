import type { RecallChoices } from "@allotement/boxoffice/api/interface-recall.ts";
import { Button, Menu } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

interface OtherDateProps {
  readonly performanceNumber: number;
  readonly showNumber: number;
}

/** «Autre date»: the show's other performances with seats at the reseller, past ones too, or another show. */
export function OtherDate({ performanceNumber, showNumber }: OtherDateProps) {
  const { recall: words, takeBack } = useStrings();
  const formats = useFormats();
  const navigate = useNavigate();
  const choices = useQuery({
    queryKey: ["interface", "recall", "choices", true],
    queryFn: () => getApi<RecallChoices>(apiPaths.recallChoices(true)),
  });
  const shows = choices.data?.groups.flatMap((group) => group.shows) ?? [];
  const others = (shows.find((show) => show.showNumber === showNumber)?.performances ?? []).filter(
    (one) => one.performanceNumber !== performanceNumber,
  );
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconCalendar size={16} aria-hidden="true" />}>
          {words.otherDate}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: "auto" }}>
        {others.map((one) => (
          <Menu.Item
            key={one.performanceNumber}
            onClick={() => void navigate(pages.recallPerformance(one.performanceNumber))}
          >
            {formats.performance(one)} · {words.counts(one.allotted, one.sold)}
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={() => void navigate(pages.recall)}>{takeBack.otherShow}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
