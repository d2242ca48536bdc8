import { Title } from "@mantine/core";
import {
  IconArmchair,
  IconBuildingArch,
  IconCalendarEvent,
  IconCashRegister,
  IconChartBar,
  IconCoins,
  IconFileInvoice,
  IconLock,
  IconReportMoney,
  IconTag,
  IconTicket,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { PageHead } from "../../ui/page-head.tsx";
import { pages } from "../page-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./home.module.css";
import { SetUp } from "./set-up.tsx";

/** The box office's home, from which the interface is opened (R4.1). */
export function HomePage() {
  const { home, shell, dashboard, cashDesks, closings, accounts, prices, programme } = useStrings();
  const me = useMe();
  return (
    <>
      <PageHead title={home.hello(me.name)} intro={me.organizerName} />
      <SetUp />
      <Title order={2} className={styles.heading}>
        {home.house}
      </Title>
      <div className={styles.cards}>
        <Link {...pages.counter} className={styles.card}>
          <IconCashRegister size={26} aria-hidden="true" />
          <strong>{shell.counter}</strong>
          <span>{home.counterText}</span>
        </Link>
        <Link {...pages.programme} className={styles.card}>
          <IconCalendarEvent size={26} aria-hidden="true" />
          <strong>{programme.title}</strong>
          <span>{programme.intro}</span>
        </Link>
        <Link {...pages.holds} className={styles.card}>
          <IconArmchair size={26} aria-hidden="true" />
          <strong>{shell.holds}</strong>
          <span>{home.holdsText}</span>
        </Link>
        <Link {...pages.halls} className={styles.card}>
          <IconBuildingArch size={26} aria-hidden="true" />
          <strong>{home.halls}</strong>
          <span>{home.hallsText}</span>
        </Link>
        <Link {...pages.prices} className={styles.card}>
          <IconTag size={26} aria-hidden="true" />
          <strong>{prices.title}</strong>
          <span>{prices.homeText}</span>
        </Link>
        <Link {...pages.cashJournal} className={styles.card}>
          <IconReportMoney size={26} aria-hidden="true" />
          <strong>{shell.cashJournal}</strong>
          <span>{home.cashJournalText}</span>
        </Link>
        <Link {...pages.cashDesks} className={styles.card}>
          <IconCoins size={26} aria-hidden="true" />
          <strong>{cashDesks.title}</strong>
          <span>{cashDesks.intro}</span>
        </Link>
        {me.role !== "clerk" && (
          <Link {...pages.closings} className={styles.card}>
            <IconLock size={26} aria-hidden="true" />
            <strong>{closings.title}</strong>
            <span>{closings.intro}</span>
          </Link>
        )}
        {me.role !== "clerk" && (
          <Link {...pages.accounts} className={styles.card}>
            <IconFileInvoice size={26} aria-hidden="true" />
            <strong>{accounts.title}</strong>
            <span>{accounts.intro}</span>
          </Link>
        )}
        {me.role !== "clerk" && (
          <Link {...pages.dashboard} className={styles.card}>
            <IconChartBar size={26} aria-hidden="true" />
            <strong>{dashboard.title}</strong>
            <span>{dashboard.intro}</span>
          </Link>
        )}
      </div>
      <Title order={2} className={styles.heading}>
        {home.external}
      </Title>
      <div className={styles.cards}>
        <Link {...pages.interfaceHome} className={styles.card}>
          <IconTicket size={26} aria-hidden="true" />
          <strong>{home.network}</strong>
          <span>{home.networkText}</span>
        </Link>
      </div>
    </>
  );
}
