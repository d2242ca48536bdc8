import {
  IconAdjustments,
  IconArmchair,
  IconArrowBackUp,
  IconBuildingArch,
  IconCalendarEvent,
  IconCashRegister,
  IconChartBar,
  IconCoins,
  IconFileImport,
  IconFileInvoice,
  IconHome,
  IconKey,
  IconLayoutDashboard,
  IconListSearch,
  IconLock,
  IconMail,
  IconReportMoney,
  IconSend,
  IconTag,
  IconTool,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useFormats } from "../../ui/formats.ts";
import { type PlainPage, pages } from "../page-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import { useInterfaceState } from "./interface-state.ts";
import styles from "./shell.module.css";

/** The two halves of the site: the house's own pages, and the interface's five choices (R4.2). */
export function Navigation() {
  const { home, shell, mail, dashboard, cashDesks, closings, accounts, prices, programme } = useStrings();
  const me = useMe();
  const { people, access, audit } = useStrings();
  const state = useInterfaceState().data;
  return (
    <nav className={styles.nav} aria-label={shell.navigation}>
      <h2>{shell.house}</h2>
      <ul>
        <Entry page={pages.home} exact label={shell.home} icon={IconHome} />
        <Entry page={pages.counter} label={shell.counter} icon={IconCashRegister} />
        <Entry page={pages.programme} label={programme.title} icon={IconCalendarEvent} />
        <Entry page={pages.holds} label={shell.holds} icon={IconArmchair} />
        <Entry page={pages.halls} label={home.halls} icon={IconBuildingArch} />
        <Entry page={pages.prices} label={prices.title} icon={IconTag} />
        <Entry page={pages.cashJournal} label={shell.cashJournal} icon={IconReportMoney} />
        <Entry page={pages.cashDesks} label={cashDesks.title} icon={IconCoins} />
        {me.role !== "clerk" && (
          <>
            <Entry page={pages.closings} label={closings.title} icon={IconLock} />
            <Entry page={pages.accounts} label={accounts.title} icon={IconFileInvoice} />
          </>
        )}
        {me.role !== "clerk" && <Entry page={pages.dashboard} label={dashboard.title} icon={IconChartBar} />}
        {me.role !== "clerk" && <Entry page={pages.people} label={people.title} icon={IconUsers} />}
        {me.role !== "clerk" && <Entry page={pages.audit} label={audit.title} icon={IconListSearch} />}
        <Entry page={pages.access} label={access.title} icon={IconKey} />
      </ul>
      <h2>{shell.interfaceHome}</h2>
      <ul>
        <Entry page={pages.interfaceHome} exact label={shell.externalHome} icon={IconLayoutDashboard} />
        <Entry page={pages.allot} label={shell.allot} icon={IconSend} />
        <Entry page={pages.recall} label={shell.recall} icon={IconArrowBackUp} />
        <Entry
          page={pages.importSales}
          label={shell.importSales}
          icon={IconFileImport}
          count={state?.pendingSales}
        />
        <Entry page={pages.tools} label={shell.tools} icon={IconTool} count={state?.blockedSales} isAlarm />
        <Entry page={pages.mails} label={mail.title} icon={IconMail} />
        <Entry page={pages.configure} label={shell.configure} icon={IconAdjustments} />
      </ul>
    </nav>
  );
}

interface EntryProps {
  readonly page: PlainPage;
  readonly label: string;
  readonly icon: typeof IconHome;
  readonly exact?: boolean;
  readonly count?: number | undefined;
  readonly isAlarm?: boolean;
}

function Entry({ page, label, icon: Icon, exact = false, count = 0, isAlarm = false }: EntryProps) {
  const { number } = useFormats();
  return (
    <li>
      <Link {...page} activeOptions={{ exact }}>
        <Icon size={18} aria-hidden="true" />
        {label}
        {count > 0 && (
          <span className={styles.count} data-tone={isAlarm ? "bad" : undefined}>
            {number(count)}
          </span>
        )}
      </Link>
    </li>
  );
}
