import type { ConnectionView } from "@allotement/boxoffice/api/interface-connection.ts";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./configure.module.css";
import {
  type ConnectionChoices,
  keepsPassword,
  readConnection,
  type TypedConnection,
  typedConnection,
} from "./connection.ts";
import { ConnectionBlock } from "./connection-block.tsx";
import { InterfaceBlock } from "./interface-block.tsx";
import { NewPriceTypes } from "./new-price-types.tsx";

interface ConnectionFormProps {
  readonly view: ConnectionView | null;
  readonly choices: ConnectionChoices;
}

/** New here, or saved before and the reseller has not been told of it since (R11.2). */
const isUntold = (view: ConnectionView, code: number) =>
  view.untoldPriceTypeCodes.includes(code) || !view.priceTypeCodes.includes(code);

/** Both blocks side by side, as support fills them in and saves them together. */
export function ConnectionForm({ view, choices }: ConnectionFormProps) {
  const { configure: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => typedConnection(view));
  const [isTried, setTried] = useState(false);
  const passwordSet = keepsPassword(typed, view);
  const read = readConnection(typed, passwordSet);
  const save = useMutation({
    mutationFn: () => callApi("PUT", apiPaths.connection, read),
    onSuccess: async () => {
      setTyped({ ...typed, password: "" });
      await client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read !== undefined) save.mutate();
  };
  const change = (part: Partial<TypedConnection>) => {
    save.reset();
    setTyped({ ...typed, ...part });
  };
  const block = { typed, change, showsErrors: isTried };
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.layout}>
        <ConnectionBlock {...block} passwordSet={passwordSet} />
        <InterfaceBlock {...block} choices={choices}>
          {view !== null && (
            <NewPriceTypes
              names={choices.priceTypes
                .filter(({ priceTypeCode }) => typed.priceTypeCodes.includes(String(priceTypeCode)))
                .filter(({ priceTypeCode }) => isUntold(view, priceTypeCode))
                .map(({ name }) => name)}
              isSaved={view.untoldPriceTypeCodes.length > 0}
              showTitles={view.showsAtReseller}
            />
          )}
        </InterfaceBlock>
      </div>
      <div className={styles.foot}>
        <span role="status">
          {isTried && read === undefined && words.needWhole}
          {save.isSuccess && words.saved}
        </span>
        <Button type="submit" loading={save.isPending}>
          {ui.save}
        </Button>
      </div>
      {save.isError && <Failure error={save.error} />}
    </form>
  );
}
