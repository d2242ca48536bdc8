import { Checkbox, Radio, Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./configure.module.css";
import type { ConnectionChoices } from "./connection.ts";
import type { BlockProps } from "./connection-block.tsx";

interface InterfaceBlockProps extends BlockProps {
  readonly choices: ConnectionChoices;
  /** What there is to say of the price types, below them. */
  readonly children?: ReactNode;
}

/** «Configuration de l’interface»: what integrated sales are written with (R10.2). */
export function InterfaceBlock({ typed, change, showsErrors, choices, children }: InterfaceBlockProps) {
  const { configure: words } = useStrings();
  const ui = useUi();
  const select = (value: string | null) => ({
    value,
    allowDeselect: false,
    error: showsErrors && value === null ? ui.required : undefined,
  });
  return (
    <Panel title={words.interface}>
      <div className={styles.fields}>
        <Select
          label={words.operator}
          data={choices.operators.map(({ operatorId, name }) => ({ value: String(operatorId), label: name }))}
          {...select(typed.operatorId)}
          onChange={(operatorId) => change({ operatorId })}
        />
        <Select
          label={words.hold}
          data={choices.holds.map(({ holdCode, name }) => ({
            value: String(holdCode),
            label: `${name} (${holdCode})`,
          }))}
          {...select(typed.holdCode)}
          onChange={(holdCode) => change({ holdCode })}
        />
        <Select
          label={words.payment}
          data={choices.paymentMethods.map(({ paymentMethodId, name }) => ({
            value: String(paymentMethodId),
            label: name,
          }))}
          {...select(typed.paymentMethodId)}
          onChange={(paymentMethodId) => change({ paymentMethodId })}
        />
        <Select
          label={words.channel}
          data={choices.salesChannels.map(({ salesChannelId, name }) => ({
            value: String(salesChannelId),
            label: name,
          }))}
          {...select(typed.salesChannelId)}
          onChange={(salesChannelId) => change({ salesChannelId })}
        />
        <Checkbox.Group
          data-wide
          label={words.priceTypes}
          value={[...typed.priceTypeCodes]}
          onChange={(priceTypeCodes) => change({ priceTypeCodes })}
        >
          <div className={styles.types}>
            {choices.priceTypes.length === 0 && <span>{words.noPriceTypes}</span>}
            {choices.priceTypes.map(({ priceTypeCode, name }) => (
              <Checkbox
                key={priceTypeCode}
                value={String(priceTypeCode)}
                label={`${name} (${priceTypeCode})`}
              />
            ))}
          </div>
        </Checkbox.Group>
        {children}
        <Radio.Group
          data-wide
          label={words.onPriceMismatch}
          value={typed.onPriceMismatch}
          onChange={(value) => change({ onPriceMismatch: value === "isolate" ? "isolate" : "stop" })}
        >
          <div className={styles.types}>
            <Radio value="stop" label={words.stop} />
            <Radio value="isolate" label={words.isolate} />
          </div>
        </Radio.Group>
      </div>
    </Panel>
  );
}
