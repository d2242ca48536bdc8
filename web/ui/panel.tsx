import { Skeleton, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import styles from "./ui.module.css";

interface PanelProps {
  readonly title?: string | undefined;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  /** Without padding, for tables and lists that go from edge to edge. */
  readonly flush?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A part of a page, with its heading. */
export function Panel({ title, aside, flush = false, className = "", children }: PanelProps) {
  const headingId = useId();
  return (
    <section
      className={`${styles.panel} ${className}`}
      {...(title === undefined ? {} : { "aria-labelledby": headingId })}
    >
      {title !== undefined && (
        <header>
          <Title order={2} id={headingId}>
            {title}
          </Title>
          {aside}
        </header>
      )}
      <div className={flush ? styles.panelFlush : styles.panelBody}>{children}</div>
    </section>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** Says that there is nothing, and what would change that. */
export function Empty({ title, icon, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <strong>{title}</strong>
      {typeof children === "string" ? <p>{children}</p> : children}
    </div>
  );
}

/** Grey bars in the place of what is on its way, so that nothing jumps when it comes. */
export function LoadingRows({ rows = 6, label }: { readonly rows?: number; readonly label: string }) {
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <Skeleton key={key} height={28} radius="sm" />
      ))}
    </div>
  );
}
