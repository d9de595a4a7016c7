"use client";
/** What can be chosen: whose charts, and in the head of each chart what it shows. */
import { useUrlState } from "@/components/shared/use-url-state";
import { Select } from "@/components/ui/select";
import type { ChartId } from "@/server/domain/charts/charts";
import { FLOW_STAGES } from "@/server/domain/stage-flow";
import { TARGET_INDICATOR_NAMES, TARGET_INDICATORS } from "@/server/domain/statistics-columns";
import type { Charts } from "../statistics-types";
import { CHARTS_URL } from "./charts-url";

type Values = Record<string, string>;
const optionsOf = (values: Values) => Object.entries(values).map(([value, label]) => ({ value, label }));

const INDICATORS = TARGET_INDICATOR_NAMES.map((value) => ({ value, label: TARGET_INDICATORS[value] }));
const MEASURES = optionsOf({ count: "个数", amount: "金额" });
const BY = optionsOf({ indicator: "按指标", chain: "按产业链" });
const STAGES = [...optionsOf(FLOW_STAGES), { value: "all", label: "全部阶段" }];

export function PlaceChoice({ charts, chainId }: { charts: Charts | undefined; chainId: number | null }) {
  const [, setUrl] = useUrlState(CHARTS_URL);
  const chains = charts?.chains ?? [];
  return (
    <span className="w-44">
      <Select
        aria-label="范围"
        value={chainId === null ? "all" : String(chainId)}
        onChange={({ target: { value } }) =>
          setUrl({ chain: value === "all" ? "all" : Number(value), open: [] })
        }
        options={[
          { value: "all", label: "全区" },
          ...chains.map(({ key, name }) => ({ value: key, label: name })),
        ]}
      />
    </span>
  );
}

/** One choice stands at the first chart that follows it; the chart's title says what it shows elsewhere. */
export function ChartChoice({ id }: { id: ChartId }) {
  const [url, setUrl] = useUrlState(CHARTS_URL);
  const choose = (change: Parameters<typeof setUrl>[0]) => setUrl({ ...change, open: [] });
  switch (id) {
    case "flow":
    case "chains":
      return (
        <Select
          aria-label="指标"
          className="h-7 text-sm"
          value={url.indicator}
          onChange={({ target }) => choose({ indicator: target.value as typeof url.indicator })}
          options={INDICATORS}
        />
      );
    case "progress":
      return (
        <Select
          aria-label="分行"
          className="h-7 text-sm"
          value={url.by}
          onChange={({ target }) => choose({ by: target.value as typeof url.by })}
          options={
            url.by === "chain"
              ? BY.map((o) =>
                  o.value === "chain" ? { ...o, label: `按产业链 · ${TARGET_INDICATORS[url.indicator]}` } : o,
                )
              : BY
          }
        />
      );
    case "origins":
      return <MeasureChoice />;
    case "waterfall":
      return (
        <>
          <Select
            aria-label="阶段"
            className="h-7 text-sm"
            value={url.stage}
            onChange={({ target }) => choose({ stage: target.value as typeof url.stage })}
            options={STAGES}
          />
          <MeasureChoice />
        </>
      );
    default:
      return null;
  }
}

function MeasureChoice() {
  const [url, setUrl] = useUrlState(CHARTS_URL);
  return (
    <Select
      aria-label="计量"
      className="h-7 text-sm"
      value={url.measure}
      onChange={({ target }) => setUrl({ measure: target.value as typeof url.measure, open: [] })}
      options={MEASURES}
    />
  );
}
