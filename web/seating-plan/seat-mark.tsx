import { flagDrawings } from "./flag-drawings.ts";
import type { SeatFlag } from "./geometry.ts";
import type { SeatLook } from "./looks.ts";
import { inkOn, type Palette } from "./palette.ts";

interface SeatMarkProps {
  readonly look: SeatLook | "chosen";
  /** The category's; of several where the mark stands for seats of any of them. */
  readonly colour: string | readonly string[];
  readonly palette: Palette;
}

/** A seat as the canvas draws it, for the legend and the table. Decorative: the text beside it says the same. */
export function SeatMark({ look, colour, palette }: SeatMarkProps) {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
      {drawing(look, colour, palette)}
    </svg>
  );
}

function drawing(look: SeatLook | "chosen", colour: SeatMarkProps["colour"], palette: Palette) {
  const colours = typeof colour === "string" ? [colour] : colour;
  if (look === "selectable") return <Sectors colours={colours} radius={4.75} width={9.5} />;
  if (look === "held") return <Sectors colours={colours} radius={7.8} width={3.6} />;
  if (look === "inHold") return <Sectors colours={colours} radius={8} width={2.6} />;
  if (look === "dim") {
    return <circle cx="12" cy="12" r="8" fill="none" stroke={palette.dim} strokeWidth="1.6" />;
  }
  if (look === "sold") {
    return (
      <>
        <circle cx="12" cy="12" r="9" fill={palette.sold} />
        <path d="M8 8l8 8M16 8l-8 8" stroke={palette.soldMark} strokeWidth="2.2" />
      </>
    );
  }
  if (look === "inDoubt") {
    return (
      <g stroke={palette.doubt} strokeWidth="1.5">
        <circle cx="12" cy="12" r="8.8" fill={palette.doubtGround} />
        <path d="M5.8 18.2L18.2 5.8M3.5 14.3L14.3 3.5M9.7 20.5L20.5 9.7" />
      </g>
    );
  }
  if (look === "conflict") {
    return (
      <>
        <path d="M12 1.5L23 20.5H1z" fill={palette.conflict} />
        <path d="M12 8v6M12 16.4v2" stroke={palette.conflictMark} strokeWidth="2.4" />
      </>
    );
  }
  const [own = palette.dim] = colours;
  return (
    <>
      <circle cx="12" cy="12" r="11" fill={palette.chosen} />
      <circle cx="12" cy="12" r="9" fill={palette.ground} />
      <circle cx="12" cy="12" r="7.6" fill={own} />
      <path d="M8.4 12.4l2.8 2.8 4.8-6" fill="none" stroke={inkOn(own)} strokeWidth="2" />
    </>
  );
}

interface SectorsProps {
  readonly colours: readonly string[];
  readonly radius: number;
  readonly width: number;
}

/** A ring, or a disc where it is as wide as it reaches, in equal parts of the colours. */
function Sectors({ colours, radius, width }: SectorsProps) {
  const part = (2 * Math.PI * radius) / colours.length;
  return (
    <g fill="none" strokeWidth={width} transform="rotate(-90 12 12)">
      {colours.map((colour, index) => (
        <circle
          key={colour}
          cx="12"
          cy="12"
          r={radius}
          stroke={colour}
          strokeDasharray={colours.length === 1 ? undefined : `${part} ${part * (colours.length - 1)}`}
          strokeDashoffset={-index * part}
        />
      ))}
    </g>
  );
}

/** The badge of a flag as the canvas draws it. */
export function FlagMark({ flag, palette }: { readonly flag: SeatFlag; readonly palette: Palette }) {
  return (
    <svg viewBox="-6 -6 36 36" width="18" height="18" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="17" fill={palette.ground} stroke={palette.label} strokeWidth="2" />
      <path d={flagDrawings[flag]} fill="none" stroke={palette.label} strokeWidth="2.6" />
    </svg>
  );
}
