import {
  ActionIcon,
  SegmentedControl,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { useLanguage } from "../strings/language.tsx";
import { useUi } from "../strings/ui/use-ui.ts";

/** Language and light or dark: each screen's own, kept in its browser. */
export function Preferences({ className }: { readonly className?: string | undefined }) {
  const ui = useUi();
  const { language, setLanguage } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const schemeLabel = dark ? ui.lightScheme : ui.darkScheme;
  return (
    <div className={className}>
      <SegmentedControl
        size="xs"
        aria-label={ui.language}
        value={language}
        onChange={setLanguage}
        data={[
          { value: "fr", label: "FR" },
          { value: "en", label: "EN" },
        ]}
      />
      <Tooltip label={schemeLabel}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={schemeLabel}
          onClick={() => setColorScheme(dark ? "light" : "dark")}
        >
          {dark ? <IconSun size={18} aria-hidden="true" /> : <IconMoon size={18} aria-hidden="true" />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
