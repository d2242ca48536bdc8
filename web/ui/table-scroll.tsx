import type { ReactNode } from "react";
import styles from "./ui.module.css";

/** A long table in a frame of its own, which the keys scroll too. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keys (WCAG 2.1.1)
    <section className={styles.tableScroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
