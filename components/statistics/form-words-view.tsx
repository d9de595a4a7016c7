"use client";
/** 占位符一览: every word that a form may use, searched and copied; and how they are put together. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, Copy, Search } from "lucide-react";
import { useState } from "react";
import { copyText } from "@/components/shared/copy-text";
import { FailureState } from "@/components/shared/failure-state";
import { formatMonth } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import type { FormWordLine } from "@/server/contracts/own-form";
import type { StatMonth } from "@/server/domain/periods";
import { FORM_URL } from "./form-url";

const RULES: [string, string][] = [
  ["{{签约.累计金额}}", "全区的数，口径同月报表；占位符独占一格时填为数值，沿用该格的数字格式"],
  ["{{签约.累计金额@重型数控机床}}", "某一行的数；同名时写明分组：@主办部门：区工信局"],
  ["{{签约.累计金额（亿元）}}", "金额默认万元，可改亿元"],
  ["{{#产业链}}{{名称}} … {{/产业链}}", "写在同一行：这一行按产业链逐条重复，下面的行、合并格和公式自动下移"],
  ["{{#项目}}{{项目名称}} … {{/项目}}", "这一行按项目逐个重复，范围在出表时按视图选"],
  ["没有占位符的项目清单", "按表头自动对应各列，上传后可改列对应"],
  ["=SUM(D5:D5)", "对重复行求和要写成区域，重复后自动扩到全部行"],
];

const matches = ({ group, typed, meaning }: FormWordLine, wanted: string): boolean =>
  wanted.split(/\s+/).every((part) => `${group} ${typed} ${meaning}`.includes(part));

export function FormWordsView({ present }: { present: StatMonth }) {
  const trpc = useTRPC();
  const [url] = useUrlState(FORM_URL);
  const month = url.month ?? present;
  const [wanted, setWanted] = useState("");
  const { data, error, refetch } = useQuery({
    ...trpc.form.words.queryOptions({ month }),
    placeholderData: keepPreviousData,
  });
  const found = data?.filter((line) => matches(line, wanted.trim())) ?? [];
  return (
    <Section title="占位符一览" note={`值为${formatMonth(month)}全区数`}>
      <dl className="mb-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        {RULES.map(([typed, what]) => (
          <div key={typed} className="contents">
            <dt className="font-medium">{typed}</dt>
            <dd className="mb-1 text-muted sm:mb-0">{what}</dd>
          </div>
        ))}
      </dl>
      <Field label="查找占位符" labelHidden className="mb-2 max-w-80">
        <TextField
          placeholder="查找：签约、开工率、同比…"
          before={<Search aria-hidden className="size-4" />}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </Field>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-96 w-full" /> : null}
      {data ? <WordTable lines={found} /> : null}
    </Section>
  );
}

const CELL = "border border-line px-2 py-1";

function WordTable({ lines }: { lines: readonly FormWordLine[] }) {
  if (lines.length === 0) return <p className="py-4 text-muted">没有这样的占位符，换个词试试。</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard.
    <section tabIndex={0} aria-label="占位符" className="thin-scroll max-h-[40rem] overflow-auto">
      <table className="w-full border-collapse text-sm">
        <thead className="sticky top-0 bg-sunken">
          <tr>
            <th scope="col" className={`${CELL} text-left font-medium`}>
              占位符
            </th>
            <th scope="col" className={`${CELL} text-right font-medium whitespace-nowrap`}>
              本月值
            </th>
            <th scope="col" className={`${CELL} text-left font-medium`}>
              单位
            </th>
            <th scope="col" className={`${CELL} text-left font-medium`}>
              含义
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <WordLine key={`${line.group} ${line.typed}`} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function WordLine({ line: { typed, meaning, unit, value } }: { line: FormWordLine }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(typed));
  return (
    <tr>
      <td className={CELL}>
        <span className="flex items-center justify-between gap-1 whitespace-nowrap">
          {typed}
          <IconButton
            quiet
            size="sm"
            label={copied ? `已复制 ${typed}` : `复制 ${typed}`}
            icon={
              copied ? (
                <Check aria-hidden className="size-3.5 text-ok" />
              ) : (
                <Copy aria-hidden className="size-3.5" />
              )
            }
            onClick={() => void copy()}
          />
        </span>
      </td>
      <td className={`${CELL} text-right whitespace-nowrap tabular-nums`}>{value}</td>
      <td className={`${CELL} whitespace-nowrap text-muted`}>{unit}</td>
      <td className={`${CELL} min-w-60 text-muted`}>{meaning}</td>
    </tr>
  );
}
