/** An arena of two tiers of five blocks before a stage, as the open seating-plan JSON: `seatCount` rounded down to rows. */
export function bigHall(seatCount: number): string {
  const rowsPerBlock = Math.max(1, Math.floor(seatCount / (tiers.length * blocks * seatsPerRow)));
  const zones = tiers.flatMap((floor, tier) =>
    Array.from({ length: blocks }, (_, block) => ({
      name: `${floor} ${block + 1}`,
      floor,
      position: { x: 0, y: 0 },
      rows: Array.from({ length: rowsPerBlock }, (_, row) => ({
        row_number: String(row + 1),
        position: { x: 0, y: 0 },
        seats: seatsOf(tier, block, row, rowsPerBlock),
      })),
    })),
  );
  const reach = 2 * (firstRadius + 2 * (rowsPerBlock * rowPitch + tierGap));
  return JSON.stringify({
    name: "GRANDE ARENE",
    size: { width: reach, height: reach / 2 },
    categories: colours.map((color, index) => ({ name: `CATEGORIE ${index + 1}`, color })),
    zones: zones.map((zone, index) => (index === 0 ? { ...zone, areas: [stage(reach / 2)] } : zone)),
  });
}

const tiers = ["PARTERRE", "GRADIN"];
const blocks = 5;
const seatsPerRow = 50;
const [firstRadius, rowPitch, tierGap, seatPitch] = [2_000, 26, 120, 24];
const colours = ["#db7613", "#cf013b", "#5a698e", "#1ca77f"];

function seatsOf(tier: number, block: number, row: number, rowsPerBlock: number) {
  const radius = firstRadius + (tier * rowsPerBlock + row) * rowPitch + tier * tierGap;
  const middle = firstRadius + 2 * (rowsPerBlock * rowPitch + tierGap);
  const blockAngle = (block - (blocks - 1) / 2) * ((seatsPerRow * seatPitch) / firstRadius + 0.04);
  const category = Math.min(colours.length - 1, tier * 2 + Math.floor((2 * row) / rowsPerBlock));
  return Array.from({ length: seatsPerRow }, (_, seat) => {
    const angle = blockAngle + ((seat - (seatsPerRow - 1) / 2) * seatPitch) / firstRadius;
    return {
      seat_guid: `${tier}/${block}/${row}/${seat}`,
      seat_number: String(seat + 1),
      category: `CATEGORIE ${category + 1}`,
      position: {
        x: Math.round(middle + radius * Math.sin(angle)),
        y: Math.round(radius * Math.cos(angle)),
      },
    };
  });
}

function stage(middle: number) {
  return {
    shape: "rectangle",
    color: "#4a4f57",
    position: { x: middle - 500, y: 300 },
    rectangle: { width: 1_000, height: 400 },
    text: { text: "SCENE", position: { x: 500, y: 200 }, size: 200, color: "#4a4f57" },
  };
}
