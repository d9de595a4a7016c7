/** A row of 跟进记录 → one follow-up as far as the sheet tells it. Pure. */
import type { FollowUpReading } from "@/server/contracts/import-details";
import { FOLLOW_UP_KIND_NAME, type FollowUpKind } from "@/server/contracts/project-card";
import { isPlaceholder, quoted, taken } from "../reading/cell-reading";
import { cleanDate, type DateContext } from "../reading/clean-date";
import type { DetailReader } from "./detail-reader";

/** In this order: 电话回访 is a call, 来访座谈 a reception. */
const KIND_WORDS: [RegExp, FollowUpKind][] = [
  [/反馈/, "feedback"],
  [/电话|通话|致电|来电|去电/, "call"],
  [/微信|短信|信函|邮件|来函|去函|发函|QQ|线上留言/i, "message"],
  [/来访|接待|来区|来我区|来考察/, "reception"],
  [/走访|拜访|登门|上门|外出|赴|回访|实地|考察|调研/, "visit"],
  [/会谈|洽谈|座谈|面谈|会议|会见|商谈|对接|视频|会商|推介/, "meeting"],
  [/记事|备忘|记录|其他|其它/, "note"],
];

function contactKindOf(text: string): FollowUpKind | null {
  const named = Object.entries(FOLLOW_UP_KIND_NAME).find(([, name]) => name === text);
  return (named?.[0] as FollowUpKind) ?? KIND_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

/** A sheet that does not say how keeps notes: those stand for no contact with the enterprise. */
function contactKind(reader: DetailReader): FollowUpKind | null {
  const cell = reader.cell("contactKind");
  const text = (cell?.text ?? "").replace(/\s/g, "");
  if (isPlaceholder(text)) return "note";
  const kind = contactKindOf(text);
  reader.take("contactKind", cell, taken(kind, kind ? FOLLOW_UP_KIND_NAME[kind] : null));
  if (kind === null)
    reader.object(
      "detail-incomplete",
      "error",
      `跟进方式：不认识${quoted(text)}，请写作走访、来访、会谈、电话、微信、反馈或记事。`,
      "contactKind",
    );
  return kind;
}

function happenedOn(reader: DetailReader, dates: DateContext) {
  const cell = reader.cell("happenedOn");
  const day = reader.take("happenedOn", cell, cleanDate(cell, dates));
  const told = reader.problems.some((p) => p.cell === reader.refOf("happenedOn") && p.severity === "error");
  if (day === null && !told)
    reader.object(
      "detail-incomplete",
      "error",
      "缺少跟进日期，或日期不明，请写作 2026-10-31。",
      "happenedOn",
    );
  return day;
}

/** 下周, 近期: what was agreed is worth keeping although nobody wrote the day. */
function nextOn(reader: DetailReader, dates: DateContext) {
  const cell = reader.cell("nextOn");
  const read = cleanDate(cell, { ...dates, cutoff: null });
  const planned = read.objection?.kind === "date-planned";
  const objection = read.objection && !planned ? { ...read.objection, severity: "warning" as const } : null;
  return reader.take("nextOn", cell, { ...read, objection });
}

export function readFollowUp(reader: DetailReader, dates: DateContext): FollowUpReading {
  const summary = reader.text("summary");
  if (summary === "") reader.object("detail-incomplete", "error", "缺少跟进内容。", "summary");
  return {
    kind: "follow-up",
    happenedOn: happenedOn(reader, dates),
    contactKind: contactKind(reader),
    summary,
    people: reader.text("people"),
    nextStep: reader.text("nextStep"),
    nextOn: nextOn(reader, dates),
  };
}
