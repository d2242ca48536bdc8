import { InstitutionsPage } from "../institutions/institutions-page.tsx";
import { OnSalePage } from "../sale/on-sale-page.tsx";
import { useMe } from "../sign-in/me.ts";

/** What each starts from: the manager from the institutions, the seller from what is on sale. */
export function HomePage() {
  return useMe().role === "manager" ? <InstitutionsPage /> : <OnSalePage />;
}
