"use client";
/** The person who looks at the page, for buttons that ask the same permission table as the server. */
import { createContext, type ReactNode, use } from "react";
import { type Action, type Actor, can } from "@/server/domain/permissions";

export type Viewer = Omit<Actor, "address">;

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error("useViewer outside of the desk");
  return viewer;
}

/** Whether the viewer may perform an action at all; on which objects, the server says. */
export const useCan = (action: Action): boolean => can(useViewer(), action);
