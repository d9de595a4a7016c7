import { serveMarkedLedger } from "@/server/api/import-http";
import { apiContextOf } from "@/server/api/request-actor";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return serveMarkedLedger((await params).id, await apiContextOf(request));
}
