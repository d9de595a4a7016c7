"use client";
/**
 * A chart: its sentence, its picture, and one key away the table of the same numbers. The picture is drawn on the server; here
 * it only says what is under the pointer and opens it.
 */
import { Check, Copy, Table2 } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { copyText } from "@/components/shared/copy-text";
import { useUnit } from "@/components/shared/unit-switch";
import { isDeedKey } from "@/components/shared/use-deed-keys";
import { Button } from "@/components/ui/button";
import type { DrawnChart } from "@/server/contracts/charts";
import type { ChartMark, ChartPlace } from "@/server/domain/charts/chart-view";
import { ChartTable, tableText } from "./chart-table";

/** Of all charts of the page that with the focus, else that under the pointer, else that nearest to the middle of the screen. */
function isMeant(own: HTMLElement | null): boolean {
  const all = [...document.querySelectorAll<HTMLElement>("[data-chart]")];
  const distance = (chart: HTMLElement) => {
    const { top, bottom, left, right } = chart.getBoundingClientRect();
    return Math.hypot((top + bottom - window.innerHeight) / 2, (left + right - window.innerWidth) / 2);
  };
  const meant =
    all.find((chart) => chart.contains(document.activeElement)) ??
    all.find((chart) => chart.matches(":hover")) ??
    all.toSorted((a, b) => distance(a) - distance(b))[0];
  return own !== null && meant === own;
}

interface ChartProps {
  chart: DrawnChart;
  /** What of the chart can be chosen. */
  choices?: ReactNode;
  onOpen: (place: ChartPlace) => void;
}

export function Chart({ chart, choices, onOpen }: ChartProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "t" || !isDeedKey(event) || !isMeant(section.current)) return;
      event.preventDefault();
      setAsTable((now) => !now);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return (
    <section
      ref={section}
      data-chart
      aria-labelledby={`${id}-title`}
      className="flex min-w-0 flex-col rounded-md border border-line bg-surface print:break-inside-avoid print:rounded-none"
    >
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1 print:min-h-0 print:border-0 print:px-1.5">
        <h2 id={`${id}-title`} className="mr-auto font-semibold">
          {chart.title}
        </h2>
        <div className="no-print flex flex-wrap items-center gap-2">
          {choices}
          <Button
            size="sm"
            variant="ghost"
            aria-pressed={asTable}
            aria-keyshortcuts="T"
            title="按 T：指着的图，没有指着时是屏幕中间的图"
            icon={<Table2 aria-hidden className="size-4" />}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? "图" : "数据表"}
          </Button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this groups a sentence and its picture. */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: T on the focused chart turns it into its table.
        tabIndex={0}
        aria-label={`${chart.title}，按 T 换成数据表`}
        className="flex min-h-0 flex-1 flex-col px-3 py-2 focus-visible:-outline-offset-2 print:px-1.5 print:py-0"
      >
        <p className="mb-1.5 print:mb-1 print:text-[8.5pt] print:leading-tight">{chart.summary}</p>
        {asTable ? <TableView chart={chart} onOpen={onOpen} /> : <Picture chart={chart} onOpen={onOpen} />}
        <PaperPicture chart={chart} />
        {chart.note && chart.pictures ? (
          <p className="mt-auto pt-1.5 text-xs text-faint print:pt-0.5 print:text-[6.5pt] print:leading-tight">
            {chart.note}
          </p>
        ) : null}
      </div>
    </section>
  );
}

interface Shape {
  mark: ChartMark;
  x: number;
  y: number;
  right: boolean;
}

/** The mark of the shape under the pointer: ECharts writes series and item on each. */
function markAt(event: MouseEvent<HTMLElement>, marks: DrawnChart["marks"]): ChartMark | null {
  const shape = event.target instanceof Element ? event.target.closest("[ecmeta_data_index]") : null;
  if (!shape) return null;
  const [series, item] = ["ecmeta_series_index", "ecmeta_data_index"].map((name) =>
    Number(shape.getAttribute(name)),
  );
  return marks[series ?? -1]?.[item ?? -1] ?? null;
}

/** Width follows the page, the shape of the picture does not change; words never lie in the way of the shapes. */
const FITTED = "[&>svg]:block [&>svg]:h-auto [&>svg]:max-w-full [&>svg]:w-full [&_text]:pointer-events-none";

function Picture({ chart, onOpen }: Pick<ChartProps, "chart" | "onOpen">) {
  const [shape, setShape] = useState<Shape | null>(null);
  if (!chart.pictures) return <Nothing />;
  const move = (event: MouseEvent<HTMLElement>) => {
    const mark = markAt(event, chart.marks);
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    setShape(mark ? { mark, x, y: event.clientY - box.top, right: x > box.width / 2 } : null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way to a figure; the keyboard has the table.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table holds the same figures as buttons.
    <div
      className="relative mx-auto w-full max-w-[42rem] print:hidden"
      style={{ cursor: shape?.mark.opens ? "pointer" : "default" }}
      onMouseMove={move}
      onMouseLeave={() => setShape(null)}
      onClick={(event) => {
        const place = markAt(event, chart.marks)?.opens;
        if (place) onOpen(place);
      }}
    >
      <div
        role="img"
        aria-label={chart.summary}
        className={FITTED}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server, which escapes every name in it.
        dangerouslySetInnerHTML={{ __html: chart.pictures.screen }}
      />
      {shape ? (
        <p
          aria-hidden
          className="pointer-events-none absolute z-10 w-max max-w-72 rounded-md border border-line-strong bg-surface px-2 py-1 text-sm text-ink shadow-lift"
          style={{
            top: shape.y + 14,
            ...(shape.right ? { right: `calc(100% - ${shape.x}px)` } : { left: shape.x }),
          }}
        >
          {shape.mark.text}
          {shape.mark.opens ? <span className="block text-xs text-faint">点击看明细</span> : null}
        </p>
      ) : null}
    </div>
  );
}

const Nothing = () => (
  <p className="flex min-h-40 flex-1 items-center justify-center text-muted print:min-h-0">还没有可画的数</p>
);

/** Greys on white, whatever the screen shows. */
const PaperPicture = ({ chart }: { chart: DrawnChart }) =>
  chart.pictures ? (
    <div
      aria-hidden
      className={`print-only ${FITTED}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server, which escapes every name in it.
      dangerouslySetInnerHTML={{ __html: chart.pictures.paper }}
    />
  ) : null;

function TableView({ chart, onOpen }: Pick<ChartProps, "chart" | "onOpen">) {
  const { unit } = useUnit();
  const [copied, setCopied] = useState(false);
  return (
    <div className="print:hidden">
      <ChartTable label={`${chart.title}数据表`} table={chart.table} onOpen={onOpen} />
      <Button
        size="sm"
        variant="ghost"
        className="mt-1"
        icon={copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        onClick={() => void copyText(tableText(chart.table, unit)).then(setCopied)}
      >
        {copied ? "已复制，可贴到 WPS、Excel" : "复制"}
      </Button>
    </div>
  );
}
