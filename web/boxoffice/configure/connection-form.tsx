import type { ConnectionView } from "@allotement/boxoffice/api/interface-connection.ts";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { useMe } from "../sign-in/me.ts";
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
import { ContactBlock } from "./contact-block.tsx";
import { InterfaceBlock } from "./interface-block.tsx";
import { NewPriceTypes } from "./new-price-types.tsx";

interface ConnectionFormProps {
  readonly view: ConnectionView | null;
  readonly choices: ConnectionChoices;
}

/** Both blocks side by side. Support saves them together; others read them and change the contact's address. */
export function ConnectionForm({ view, choices }: ConnectionFormProps) {
  const { configure: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const isSupport = useMe().role === "support";
  const [typed, setTyped] = useState(() => typedConnection(view));
  const [isTried, setTried] = useState(false);
  // The warning outlives the saving: sending the codes comes after it.
  const [knownPriceTypes] = useState(() => view?.priceTypeCodes ?? []);
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
  const block = { typed, change, isLocked: !isSupport, showsErrors: isTried };
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.layout}>
        <ConnectionBlock {...block} passwordSet={passwordSet}>
          {!isSupport && view !== null && <ContactBlock contactMail={view.contactMail} />}
        </ConnectionBlock>
        <InterfaceBlock {...block} choices={choices}>
          {view !== null && (
            <NewPriceTypes
              names={choices.priceTypes
                .filter(({ priceTypeCode }) => typed.priceTypeCodes.includes(String(priceTypeCode)))
                .filter(({ priceTypeCode }) => !knownPriceTypes.includes(priceTypeCode))
                .map(({ name }) => name)}
              showTitles={view.showsAtReseller}
            />
          )}
        </InterfaceBlock>
      </div>
      {isSupport && (
        <div className={styles.foot}>
          <span role="status">
            {isTried && read === undefined && words.needWhole}
            {save.isSuccess && words.saved}
          </span>
          <Button type="submit" loading={save.isPending}>
            {ui.save}
          </Button>
        </div>
      )}
      {save.isError && <Failure error={save.error} />}
    </form>
  );
}
