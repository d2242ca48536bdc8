import type { NewShow } from "@allotement/boxoffice/api/programme.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { hallsQuery, showGroupsQuery } from "./programme-queries.ts";
import { ShowFields, type TypedShow, wholeShow } from "./show-fields.tsx";

const nothing: TypedShow = {
  showGroupId: undefined,
  hallCode: undefined,
  ...{ title: "", subtitle: "", comment: "", printAtHome: false },
};

/** A new show; where there is one group or one hall only, it is chosen already. */
export function NewShowDialog({ onDone }: { readonly onDone: () => void }) {
  const { programme: words } = useStrings();
  const client = useQueryClient();
  const navigate = useNavigate();
  const groups = useQuery(showGroupsQuery).data?.showGroups ?? [];
  const halls = useQuery(hallsQuery).data?.halls ?? [];
  const [typed, setTyped] = useState<TypedShow>(nothing);
  const show = {
    ...typed,
    showGroupId: typed.showGroupId ?? (groups.length === 1 ? groups[0]?.showGroupId : undefined),
    hallCode: typed.hallCode ?? (halls.length === 1 ? halls[0]?.hallCode : undefined),
  };
  const whole = wholeShow(show);
  const create = useMutation({
    mutationFn: (order: NewShow) => callApi<{ showNumber: number }>("POST", apiPaths.shows, order),
    onSuccess: ({ showNumber }) => void navigate(pages.programmeShow(showNumber)),
    onSettled: () => client.invalidateQueries({ queryKey: ["shows"] }),
  });
  return (
    <ConfirmDialog
      opened
      title={words.newShow}
      confirmLabel={words.create}
      busy={create.isPending}
      disabled={whole === undefined}
      error={create.error}
      onConfirm={() => whole && create.mutate(whole)}
      onCancel={onDone}
    >
      <ShowFields show={show} onChange={setTyped} />
    </ConfirmDialog>
  );
}
