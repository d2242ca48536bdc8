/** What pdfkit knows of its current font, and its published types leave out. */
declare namespace PDFKit {
  interface CurrentFont {
    /** The name under which content streams call it: F1. */
    id: string;
    /** The glyphs of a text as the font's subset numbers them, four hexadecimal digits each. */
    encode(text: string): [glyphs: string[], positions: unknown[]];
    widthOfString(text: string, size: number): number;
    ref(): unknown;
    font: { hasGlyphForCodePoint(codePoint: number): boolean };
  }
  interface PDFDocument {
    _font: CurrentFont;
  }
}
