import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";
import type { FigureSide } from "@/server/contracts/statistics";

type Outputs = inferRouterOutputs<AppRouter>["statistics"];
export type Report = Outputs["month"];
export type ReportRow = Report["rows"][number];
export type Drill = Outputs["drill"];
export type TargetDesk = Outputs["targets"];
export type TargetRow = TargetDesk["rows"][number];
export type TargetOdds = Outputs["targetOdds"];
export type Charts = Outputs["charts"];
export type BoardDesk = Outputs["board"];
export type BoardContent = NonNullable<BoardDesk["draft"]>["content"];
/** A figure that somebody wants to see the rows of. */
export interface OpenFigure {
  rowKey: string;
  column: string;
  side: FigureSide;
}
export type OpenFigureHandler = (figure: OpenFigure) => void;
