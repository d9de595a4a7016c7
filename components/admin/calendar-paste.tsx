"use client";
/** The yearly notice of holidays, pasted whole and read into days; what could not be read is told, line by line. */
import { useState } from "react";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { readHolidayNotice } from "@/server/domain/holiday-notice";
import type { WorkCalendar } from "@/server/domain/working-days";

interface CalendarPasteProps {
  /** Of days that name none. */
  year: number;
  onRead: (days: WorkCalendar["days"]) => void;
}

export function CalendarPaste({ year, onRead }: CalendarPasteProps) {
  const [text, setText] = useState("");
  const [told, setTold] = useState<{ words: string; unread: string[] } | null>(null);
  const read = () => {
    const { days, unread } = readHolidayNotice(text, year);
    if (days.length > 0) onRead(days);
    const off = days.filter((d) => d.kind === "off").length;
    const words =
      days.length > 0 ? `识别出休息 ${off} 天、上班 ${days.length - off} 天，请核对下表` : "没有识别出日期";
    setTold({ words, unread });
    if (unread.length === 0 && days.length > 0) setText("");
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label="粘贴放假通知" hint={`可整篇粘贴，也可一行一段；没写年份的按 ${year} 年`}>
        <Textarea
          rows={3}
          value={text}
          placeholder="春节：2月5日至13日放假调休，共9天。1月31日（周日）、2月14日（周日）上班。"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button className="self-start" onClick={read} disabled={text.trim() === ""}>
        识别
      </Button>
      {told ? (
        <div role="status">
          <Notice tone={told.unread.length > 0 ? "warn" : "neutral"}>
            {told.words}
            {told.unread.length > 0 ? `；看不懂：${told.unread.join("；")}` : ""}
          </Notice>
        </div>
      ) : null}
    </div>
  );
}
