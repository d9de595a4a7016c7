import type { ReactNode } from "react";
import { StatisticsRooms } from "@/components/statistics/statistics-rooms";

export default function StatisticsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <StatisticsRooms />
      {children}
    </>
  );
}
