/**
 * The columns of a plan's table (docs/plans.md), in the order in which they are written; read in any order, in French or
 * in English. `json` is the field's name in the open seating-plan JSON, by which faults are told.
 */
export const csvColumns = [
  { field: "kind", written: "type", names: ["type", "kind"], json: "" },
  { field: "id", written: "identifiant", names: ["identifiant", "id", "seat_guid"], json: "seat_guid" },
  { field: "zone", written: "zone", names: ["zone"], json: "name" },
  { field: "floor", written: "etage", names: ["etage", "floor"], json: "floor" },
  { field: "row", written: "rang", names: ["rang", "rangee", "row", "row_number"], json: "row_number" },
  {
    field: "number",
    written: "place",
    names: ["place", "numero", "number", "seat_number"],
    json: "seat_number",
  },
  { field: "x", written: "x", names: ["x"], json: "position.x" },
  { field: "y", written: "y", names: ["y"], json: "position.y" },
  { field: "category", written: "categorie", names: ["categorie", "category"], json: "category" },
  { field: "colour", written: "couleur", names: ["couleur", "color", "colour"], json: "color" },
  {
    field: "designation",
    written: "denomination",
    names: ["denomination", "designation"],
    json: "designation",
  },
  {
    field: "wheelchair",
    written: "fauteuil_roulant",
    names: ["fauteuil_roulant", "pmr", "wheelchair"],
    json: "wheelchair",
  },
  {
    field: "companion",
    written: "accompagnateur",
    names: ["accompagnateur", "companion"],
    json: "companion",
  },
  {
    field: "restrictedView",
    written: "visibilite_reduite",
    names: ["visibilite_reduite", "restricted_view"],
    json: "restricted_view",
  },
  { field: "folding", written: "strapontin", names: ["strapontin", "folding"], json: "folding" },
  { field: "drawing", written: "dessin", names: ["dessin", "drawing"], json: "" },
] as const;

export type CsvField = (typeof csvColumns)[number]["field"];

/** The field of a column's heading, however it is written: «Catégorie », «CATEGORIE», «category». */
export function csvFieldOf(heading: string): CsvField | undefined {
  const plain = heading
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  return csvColumns.find(({ names }) => names.some((name) => name === plain))?.field;
}

/** The heading that names a fault's field in the JSON, or "" where it has none. */
export function csvHeadingOf(jsonField: string): string {
  return csvColumns.find(({ json }) => json !== "" && json === jsonField)?.written ?? "";
}
