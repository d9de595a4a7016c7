"use client";
/** What each placeholder of a form becomes, place by place; what stands in the way comes first. */
import type { OwnFormPreview } from "@/server/contracts/own-form";

export function FormPlaces({ preview: { places, problems } }: { preview: OwnFormPreview }) {
  return (
    <div className="flex flex-col gap-3">
      {problems.length > 0 ? (
        <div role="alert" className="rounded-md border border-late px-3 py-2 text-sm">
          <p className="font-medium text-late">有 {problems.length} 处不能填，请改好后上传新版本：</p>
          <ul className="mt-1 list-disc pl-5">
            {problems.map(({ sheet, cell, message }) => (
              <li key={`${sheet} ${cell} ${message}`} className="break-words">
                {sheet} {cell}：{message}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard. */}
      <section tabIndex={0} aria-label="填数预览" className="thin-scroll max-h-[32rem] overflow-auto">
        <table className="w-full border-collapse text-sm">
          <thead className="sticky top-0 bg-sunken">
            <tr>
              {["位置", "占位符", "填入", "说明"].map((heading) => (
                <th
                  key={heading}
                  scope="col"
                  className="h-8 border border-line px-2 text-left font-medium whitespace-nowrap"
                >
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map(({ sheet, cell, typed, shown, note }, at) => (
              // One placeholder may stand in a cell twice.
              // biome-ignore lint/suspicious/noArrayIndexKey: places never move.
              <tr key={at}>
                <td className="h-8 border border-line px-2 whitespace-nowrap text-muted">
                  {sheet} {cell}
                </td>
                <td className="border border-line px-2 whitespace-nowrap">{typed}</td>
                <td className="max-w-80 truncate border border-line px-2 tabular-nums" title={shown}>
                  {shown === "" ? <span className="text-faint">（空）</span> : shown}
                </td>
                <td className="border border-line px-2 whitespace-nowrap text-faint">{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
