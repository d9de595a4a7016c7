/** Projects that stay as they are, gathered by reason; the name of what may not be seen stays unsaid. */
import type { KeptProjects } from "@/server/contracts/bulk-edit";

const NAMES_SHOWN = 5;

export class KeptByReason<Why extends string> {
  private readonly names = new Map<Why, string[]>();
  constructor(private readonly words: Record<Why, string>) {}

  add(why: Why, name: string | undefined): void {
    this.names.set(why, [...(this.names.get(why) ?? []), why === "unseen" ? "" : (name ?? "")]);
  }

  told(): KeptProjects[] {
    return [...this.names].map(([why, names]) => ({
      why: this.words[why],
      count: names.length,
      names: names.filter(Boolean).slice(0, NAMES_SHOWN),
    }));
  }
}
