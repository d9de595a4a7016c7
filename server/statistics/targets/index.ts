export { publishBoard, publishedBoard, targetBoard, withdrawBoard } from "./boards";
export { targetDesk, targetOdds } from "./target-desk";
