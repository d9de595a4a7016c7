import {
  Building2,
  ChartColumn,
  FileDown,
  FileText,
  FolderKanban,
  History,
  LayoutDashboard,
  Link2,
  Megaphone,
  Scale,
  Settings,
  Table2,
  Waves,
} from "lucide-react";
import type { NavIconName } from "./nav-entries";

const ICON = {
  desk: LayoutDashboard,
  projects: FolderKanban,
  pool: Waves,
  attribution: Scale,
  ledger: Table2,
  statistics: ChartColumn,
  chains: Link2,
  dispatch: Megaphone,
  enterprises: Building2,
  imports: FileDown,
  operations: History,
  reports: FileText,
  admin: Settings,
} satisfies Record<NavIconName, typeof Settings>;

export function NavIcon({ name, className }: { name: NavIconName; className?: string }) {
  const Icon = ICON[name];
  return <Icon aria-hidden strokeWidth={1.75} className={className ?? "size-[18px] shrink-0"} />;
}
