/** The product's colours as plain values: a chart library cannot read CSS variables. */
export interface ChartTokens {
  ink: string;
  muted: string;
  faint: string;
  line: string;
  surface: string;
  accent: string;
  ok: string;
  warn: string;
  late: string;
  idle: string;
  /** The hue of a chain by its fixed place; grey for none. */
  chain: (index: number | null) => string;
  font: string;
}

const CHAIN_HUES = 7;

/** Reads the tokens in force from the page. Browser only. */
export function readChartTokens(): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: token("ink"),
    muted: token("muted"),
    faint: token("faint"),
    line: token("line"),
    surface: token("surface"),
    accent: token("accent-fill"),
    ok: token("ok"),
    warn: token("warn"),
    late: token("late"),
    idle: token("idle"),
    chain: (index) =>
      token(index === null || index < 0 || index >= CHAIN_HUES ? "chain-none" : `chain-${index}`),
    font: getComputedStyle(document.body).fontFamily,
  };
}
