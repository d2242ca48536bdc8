import type { Biography } from "@allotement/boxoffice/api/interface-biography.ts";
import { Button, Group, Text, TextInput } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { formatSecond, instantAt, parseTypedDate, parseTypedSecond } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStateThere } from "../compare/difference-group.tsx";
import { pages } from "../page-paths.ts";
import { useStateWords } from "../programme/seat-words.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { LifeTable } from "./life-table.tsx";

/** The life of one seat on both sides, and who held it at a moment. */
export function BiographyPage() {
  const { performanceNumber = "", seatCode = "" } = useParams({ strict: false });
  const { biography: words } = useStrings();
  const { performanceWithin } = useFormats();
  const { plan } = useUi();
  const [at, setAt] = useState<string>();
  const life = useQuery({
    queryKey: ["interface", "biography", performanceNumber, seatCode, at],
    queryFn: () => getApi<Biography>(apiPaths.biography(Number(performanceNumber), Number(seatCode), at)),
    placeholderData: keepPreviousData,
  });
  const seat = life.data;
  const title = seat === undefined ? words.title : [plan.row(seat.row), plan.seat(seat.number)].join(", ");
  return (
    <>
      <PageHead
        title={title}
        intro={seat && `${seat.showTitle} · ${performanceWithin(seat)} · ${seat.zone}`}
        crumb={<Link {...pages.biographies}>{words.crumb}</Link>}
      />
      <QueryView query={life} rows={10}>
        {(biography) => (
          <div className={styles.stack}>
            <WhoHeld biography={biography} onAsk={setAt} />
            <Life biography={biography} />
          </div>
        )}
      </QueryView>
    </>
  );
}

interface WhoHeldProps {
  readonly biography: Biography;
  readonly onAsk: (at: string) => void;
}

function WhoHeld({ biography, onAsk }: WhoHeldProps) {
  const { biography: words } = useStrings();
  const stateWords = useStateWords();
  const [date, setDate] = useState("");
  const [time, setTime] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [localDate, localTime] = [parseTypedDate(date), parseTypedSecond(time)];
    setWrong(localDate === null || localTime === null);
    if (localDate !== null && localTime !== null) onAsk(instantAt(localDate, localTime));
  };
  return (
    <Panel title={words.whoHeld}>
      <Text size="sm" mb="xs">
        {words.state} <strong>{stateWords(biography.state)}</strong>
      </Text>
      <form onSubmit={submit}>
        <Group align="flex-end" mb="sm">
          <TextInput
            label={words.date}
            placeholder="23/04/2020"
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <TextInput
            label={words.time}
            placeholder={words.timeHint}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
            {...(wrong ? { error: words.wrongMoment } : {})}
          />
          <Button type="submit" variant="default" leftSection={<IconHistory size={16} aria-hidden="true" />}>
            {words.ask}
          </Button>
        </Group>
      </form>
      <div aria-live="polite">{biography.holder !== null && <Holder holder={biography.holder} />}</div>
    </Panel>
  );
}

function Holder({ holder }: { readonly holder: NonNullable<Biography["holder"]> }) {
  const { biography: words } = useStrings();
  const stateWords = useStateWords();
  const stateThere = useStateThere();
  const { entitled, state, holdName, ticket } = holder;
  const customer = [ticket?.surname, ticket?.firstName].filter((name) => name).join(" ");
  const details = [
    stateWords(state),
    entitled === "sold" ? null : holdName,
    customer === "" ? null : customer,
    ticket && words.ticket(ticket.barcode),
    ticket?.pointOfSale,
    holder.stateThere === null ? null : words.stateThere(stateThere(holder.stateThere)),
  ].filter((part) => part);
  return (
    <Notice tone={entitled === "unclear" ? "warn" : "info"} title={words.entitled[entitled]}>
      <div>{words.at(formatSecond(holder.at))}</div>
      <div>{details.join(" · ")}</div>
    </Notice>
  );
}

function Life({ biography }: { readonly biography: Biography }) {
  const { biography: words } = useStrings();
  const { there, events } = biography;
  return (
    <Panel title={words.life} flush>
      {there !== "read" && <Notice tone="warn" title={words.unavailable[there]} />}
      {events.length === 0 ? (
        <Empty title={words.empty} icon={<IconHistory size={36} stroke={1.3} aria-hidden="true" />}>
          {words.emptyText}
        </Empty>
      ) : (
        <LifeTable events={events} />
      )}
    </Panel>
  );
}
