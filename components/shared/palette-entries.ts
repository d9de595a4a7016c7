/** A range of characters to stress: from (inclusive) to (exclusive). */
export type Highlight = readonly [from: number, to: number];

export interface PaletteResult {
  id: string;
  /** 项目, 企业, 产业链: said beside the title. */
  kind: string;
  title: string;
  highlights?: readonly Highlight[];
  subtitle?: string | undefined;
  href: string;
}

export interface PaletteGroup {
  id: string;
  label: string;
  results: readonly PaletteResult[];
}

/** A page or a deed that needs no server to be found. */
export interface PaletteAction {
  id: string;
  label: string;
  /** Pinyin, initials and other words to find it by. */
  keywords?: string;
  /** Where it leads, or … */
  href?: string;
  /** … what it does. */
  run?: () => void;
  keys?: string;
}

export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<readonly PaletteGroup[]>;

/** One line of the list, whatever it came from. */
export interface PaletteLine {
  key: string;
  group: string;
  title: string;
  highlights: readonly Highlight[];
  subtitle: string | undefined;
  kind: string | undefined;
  keys: string | undefined;
  href: string | undefined;
  run: (() => void) | undefined;
}

const includesText = (action: PaletteAction, query: string) =>
  `${action.label} ${action.keywords ?? ""}`.toLowerCase().includes(query.toLowerCase());

/** The list under the input: deeds and pages that fit, then what the server found. */
export function paletteLines(
  query: string,
  actions: readonly PaletteAction[],
  found: readonly PaletteGroup[],
): PaletteLine[] {
  const wanted = query.trim();
  const local = actions
    .filter((action) => includesText(action, wanted))
    .map((action) => actionLine(action, wanted));
  const remote = found.flatMap((group) =>
    group.results.map((result) => ({
      key: `${group.id}:${result.id}`,
      group: group.label,
      title: result.title,
      highlights: result.highlights ?? [],
      subtitle: result.subtitle,
      kind: result.kind,
      keys: undefined,
      href: result.href,
      run: undefined,
    })),
  );
  return wanted === "" ? local : [...remote, ...local];
}

function actionLine(action: PaletteAction, wanted: string): PaletteLine {
  const at = wanted === "" ? -1 : action.label.toLowerCase().indexOf(wanted.toLowerCase());
  return {
    key: `action:${action.id}`,
    group: action.run ? "操作" : "页面",
    title: action.label,
    highlights: at < 0 ? [] : [[at, at + wanted.length]],
    subtitle: undefined,
    kind: undefined,
    keys: action.keys,
    href: action.href,
    run: action.run,
  };
}

/** Cuts a title into plain and stressed pieces; overlapping and crossing ranges are merged. */
export function stressedPieces(
  title: string,
  highlights: readonly Highlight[],
): { text: string; stressed: boolean }[] {
  const stressed = new Array<boolean>(title.length).fill(false);
  for (const [from, to] of highlights) stressed.fill(true, Math.max(0, from), Math.min(title.length, to));
  const pieces: { text: string; stressed: boolean }[] = [];
  for (let at = 0; at < title.length; at++) {
    const last = pieces.at(-1);
    if (last && last.stressed === stressed[at]) last.text += title[at];
    else pieces.push({ text: title[at] ?? "", stressed: stressed[at] ?? false });
  }
  return pieces;
}
