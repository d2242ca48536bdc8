import type { SeatsFound } from "@allotement/boxoffice/api/interface-biography.ts";
import { Button, Group, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { performancesQuery, showsQuery } from "../programme/programme.ts";
import { useStrings } from "../strings.ts";

/** Finds a seat by performance, row and number, and opens its biography. */
export function FindSeatPage() {
  const { biography: words, tools, choosePerformance } = useStrings();
  const [showNumber, setShowNumber] = useState<number>();
  const shows = useQuery(showsQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      <Panel title={words.find}>
        <QueryView query={shows} rows={3}>
          {({ shows: list }) => (
            <>
              <Select
                label={choosePerformance.show}
                placeholder={choosePerformance.show}
                data={list.map((show) => ({ value: String(show.showNumber), label: show.title }))}
                value={showNumber === undefined ? null : String(showNumber)}
                onChange={(value) => setShowNumber(value === null ? undefined : Number(value))}
                searchable
                allowDeselect={false}
              />
              {showNumber !== undefined && <SeatForm key={showNumber} showNumber={showNumber} />}
            </>
          )}
        </QueryView>
      </Panel>
    </>
  );
}

function SeatForm({ showNumber }: { readonly showNumber: number }) {
  const { biography: words, choosePerformance } = useStrings();
  const formats = useFormats();
  const { plan } = useUi();
  const navigate = useNavigate();
  const performances = useQuery(performancesQuery(showNumber));
  const [performanceNumber, setPerformanceNumber] = useState<number>();
  const [row, setRow] = useState("");
  const [number, setNumber] = useState("");
  const find = useMutation({
    mutationFn: (performance: number) => getApi<SeatsFound>(apiPaths.findSeats(performance, { row, number })),
    onSuccess: ({ seats }, performance) => {
      const [only, ...others] = seats;
      if (only && others.length === 0) void navigate(pages.biography(performance, only.seatCode));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (performanceNumber !== undefined) find.mutate(performanceNumber);
  };
  const found = find.data?.seats ?? [];
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" mt="sm">
        <Select
          label={choosePerformance.performance}
          placeholder={choosePerformance.performance}
          data={(performances.data?.performances ?? []).map((one) => ({
            value: String(one.performanceNumber),
            label: formats.performance(one),
          }))}
          value={performanceNumber === undefined ? null : String(performanceNumber)}
          onChange={(value) => setPerformanceNumber(value === null ? undefined : Number(value))}
          searchable
          allowDeselect={false}
        />
        <TextInput
          label={words.row}
          value={row}
          onChange={(event) => setRow(event.currentTarget.value)}
          maxLength={20}
        />
        <TextInput
          label={words.number}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          maxLength={20}
        />
        <Button
          type="submit"
          loading={find.isPending}
          disabled={performanceNumber === undefined || number === ""}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
        >
          {words.search}
        </Button>
      </Group>
      {find.isError && <Failure error={find.error} />}
      {find.isSuccess && found.length === 0 && <Notice tone="warn" title={words.notFound} />}
      {find.isSuccess && found.length > 1 && (
        <Notice tone="info" title={words.choose}>
          <ul>
            {found.map((seat) => (
              <li key={seat.seatCode}>
                <Link {...pages.biography(find.variables, seat.seatCode)}>
                  {[seat.floor, seat.zone, plan.row(seat.row), plan.seat(seat.number)].join(", ")}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </form>
  );
}
