import type { DocumentContent } from "@allotement/boxoffice/api/documents.ts";
import { Table } from "@mantine/core";
import uiStyles from "../../ui/ui.module.css";
import styles from "./documents.module.css";

type Block = DocumentContent["blocks"][number];

/** A document as its PDF says it. It is French whatever the page's language: whoever receives it reads French. */
export function DocumentView({ content }: { readonly content: DocumentContent }) {
  return (
    <article className={styles.document} lang="fr" aria-label={content.title}>
      <p className={styles.title}>{content.title}</p>
      {keyed(content.blocks).map(([key, block]) => (
        <BlockView key={key} block={block} />
      ))}
    </article>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  if (block.kind === "heading") return <h3>{block.text}</h3>;
  if (block.kind === "text") return <p data-strong={block.strong || undefined}>{block.text}</p>;
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          {block.columns.map(({ head, align }) => (
            <Table.Th key={head} className={align === "right" ? uiStyles.number : ""}>
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keyed(block.rows).map(([key, row]) => (
          <Table.Tr key={key} data-sum={row.sum || undefined}>
            {block.columns.map(({ head, align }, index) => (
              <Table.Td key={head} className={align === "right" ? uiStyles.number : ""}>
                {row.cells[index]}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A document is shown as it came and never changes: places are keys enough. */
function keyed<Item>(items: readonly Item[]): [string, Item][] {
  return items.map((item, index) => [`at-${index}`, item]);
}
