import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

export function NotFoundPage() {
  const { shell } = useStrings();
  return (
    <>
      <PageHead title={shell.notFound} />
      <Panel>
        <Empty title={shell.notFoundText}>
          <Link {...pages.home}>{shell.toHome}</Link>
        </Empty>
      </Panel>
    </>
  );
}
