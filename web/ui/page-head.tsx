import { Title } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import styles from "./ui.module.css";

interface PageHeadProps {
  readonly title: string;
  readonly intro?: ReactNode;
  /** A link back, above the title. */
  readonly crumb?: ReactNode;
  /** Buttons at the right. */
  readonly children?: ReactNode;
}

/** The head of a page; its title is the document's as well, for tabs and screen readers. */
export function PageHead({ title, intro, crumb, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} – Allotement`;
  }, [title]);
  return (
    <header className={styles.head}>
      <div>
        {crumb !== undefined && (
          <div className={styles.crumb}>
            <IconChevronLeft size={14} aria-hidden="true" />
            {crumb}
          </div>
        )}
        <Title order={1}>{title}</Title>
        {intro !== undefined && <p>{intro}</p>}
      </div>
      {children !== undefined && <div className={`${styles.actions} no-print`}>{children}</div>}
    </header>
  );
}
