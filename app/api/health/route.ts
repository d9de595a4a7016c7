import { isHealthy } from "@/server/api/health";

export async function GET() {
  return (await isHealthy()) ? Response.json({ ok: true }) : Response.json({ ok: false }, { status: 503 });
}
