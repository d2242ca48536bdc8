import type { ShowGroupList } from "@allotement/boxoffice/api/programme.ts";
import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";

interface GroupDialogProps {
  /** Undefined: a new one. */
  readonly group: ShowGroupList["showGroups"][number] | undefined;
  readonly onDone: () => void;
}

/** A group's name, for a new one or another name. */
export function GroupDialog({ group, onDone }: GroupDialogProps) {
  const { programme: words } = useStrings();
  const client = useQueryClient();
  const [name, setName] = useState(group?.name ?? "");
  const save = useMutation({
    mutationFn: () =>
      group === undefined
        ? callApi("POST", apiPaths.showGroups, { name })
        : callApi("PUT", apiPaths.showGroup(group.showGroupId), { name }),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["show-groups"] }),
        client.invalidateQueries({ queryKey: ["shows"] }),
      ]),
  });
  const complete = name.trim() !== "";
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (complete) save.mutate();
  };
  return (
    <ConfirmDialog
      opened
      title={group === undefined ? words.newGroup : words.renameGroup(group.name)}
      confirmLabel={group === undefined ? words.create : words.rename}
      busy={save.isPending}
      disabled={!complete}
      error={save.error}
      onConfirm={submit}
      onCancel={onDone}
    >
      <form onSubmit={submit}>
        <TextInput
          label={words.groupName}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </ConfirmDialog>
  );
}
