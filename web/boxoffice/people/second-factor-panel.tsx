import type { OfferedSecondFactor, RecoveryCodes, SecondFactor } from "@allotement/boxoffice/api/people.ts";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { meKey } from "../../ui/query-client.ts";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./people.module.css";

const factorKey = ["me", "second-factor"];

/** Set up with a QR code, confirmed by a first code; recovery codes are shown once. */
export function SecondFactorPanel() {
  const { access: words } = useStrings();
  const factor = useQuery({
    queryKey: factorKey,
    queryFn: () => getApi<SecondFactor>(apiPaths.ownSecondFactor),
  });
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Panel title={words.factor}>
      <QueryView query={factor} rows={2}>
        {(kept) => (
          <div className={styles.factor}>
            {codes !== undefined && (
              <Notice tone="warn" title={words.recovery}>
                <div>{words.recoveryText}</div>
                <ul className={styles.codes}>
                  {codes.map((code) => (
                    <li key={code}>{code}</li>
                  ))}
                </ul>
              </Notice>
            )}
            {kept.enrolled ? <Enrolled factor={kept} /> : <Enrol onCodes={setCodes} />}
          </div>
        )}
      </QueryView>
    </Panel>
  );
}

function Enrol({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const { access: words, signIn } = useStrings();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const offer = useMutation({
    mutationFn: () => callApi<OfferedSecondFactor>("POST", apiPaths.ownSecondFactor, { password }),
    onSuccess: () => setPassword(""),
  });
  const confirm = useMutation({
    mutationFn: () => callApi<RecoveryCodes>("POST", apiPaths.confirmSecondFactor, { code }),
    onSuccess: async ({ recoveryCodes }) => {
      onCodes(recoveryCodes);
      await client.invalidateQueries({ queryKey: factorKey });
      await client.invalidateQueries({ queryKey: meKey });
    },
  });
  if (offer.data === undefined)
    return (
      <form
        className={styles.factor}
        onSubmit={(event) => {
          event.preventDefault();
          offer.mutate();
        }}
      >
        <p>{words.none}</p>
        <PasswordInput
          label={words.current}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
        />
        <Button type="submit" disabled={password === ""} loading={offer.isPending}>
          {words.start}
        </Button>
        {offer.isError && <Failure error={offer.error} />}
      </form>
    );
  return (
    <form
      className={styles.factor}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p>{words.scan}</p>
      <QrCode rows={offer.data.qrCode} label={words.qr} />
      <div>
        {words.key} : <code>{offer.data.secret.replace(/(.{4})/g, "$1 ").trim()}</code>
      </div>
      <TextInput
        label={words.code}
        value={code}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" disabled={code.trim() === ""} loading={confirm.isPending}>
        {words.confirm}
      </Button>
      {confirm.isError && <Failure error={confirm.error} />}
    </form>
  );
}

/** Rows of modules, dark on white whatever the page's colours, with the light border that readers need. */
function QrCode({ rows, label }: { readonly rows: readonly string[]; readonly label: string }) {
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) =>
    [...row].flatMap((module, x) => (module === "1" ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])),
  );
  return (
    <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="white" />
      <path d={path.join("")} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}

function Enrolled({ factor }: { readonly factor: SecondFactor }) {
  const { access: words, signIn } = useStrings();
  const client = useQueryClient();
  const [typed, setTyped] = useState({ password: "", code: "" });
  const remove = useMutation({
    mutationFn: () => callApi("POST", apiPaths.removeSecondFactor, typed),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: factorKey });
      await client.invalidateQueries({ queryKey: meKey });
    },
  });
  return (
    <form
      className={styles.factor}
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate();
      }}
    >
      <p>
        {words.enrolled} {words.left(factor.recoveryCodesLeft)}.
      </p>
      <PasswordInput
        label={words.current}
        value={typed.password}
        onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": signIn.showPassword }}
      />
      <TextInput
        label={words.code}
        value={typed.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={(event) => setTyped({ ...typed, code: event.currentTarget.value })}
      />
      {factor.required && <p>{words.requiredHere}</p>}
      <Button
        type="submit"
        variant="default"
        disabled={typed.password === "" || typed.code === ""}
        loading={remove.isPending}
      >
        {words.remove}
      </Button>
      {remove.isError && <Failure error={remove.error} />}
    </form>
  );
}
