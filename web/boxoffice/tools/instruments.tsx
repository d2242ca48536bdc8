import { Group } from "@mantine/core";
import {
  IconArrowsDiff,
  IconDatabaseImport,
  IconFileExport,
  IconFileImport,
  IconHistory,
  IconLockOpen,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Panel } from "../../ui/panel.tsx";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** The tools that open on a page of their own. */
export function Instruments() {
  const { codes, compare, biography, conflicts, forceRecall, restore, tools: words } = useStrings();
  const tools = [
    { page: pages.codes, icon: IconFileExport, name: codes.open, text: codes.openText },
    { page: pages.compare, icon: IconArrowsDiff, name: compare.open, text: compare.openText },
    { page: pages.biographies, icon: IconHistory, name: biography.open, text: biography.openText },
    { page: pages.conflicts, icon: IconUsers, name: conflicts.open, text: conflicts.openText },
    { page: pages.forceRecalls, icon: IconLockOpen, name: forceRecall.open, text: forceRecall.openText },
    { page: pages.salesFiles, icon: IconFileImport, name: words.salesFiles, text: words.salesFilesText },
    { page: pages.restore, icon: IconDatabaseImport, name: restore.open, text: restore.openText },
  ];
  return (
    <Panel>
      <div className={styles.instruments}>
        {tools.map(({ page, icon: Icon, name, text }) => (
          <Group key={page.to} gap="sm" wrap="nowrap" align="flex-start">
            <Icon size={20} stroke={1.5} aria-hidden="true" className={styles.icon} />
            <div>
              <Link {...page}>{name}</Link>
              <div className={styles.faint}>{text}</div>
            </div>
          </Group>
        ))}
      </div>
    </Panel>
  );
}
