import type { NewShow } from "@allotement/boxoffice/api/programme.ts";
import { Checkbox, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useStrings } from "../strings.ts";
import { hallsQuery, showGroupsQuery } from "./programme-queries.ts";

/** A show as it is being typed; the group and the hall may not be chosen yet. */
export type TypedShow = Omit<NewShow, "showGroupId" | "hallCode"> & {
  readonly showGroupId: number | undefined;
  readonly hallCode: number | undefined;
};

/** The show where all of it is there. */
export function wholeShow({ showGroupId, hallCode, ...rest }: TypedShow): NewShow | undefined {
  if (showGroupId === undefined || hallCode === undefined || rest.title.trim() === "") return undefined;
  return { showGroupId, hallCode, ...rest };
}

interface ShowFieldsProps {
  readonly show: TypedShow;
  readonly onChange: (show: TypedShow) => void;
  /** The show has performances, or the reader may not change it. */
  readonly isHallSettled?: boolean;
  readonly disabled?: boolean;
}

/** Group, hall, title, subtitle, comment and print@home (R2.6). */
export function ShowFields({ show, onChange, isHallSettled = false, disabled = false }: ShowFieldsProps) {
  const { programme } = useStrings();
  const words = programme.fields;
  const groups = useQuery(showGroupsQuery).data?.showGroups ?? [];
  const halls = useQuery(hallsQuery);
  const hallList = halls.data?.halls ?? [];
  const numberOf = (value: string | null) => (value === null ? undefined : Number(value));
  return (
    <Stack gap="sm">
      <TextInput
        label={words.title}
        value={show.title}
        maxLength={200}
        disabled={disabled}
        data-autofocus
        onChange={(event) => onChange({ ...show, title: event.currentTarget.value })}
      />
      <TextInput
        label={words.subtitle}
        description={words.subtitleText}
        value={show.subtitle}
        maxLength={200}
        disabled={disabled}
        onChange={(event) => onChange({ ...show, subtitle: event.currentTarget.value })}
      />
      <Select
        label={words.group}
        data={groups.map(({ showGroupId, name }) => ({ value: String(showGroupId), label: name }))}
        value={show.showGroupId === undefined ? null : String(show.showGroupId)}
        allowDeselect={false}
        disabled={disabled}
        onChange={(value) => onChange({ ...show, showGroupId: numberOf(value) })}
      />
      <Select
        label={words.hall}
        description={words.hallText}
        data={hallList.map(({ hallCode, name }) => ({ value: String(hallCode), label: name }))}
        value={show.hallCode === undefined ? null : String(show.hallCode)}
        allowDeselect={false}
        disabled={disabled || isHallSettled}
        error={halls.isSuccess && hallList.length === 0 ? words.noHall : undefined}
        onChange={(value) => onChange({ ...show, hallCode: numberOf(value) })}
      />
      <Textarea
        label={words.comment}
        description={words.commentText}
        value={show.comment}
        maxLength={2000}
        autosize
        minRows={2}
        disabled={disabled}
        onChange={(event) => onChange({ ...show, comment: event.currentTarget.value })}
      />
      <Checkbox
        label={words.printAtHome}
        checked={show.printAtHome}
        disabled={disabled}
        onChange={(event) => onChange({ ...show, printAtHome: event.currentTarget.checked })}
      />
    </Stack>
  );
}
