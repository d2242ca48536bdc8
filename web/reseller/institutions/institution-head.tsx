import type { InstitutionView } from "@allotement/reseller/api/institutions.ts";
import type { ReactNode } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { LoadingRows } from "../../ui/panel.tsx";
import { NotFoundPage } from "../home/not-found-page.tsx";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./institutions.module.css";
import { useInstitution } from "./institutions.ts";
import { LineBadge } from "./institutions-page.tsx";

interface InstitutionPageProps {
  readonly institutionCode: number;
  readonly children: (institution: InstitutionView) => ReactNode;
}

/** The head that an institution's pages share, with the ways from one to the other. */
export function InstitutionPage({ institutionCode, children }: InstitutionPageProps) {
  const ui = useUi();
  const { institutions: words } = useStrings();
  const { query, institution } = useInstitution(institutionCode);
  if (institution === null) return <NotFoundPage />;
  if (institution === undefined)
    return query.isError ? (
      <NetworkFailure error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <LoadingRows label={ui.loading} />
    );
  return (
    <>
      <PageHead
        title={institution.name}
        intro={words.code(institutionCode)}
        crumb={
          <Link {...pages.home} className={styles.crumb}>
            {words.title}
          </Link>
        }
      >
        <LineBadge institution={institution} />
      </PageHead>
      <nav className={styles.tabs} aria-label={words.pagesOf(institution.name)}>
        <Link {...pages.institution(institutionCode)} activeOptions={{ exact: true }}>
          {words.shows}
        </Link>
        <Link {...pages.line(institutionCode)}>{words.line}</Link>
        <Link {...pages.codes(institutionCode)}>{words.codes}</Link>
      </nav>
      {children(institution)}
    </>
  );
}
