import { exportResponse } from "@/server/api/export-response";
import { apiContextOf } from "@/server/api/request-actor";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return exportResponse((await params).id, await apiContextOf(request));
}
