import { serveEvidence } from "@/server/api/evidence-http";
import { apiContextOf } from "@/server/api/request-actor";

export async function GET(request: Request, { params }: { params: Promise<{ linkId: string }> }) {
  const download = new URL(request.url).searchParams.has("download");
  return serveEvidence((await params).linkId, await apiContextOf(request), { download });
}
