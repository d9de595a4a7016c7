/** The follow-ups of a project: contacts before the signature, service visits after it. */
import { addDays, type Day } from "@/server/domain/periods";
import type { Fact } from "@/server/domain/project-facts";
import { dayAt, officeHour } from "./calendar";
import type { Course, Frame } from "./course";
import type { Random } from "./random";
import type { Subject } from "./subject";
import { type Phase, TALKS, type TalkLine } from "./talk-texts";

export interface Talk {
  at: number;
  fact: Omit<Extract<Fact, { type: "FollowUpLogged" }>, "type" | "v">;
}

interface Stretch {
  phase: Phase;
  from: number;
  to: number;
  /** Days between two follow-ups, and how many there are at most. */
  every: readonly [number, number];
  most: number;
}

function stretches(course: Course, frame: Frame): Stretch[] {
  const at = (step: keyof Course["steps"]) => course.steps[step]?.approvedAt ?? null;
  const end = Math.min(frame.cutoff, course.leave?.at ?? frame.cutoff);
  const marks: [Phase, number | null, readonly [number, number], number][] = [
    ["lead", course.capturedAt, [3, 14], 4],
    ["negotiation", at("negotiation"), [8, 26], 6],
    ["framework", at("framework"), [18, 40], 5],
    ["papers", at("contract"), [15, 35], 4],
    ["building", at("start"), [28, 60], 7],
    ["production", at("completion"), [60, 140], 3],
  ];
  const known = marks.filter((m): m is [Phase, number, readonly [number, number], number] => m[1] !== null);
  return known.map(([phase, from, every, most], i) => ({
    phase,
    from,
    to: Math.min(end, known[i + 1]?.[1] ?? end),
    every,
    most,
  }));
}

function words(text: string, subject: Subject): string {
  return text
    .replaceAll("【企】", subject.investor.name)
    .replaceAll("【人】", `${subject.contactName}${subject.index % 3 === 0 ? "副总" : "经理"}`)
    .replaceAll("【街】", subject.street.name)
    .replaceAll("【部】", subject.leadUnit.name);
}

function talkAt(line: TalkLine, at: number, on: Day, nextOn: Day, subject: Subject): Talk {
  const [kind, summary, nextStep] = line;
  const people =
    kind === "note" || kind === "message"
      ? subject.owner.name
      : `${subject.owner.name}、${subject.contactName}`;
  return {
    at,
    fact: { kind, on, summary: words(summary, subject), people, nextStep: words(nextStep, subject), nextOn },
  };
}

const DAY_MS = 86_400_000;
const CONTACTS = new Set(["visit", "reception", "meeting"]);

/** Follow-ups in order. The lead's first ones hold a real contact, which the gate to 在谈 asks for. */
export function talksOf(
  subject: Subject,
  course: Course,
  frame: Frame,
  random: Random,
  atMost = Number.POSITIVE_INFINITY,
): Talk[] {
  const talks: Talk[] = [];
  for (const stretch of stretches(course, frame)) {
    const lines = TALKS[stretch.phase];
    let turn = random.int(0, lines.length - 1);
    const spread = Math.floor((stretch.to - stretch.from) / DAY_MS / stretch.most);
    let day = addDays(dayAt(stretch.from), random.int(1, 6));
    for (let n = 0; n < stretch.most && talks.length < atMost; n += 1) {
      const at = officeHour(day, random);
      if (at >= stretch.to || (course.silentFrom !== null && day >= course.silentFrom)) break;
      const line = lines[turn % lines.length];
      if (!line) break;
      turn += random.int(1, 2);
      const [min, max] = stretch.every;
      const next = addDays(dayAt(at), Math.max(random.int(min, max), spread - random.int(0, 4)));
      const on = CONTACTS.has(line[0]) ? addDays(dayAt(at), -random.int(0, 1)) : dayAt(at);
      talks.push(talkAt(line, at, on < dayAt(course.capturedAt) ? dayAt(at) : on, next, subject));
      day = next;
    }
  }
  return withContact(talks, subject, course);
}

/** Makes sure that a visit, reception or meeting stands before the first gate. */
function withContact(talks: Talk[], subject: Subject, course: Course): Talk[] {
  const gate = course.steps.negotiation?.submittedAt;
  if (gate === undefined || talks.some((t) => t.at < gate && CONTACTS.has(t.fact.kind))) return talks;
  const at = gate - 40 * 60_000;
  const line = TALKS.lead.find(([kind]) => kind === "reception") as TalkLine;
  const on = dayAt(at);
  const contact = talkAt(line, at, on, addDays(on, 7), subject);
  return [...talks, contact].sort((a, b) => a.at - b.at);
}
