export { publishBoard, publishedBoard, targetBoard, withdrawBoard } from "./boards";
export { targetDesk, targetOdds } from "./target-desk";
export { type DistrictFigures, type TargetFigures, targetFigures } from "./target-figures";
