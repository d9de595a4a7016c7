export type Theme = "system" | "light" | "dark";
export const THEME_COOKIE = "theme";
export const THEME_LABEL: Record<Theme, string> = { system: "跟随系统", light: "浅色", dark: "深色" };

const ONE_YEAR_SECONDS = 31_536_000;

/** The theme named by the cookie. Put it on <html> as data-theme; leave the attribute out for "system". */
export const readTheme = (text: string | null | undefined): Theme =>
  text === "light" || text === "dark" ? text : "system";

/** Changes the theme at once and for the next visits. Browser only. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store API is missing in the oldest shells we support.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}
