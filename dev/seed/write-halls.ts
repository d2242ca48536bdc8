import { writeFileSync } from "node:fs";
import { writeSeatingPlan } from "@allotement/boxoffice/house/halls/seating-plan.write.ts";
import { drawGrandeSalle } from "./grande-salle.ts";
import { drawPetiteScene } from "./petite-scene.ts";

// Writes the demo halls' committed files anew: `node --import tsx dev/seed/write-halls.ts`.
const halls = { "grande-salle.json": drawGrandeSalle(), "petite-scene.json": drawPetiteScene() };
for (const [file, plan] of Object.entries(halls)) {
  writeFileSync(new URL(file, import.meta.url), writeSeatingPlan(plan));
  console.log(`${file}: ${plan.seats.length} seats`);
}
