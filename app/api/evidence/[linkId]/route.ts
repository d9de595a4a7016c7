import { serveEvidence } from "@/server/api/evidence-http";
import { apiContextOf } from "@/server/api/session";

export async function GET(request: Request, { params }: { params: Promise<{ linkId: string }> }) {
  return serveEvidence((await params).linkId, await apiContextOf(request));
}
