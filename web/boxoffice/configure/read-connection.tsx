import type { ConnectionView } from "@allotement/boxoffice/api/interface-connection.ts";
import { IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./configure.module.css";
import { ContactBlock } from "./contact-block.tsx";

/** Both blocks for those who may not change them: text, not fields, and who may; the contact's address alone is theirs (R10.1). */
export function ReadConnection({ view }: { readonly view: ConnectionView }) {
  const { configure: words } = useStrings();
  const nameOf = <One extends { readonly name: string }>(list: readonly One[], is: (one: One) => boolean) =>
    list.find(is)?.name ?? "–";
  const priceTypes = view.priceTypes.filter(({ priceTypeCode }) =>
    view.priceTypeCodes.includes(priceTypeCode),
  );
  return (
    <div className={styles.layout}>
      <Panel title={words.connection} aside={<Locked />}>
        <dl className={styles.read}>
          <Fact label={words.resellerName}>{view.resellerName}</Fact>
          <Fact label={words.institutionCode}>{view.institutionCode}</Fact>
          <Fact label={words.serverUrl}>{view.serverUrl}</Fact>
          <Fact label={words.userName}>{view.userName}</Fact>
          <Fact label={words.password}>{view.passwordSet ? words.passwordSet : words.passwordNone}</Fact>
        </dl>
        <ContactBlock contactMail={view.contactMail} />
      </Panel>
      <Panel title={words.interface} aside={<Locked />}>
        <dl className={styles.read}>
          <Fact label={words.operator}>
            {nameOf(view.operators, ({ operatorId }) => operatorId === view.operatorId)}
          </Fact>
          <Fact label={words.hold}>
            {nameOf(view.holds, ({ holdCode }) => holdCode === view.holdCode)} ({view.holdCode})
          </Fact>
          <Fact label={words.payment}>
            {nameOf(view.paymentMethods, ({ paymentMethodId }) => paymentMethodId === view.paymentMethodId)}
          </Fact>
          <Fact label={words.channel}>
            {nameOf(view.salesChannels, ({ salesChannelId }) => salesChannelId === view.salesChannelId)}
          </Fact>
          <Fact label={words.priceTypes}>
            {priceTypes.length === 0
              ? words.noPriceTypes
              : priceTypes.map(({ priceTypeCode, name }) => (
                  <div key={priceTypeCode}>
                    {name} ({priceTypeCode})
                  </div>
                ))}
          </Fact>
          <Fact label={words.onPriceMismatch}>{words[view.onPriceMismatch]}</Fact>
        </dl>
      </Panel>
    </div>
  );
}

function Locked() {
  const { configure: words } = useStrings();
  return (
    <span className={styles.supportOnly}>
      <IconLock size={14} aria-hidden="true" /> {words.supportOnly}
    </span>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
