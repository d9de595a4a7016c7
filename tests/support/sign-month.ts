/** A process of its own that signs a month: `node … sign-month.ts <actor as JSON> <now> <month> <figures>`. */
import { createCaller } from "@/server/api/root";

const [actor = "", now = "", month = "", figures = ""] = process.argv.slice(2);
await createCaller({ actor: JSON.parse(actor), now: new Date(now) }).statistics.sign({
  month: Number(month),
  figures,
  reason: "已逐条核对",
});
process.exit(0);
