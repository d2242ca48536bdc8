import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The one accent: a deep blue that carries white text (shade 8: 7.2 to 1) and reads on white. */
const azure: MantineColorsTuple = [
  "#eaf3fb",
  "#d3e5f6",
  "#a9ccee",
  "#7bb1e5",
  "#5a9ddd",
  "#3f8bd3",
  "#2b7ac4",
  "#1f6bb3",
  "#185b9d",
  "#104a83",
];

export const theme = createTheme({
  colors: { azure },
  primaryColor: "azure",
  primaryShade: 8,
  defaultRadius: "md",
  fontFamily:
    'Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif',
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.3" },
      h2: { fontSize: "0.9375rem", lineHeight: "1.4" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Modal: {
      // Without the role its header is a second banner of the page.
      defaultProps: { centered: true, returnFocus: true, attributes: { header: { role: "none" } } },
      styles: { title: { fontWeight: 650, fontSize: "1.0625rem" } },
    },
    Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: 12 } },
    Button: { defaultProps: { size: "sm" } },
    Badge: { defaultProps: { variant: "light", tt: "none", fw: 600 } },
  },
});
