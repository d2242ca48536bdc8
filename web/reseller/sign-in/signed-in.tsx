import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import styles from "../../ui/sign-in.module.css";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { meQuery } from "./me.ts";
import { SignInPage } from "./sign-in-page.tsx";

/** Shows the application to whoever is signed in, and the sign-in page at the same address to anyone else. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const me = useQuery(meQuery);
  if (me.data) return children;
  if (me.data === null) return <SignInPage />;
  if (me.isError)
    return (
      <main className={styles.page}>
        <div className={styles.card}>
          <NetworkFailure error={me.error} onRetry={() => void me.refetch()} />
        </div>
      </main>
    );
  return null;
}
