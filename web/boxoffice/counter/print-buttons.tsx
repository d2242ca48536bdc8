import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./counter.module.css";

/** The tickets as PDF, for the counter's printer or for the customer's. */
export function PrintButtons({ ticketIds }: { readonly ticketIds: readonly number[] }) {
  const { till: words } = useStrings();
  return (
    <div className={styles.row}>
      <SaveFile size="xs" path={apiPaths.ticketPrints} body={{ ticketIds, format: "thermal" }}>
        {words.print}
      </SaveFile>
      <SaveFile size="xs" path={apiPaths.ticketPrints} body={{ ticketIds, format: "printAtHome" }}>
        {words.printAtHome}
      </SaveFile>
    </div>
  );
}
