import { exportResponse } from "@/server/api/export-response";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return exportResponse(request, Number((await params).id));
}
