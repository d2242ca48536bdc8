import { Button, Checkbox, Group, Radio, Select } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./printed-plan.module.css";

/** More sheets than that nobody glues together; the server refuses them as well. */
const sheetCounts = ["1", "2", "3", "4", "5", "6", "7", "8"];

/** The query of `GET /api/performances/{performanceNumber}/plan.pdf`. */
interface Layout {
  readonly columns: number;
  readonly rows: number;
  readonly orientation: "portrait" | "landscape";
  readonly blank: "yes" | "no";
  readonly rowOnSeats: "yes" | "no";
}
const oneSheet: Layout = {
  columns: 1,
  rows: 1,
  orientation: "landscape",
  blank: "no",
  rowOnSeats: "no",
};

/** The graphic plan on paper (R9.5): how many sheets, what stands on them, a preview that is drawn when it is asked for. */
export function PrintedPlanPage() {
  const { performanceNumber = "" } = useParams({ strict: false });
  const { printedPlan: words, holds } = useStrings();
  const [layout, setLayout] = useState(oneSheet);
  const [shown, setShown] = useState(oneSheet);
  // Asked for again, the same layout is drawn with the seats as they stand by then.
  const [drawing, setDrawing] = useState(0);
  const pathOf = (one: Layout) => apiPaths.printedPlan(Number(performanceNumber), { ...one });
  const isStale = pathOf(layout) !== pathOf(shown);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.holds}>{holds.title}</Link>} />
      <div className={styles.layout}>
        <Panel title={words.layout}>
          <form
            className={styles.fields}
            onSubmit={(event) => {
              event.preventDefault();
              setShown(layout);
              setDrawing(drawing + 1);
            }}
          >
            <LayoutFields layout={layout} onChange={(change) => setLayout({ ...layout, ...change })} />
            <Button type="submit" leftSection={<IconRefresh size={16} aria-hidden="true" />}>
              {words.refresh}
            </Button>
            <SaveFile path={pathOf(layout)}>{words.save}</SaveFile>
          </form>
        </Panel>
        <Panel title={words.preview} aside={isStale && <span className={styles.stale}>{words.stale}</span>}>
          <iframe
            key={drawing}
            className={styles.preview}
            title={words.preview}
            src={`${pathOf(shown)}#view=Fit&navpanes=0`}
          />
          <p className={styles.stale}>
            <a href={pathOf(shown)} target="_blank" rel="noreferrer">
              {words.newTab}
            </a>
          </p>
        </Panel>
      </div>
    </>
  );
}

interface LayoutFieldsProps {
  readonly layout: Layout;
  readonly onChange: (change: Partial<Layout>) => void;
}

function LayoutFields({ layout, onChange }: LayoutFieldsProps) {
  const { printedPlan: words } = useStrings();
  const sheets = (name: "columns" | "rows") => ({
    value: String(layout[name]),
    data: sheetCounts,
    allowDeselect: false,
    onChange: (value: string | null) => onChange({ [name]: Number(value ?? 1) }),
  });
  return (
    <>
      <Group grow>
        <Select label={words.columns} {...sheets("columns")} />
        <Select label={words.rows} {...sheets("rows")} />
      </Group>
      <Radio.Group
        label={words.orientation}
        value={layout.orientation}
        onChange={(value) => onChange({ orientation: value === "portrait" ? "portrait" : "landscape" })}
      >
        <Group mt={6}>
          <Radio value="landscape" label={words.landscape} />
          <Radio value="portrait" label={words.portrait} />
        </Group>
      </Radio.Group>
      <Radio.Group
        label={words.content}
        value={layout.blank}
        onChange={(value) => onChange({ blank: value === "yes" ? "yes" : "no" })}
      >
        <Group mt={6}>
          <Radio value="no" label={words.withStates} />
          <Radio value="yes" label={words.blank} />
        </Group>
      </Radio.Group>
      <Checkbox
        label={words.rowOnSeats}
        checked={layout.rowOnSeats === "yes"}
        onChange={(event) => onChange({ rowOnSeats: event.currentTarget.checked ? "yes" : "no" })}
      />
    </>
  );
}
