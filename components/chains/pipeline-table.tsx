import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { CountHead, type CountKind, CountLine } from "@/components/shared/count-head";
import { formatCount, NONE } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import type { ChainPipeline } from "./chain-types";

const STEPS: { key: keyof ChainPipeline; label: string; kind?: CountKind; title: string }[] = [
  { key: "lead", label: "线索", kind: "now", title: "现处线索阶段" },
  { key: "negotiation", label: "在谈", kind: "now", title: "现处在谈阶段" },
  { key: "framework", label: "框架", kind: "now", title: "现处框架协议阶段" },
  { key: "signed", label: "签约", kind: "reached", title: "已正式签约（含已开工、投产）" },
  { key: "started", label: "开工", kind: "reached", title: "已开工（含在建、投产）" },
  { key: "registered", label: "纳统", kind: "reached", title: "已纳统（含在建、投产）" },
  { key: "producing", label: "投产", kind: "reached", title: "已投产" },
  { key: "late", label: "红灯", title: "■ 滞后的项目，含搁置到期待复核" },
];

/** A chain, or a sum of chains. */
export interface PipelineLine {
  key: string;
  name: string;
  href?: string;
  hue?: number;
  leader?: { name: string; post: string } | null;
  departments?: string;
  pipeline: ChainPipeline;
  strong?: boolean;
}

const AMOUNTS = [
  { key: "signedFen", label: "签约金额" },
  { key: "arrivedFen", label: "累计到位" },
  { key: "investedFen", label: "累计固投" },
] as const;

/** Pipelines side by side: a table where there is room, short lines on a phone. Columns stand alike in every table. */
export function PipelineTable({ lines }: { lines: readonly PipelineLine[] }) {
  return (
    <>
      <div className="hidden overflow-x-auto md:block">
        <table className="w-full min-w-[60rem] table-fixed border-collapse text-left">
          <Head />
          <tbody>
            {lines.map((line) => (
              <Row key={line.key} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      <ul className="divide-y divide-line md:hidden">
        {lines.map((line) => (
          <li key={line.key}>
            <Short line={line} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Head() {
  return (
    <thead className="bg-sunken text-sm text-muted">
      <tr className="h-11">
        {["产业链", "链长", "主办部门"].map((label, i) => (
          <th key={label} scope="col" className={i === 0 ? "w-40 px-3 font-medium" : "w-24 px-3 font-medium"}>
            {label}
          </th>
        ))}
        {STEPS.map((s) => (
          <th key={s.key} scope="col" title={s.title} className="px-2 text-right font-medium">
            <CountHead label={s.label} kind={s.kind} />
          </th>
        ))}
        {AMOUNTS.map((a) => (
          <th key={a.key} scope="col" className="w-36 px-3 text-right font-medium">
            {a.label}（<UnitWord />）
          </th>
        ))}
      </tr>
    </thead>
  );
}

const Name = ({ line }: { line: PipelineLine }) =>
  line.hue === undefined ? line.name : <ChainDot index={line.hue} name={line.name} />;

function Row({ line }: { line: PipelineLine }) {
  const { pipeline } = line;
  return (
    <tr className={`h-10 border-t border-line hover:bg-sunken ${line.strong ? "font-semibold" : ""}`}>
      <th scope="row" className="px-3 font-medium whitespace-nowrap">
        {line.href ? (
          <Link href={line.href} className="hover:underline">
            <Name line={line} />
          </Link>
        ) : (
          <Name line={line} />
        )}
      </th>
      <td className="truncate px-3" title={line.leader?.post}>
        {line.leader?.name ?? (line.href ? NONE : "")}
      </td>
      <td className="truncate px-3 text-muted" title={line.departments}>
        {line.departments || (line.href ? NONE : "")}
      </td>
      {STEPS.map((s) => (
        <td
          key={s.key}
          className={`px-2 text-right tabular-nums ${s.key === "late" && pipeline.late > 0 ? "text-late" : ""}`}
        >
          {formatCount(pipeline[s.key])}
        </td>
      ))}
      {AMOUNTS.map((a) => (
        <td key={a.key} className="px-3 text-right">
          <Amount fen={pipeline[a.key]} />
        </td>
      ))}
    </tr>
  );
}

function Short({ line }: { line: PipelineLine }) {
  const { pipeline } = line;
  const story = (
    <>
      <span className="flex items-center justify-between gap-2 font-medium">
        <Name line={line} />
        <span className="text-sm text-muted">{line.leader?.name ?? ""}</span>
      </span>
      <span className="mt-1 block text-sm text-muted">
        <CountLine kind="now" counts={STEPS.slice(0, 3).map((s) => [s.label, pipeline[s.key]])} />
        <CountLine
          kind="reached"
          counts={[
            ["签约", pipeline.signed],
            ["开工", pipeline.started],
          ]}
        />
        {pipeline.late > 0 ? (
          <span className="whitespace-nowrap text-late">
            <Light state="late" /> {pipeline.late}
          </span>
        ) : null}
      </span>
    </>
  );
  return line.href ? (
    <Link href={line.href} className="block px-3 py-2.5">
      {story}
    </Link>
  ) : (
    <div className="px-3 py-2.5">{story}</div>
  );
}
