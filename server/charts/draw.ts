/** Pictures of charts: options → SVG on the server, SVG → PNG for documents that take no SVG. */
import "server-only";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { Resvg, type ResvgRenderOptions } from "@resvg/resvg-js";
import type { EChartsOption } from "echarts";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { CHART_FONT, type Frame } from "@/server/domain/charts/chart-style";

use([BarChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

/** Said once for the whole picture. */
const FONT = `font-family="${CHART_FONT}"`;

/**
 * The picture as text, with every shape that stands for a figure marked by `ecmeta_series_index` and `ecmeta_data_index`. Its
 * own styles are left out: inside a page they would reach other pictures. Names in it are escaped by the renderer.
 */
export function drawSvg(option: EChartsOption, { width, height }: Frame): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart
      .renderToSVGString()
      .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
      .replace(/ class="zr\d+-cls-\d+"/g, "")
      .replaceAll(`font-family:${CHART_FONT};`, "")
      .replace("<svg ", `<svg ${FONT} `);
  } finally {
    chart.dispose();
  }
}

/** Chinese fonts of Windows, Linux and macOS by file and name, the first that is there. Reading every font takes seconds. */
const FONTS: readonly { regular: RegExp; bold: RegExp | null; family: string }[] = [
  { regular: /^msyh\.tt[cf]$/i, bold: /^msyhbd\.tt[cf]$/i, family: "Microsoft YaHei" },
  {
    regular: /^NotoSansCJK(sc)?-Regular\.(ttc|otf)$/i,
    bold: /^NotoSansCJK(sc)?-Bold\.(ttc|otf)$/i,
    family: "Noto Sans CJK SC",
  },
  {
    regular: /^SourceHanSansSC-Regular\.otf$/i,
    bold: /^SourceHanSansSC-Bold\.otf$/i,
    family: "Source Han Sans SC",
  },
  { regular: /^simhei\.ttf$/i, bold: null, family: "SimHei" },
  { regular: /^PingFang\.ttc$/i, bold: null, family: "PingFang SC" },
  { regular: /^wqy-microhei\.ttc$/i, bold: null, family: "WenQuanYi Micro Hei" },
  { regular: /^wqy-zenhei\.ttc$/i, bold: null, family: "WenQuanYi Zen Hei" },
];

function fontFolders(): string[] {
  const home = homedir();
  return [
    path.join(process.env.WINDIR ?? "C:\\Windows", "Fonts"),
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    path.join(home, ".local/share/fonts"),
    path.join(home, ".fonts"),
    "/System/Library/Fonts",
    "/Library/Fonts",
  ];
}

/** All files under the folders of fonts; a folder that is not there has none. */
function fontFiles(): string[] {
  return fontFolders().flatMap((folder) => {
    if (!existsSync(folder)) return [];
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((e) => !e.isDirectory()).map((e) => path.join(e.parentPath, e.name));
  });
}

type Fonts = Pick<NonNullable<ResvgRenderOptions["font"]>, "fontFiles" | "loadSystemFonts">;

function render(svg: string, scale: number, { fonts, family }: { fonts: Fonts; family: string }): Uint8Array {
  const drawn = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    background: "#ffffff",
    font: { ...fonts, defaultFontFamily: family, sansSerifFamily: family },
  });
  return drawn.render().asPng();
}

const probe = (sign: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><text x="2" y="20" font-size="18" font-family="sans-serif">${sign}</text></svg>`;

/** Two signs that look alike, or like nothing, were drawn without a font that has them. */
function drawsChinese(fonts: Fonts, family: string): boolean {
  const drawn = ["链", "商", ""].map((sign) =>
    Buffer.from(render(probe(sign), 1, { fonts, family })).toString("base64"),
  );
  return new Set(drawn).size === 3;
}

interface Found {
  fonts: Fonts;
  family: string;
}

/** A font of the list among these files, else whatever the system has; null: nothing draws Chinese. */
export function findFonts(files: readonly string[], system: boolean): Found | null {
  for (const { regular, bold, family } of FONTS) {
    const named = [regular, bold].flatMap(
      (name) => files.find((file) => name?.test(path.basename(file))) ?? [],
    );
    if (!named.some((file) => regular.test(path.basename(file)))) continue;
    const fonts = { fontFiles: named, loadSystemFonts: false };
    if (drawsChinese(fonts, family)) return { fonts, family };
  }
  const any = { fonts: { loadSystemFonts: true }, family: "sans-serif" };
  return system && drawsChinese(any.fonts, any.family) ? any : null;
}

let found: Found | null | undefined;
function chineseFonts(): Found | null {
  if (found === undefined) found = findFonts(fontFiles(), true);
  return found;
}

/** Whether a PNG can hold Chinese words on this machine. Where it cannot, a document has the chart's table instead. */
export const canDrawChinese = (): boolean => chineseFonts() !== null;

/** The machine has no Chinese font: a picture would come out without its words. */
export class NoChineseFont extends Error {
  constructor() {
    super("no Chinese font on this machine: the words of the picture would be lost");
  }
}

/** The picture as PNG, `scale` times as large. Throws `NoChineseFont` rather than lose words. */
export function drawPng(svg: string, scale: number): Uint8Array {
  const fonts = chineseFonts();
  if (fonts === null) throw new NoChineseFont();
  // By the name of the font that is there: looking for the others costs more than the picture.
  return render(svg.replace(FONT, `font-family="${fonts.family}"`), scale, fonts);
}
