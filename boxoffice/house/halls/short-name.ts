/** The width of a column heading. */
const lengthMax = 12;

/**
 * What a category is called where there is little room (R6.2): CARRE OR → OR, CATEGORIE 1 → CAT.1, CATEGORIE 1 A →
 * CAT.1 A, CATEGORIE 4 VISIBILITE REDUITE → CAT.4; other names are cut at 12 characters.
 */
export function shortNameOf(categoryName: string): string {
  const name = categoryName.trim();
  const numbered = /^cat[ée]gorie\s+(\d+)(?:\s+(\p{L}))?(?=\s|$)/iu.exec(name);
  const short = numbered
    ? `CAT.${numbered[1]}${numbered[2] ? ` ${numbered[2]}` : ""}`
    : name.replace(/^carr[ée]\s+/iu, "");
  return [...short].slice(0, lengthMax).join("").trim();
}
