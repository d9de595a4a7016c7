/**
 * Writes one project's history the way the product does: every fact comes out of the domain's own decisions, so a
 * history that could not have happened is refused while it is being made up.
 */
import { checkAmounts } from "@/server/domain/check-amounts";
import * as entries from "@/server/domain/ledger-entries";
import { agreementOf } from "@/server/domain/milestone-agreements";
import type { Milestone } from "@/server/domain/milestones";
import { type Day, type StatMonth, statMonthFor } from "@/server/domain/periods";
import * as pipeline from "@/server/domain/pipeline";
import type { Basics, BasicsPatch, Fact, Ledger, LedgerRows } from "@/server/domain/project-facts";
import { apply, type ProjectState } from "@/server/domain/project-state";
import type { Rules } from "@/server/domain/rules";
import type { FramedFact } from "@/server/record/store-histories";
import { dayAt } from "./calendar";

export type IdKind = Ledger | "evidence_link";
/** Gives the next id of a table. */
export type TakeId = (kind: IdKind) => number;

/** When something was recorded (ms since the epoch), and by whom. */
export interface Stamp {
  at: number;
  by: number;
}

export interface StoredFile {
  fileId: number;
  name: string;
}

export class Chronicle {
  readonly facts: FramedFact[] = [];
  private present: ProjectState | null = null;
  private last = 0;
  private readonly open = new Map<string, entries.EntryState>();

  constructor(
    private readonly rules: Rules,
    private readonly takeId: TakeId,
    private readonly firstOpenMonth: StatMonth = 190001,
  ) {}

  get state(): ProjectState {
    if (!this.present) throw new Error("the history has not begun");
    return this.present;
  }

  private add(facts: readonly Fact[], stamp: Stamp, occurredOn = dayAt(stamp.at)): void {
    if (stamp.at < this.last) throw new Error(`recorded out of order: ${new Date(stamp.at).toISOString()}`);
    this.last = stamp.at;
    for (const fact of facts) {
      const framed = { fact, occurredOn, recordedAt: new Date(stamp.at).toISOString(), actorId: stamp.by };
      this.present = apply(this.present, this.present?.id ?? 0, framed);
      this.facts.push(framed);
    }
  }

  private context(stamp: Stamp): pipeline.DecisionContext & entries.EntryContext {
    return {
      rules: this.rules,
      today: dayAt(stamp.at),
      firstOpenMonth: this.firstOpenMonth,
      mayApprove: () => true,
      actorId: stamp.by,
      reason: "",
    };
  }

  capture(
    number: string,
    basics: Basics,
    reporter: { name: string; unitId: number | null },
    stamp: Stamp,
  ): void {
    checkAmounts({ intendedFen: basics.intendedFen }, {}, basics, this.rules, "");
    const firstReportedAt = new Date(stamp.at).toISOString();
    this.add(
      [
        {
          type: "LeadCaptured",
          v: 1,
          number,
          basics,
          reporterName: reporter.name,
          reportingUnitId: reporter.unitId,
          firstReportedAt,
          imported: false,
        },
      ],
      stamp,
    );
  }

  /** A fact that needs no decision: team, tags, investors, what the head thinks of a lead. */
  note(
    fact: Extract<Fact, { type: "TeamSet" | "TagsSet" | "InvestorsSet" | "LeadJudged" }>,
    stamp: Stamp,
  ): void {
    this.add([fact], stamp);
  }

  edit(patch: BasicsPatch, reason: string, stamp: Stamp): void {
    this.add(pipeline.editBasics(this.state, patch, this.rules, reason), stamp);
  }

  followUp(talk: Omit<Extract<Fact, { type: "FollowUpLogged" }>, "type" | "v">, stamp: Stamp): void {
    this.add([{ type: "FollowUpLogged", v: 1, ...talk }], stamp, talk.on);
  }

  attach(
    requirement: string,
    file: StoredFile,
    stamp: Stamp,
    subject: { kind: string; id: number | null } = { kind: "project", id: null },
  ): void {
    this.add(
      [
        {
          type: "EvidenceAttached",
          v: 1,
          linkId: this.takeId("evidence_link"),
          fileId: file.fileId,
          requirement,
          originalName: file.name,
          subjectKind: subject.kind,
          subjectId: subject.id,
        },
      ],
      stamp,
    );
  }

  submit(
    milestone: Milestone,
    occurredOn: Day,
    given: { patch?: BasicsPatch; details?: Record<string, unknown>; reason?: string },
    stamp: Stamp,
  ): void {
    const submission = {
      milestone,
      occurredOn,
      patch: given.patch ?? {},
      details: given.details ?? {},
      reason: given.reason ?? "",
    };
    this.add(pipeline.submitMilestone(this.state, submission, this.context(stamp)), stamp, occurredOn);
  }

  /** Approves; a framework or a contract enters the agreement ledger with it. */
  approve(milestone: Milestone, stamp: Stamp): void {
    for (const fact of pipeline.approveMilestone(this.state, milestone, this.context(stamp))) {
      if (fact.type !== "MilestoneApproved") continue;
      const row = agreementOf(fact, this.state);
      this.add([fact], stamp, fact.occurredOn);
      if (!row) continue;
      const entryId = this.takeId("agreement");
      const { statMonth } = fact;
      this.add(
        [
          {
            type: "EntryApproved",
            v: 1,
            ledger: "agreement",
            entryId,
            row,
            statMonth,
            opening: false,
            correctionOfId: null,
          },
        ],
        stamp,
        fact.occurredOn,
      );
    }
  }

  sendBack(milestone: Milestone, reason: string, stamp: Stamp): void {
    this.add(pipeline.returnMilestone(this.state, milestone, reason, this.context(stamp)), stamp);
  }

  leave(leaving: pipeline.Leaving, stamp: Stamp): void {
    this.add(pipeline.leaveMainLine(this.state, leaving, dayAt(stamp.at)), stamp, leaving.on);
  }

  resume(reason: string, stamp: Stamp): void {
    this.add(pipeline.returnToMainLine(this.state, dayAt(stamp.at), reason, dayAt(stamp.at)), stamp);
  }

  /** Drafts a row, or a returned row again; gives its id. */
  draft<L extends Ledger>(
    ledger: L,
    row: LedgerRows[L],
    stamp: Stamp,
    more: { id?: number; correctionOfId?: number } = {},
  ): number {
    const id = more.id ?? this.takeId(ledger);
    const present = this.open.get(`${ledger}/${id}`) ?? null;
    const correctionOfId = more.correctionOfId ?? null;
    const facts = entries.draftEntry(
      this.state,
      { ledger, id, present: present as entries.EntryState<L> | null },
      row,
      correctionOfId,
      this.context(stamp),
    );
    this.open.set(`${ledger}/${id}`, {
      ledger,
      id,
      status: "draft",
      row: row as LedgerRows[Ledger],
      recordedById: stamp.by,
      authorIds: [stamp.by],
      submittedById: null,
      correctionOfId,
      version: 1,
    });
    this.add(facts, stamp, entries.entryDay(ledger, row));
    return id;
  }

  private entry(ledger: Ledger, id: number): entries.EntryState {
    const entry = this.open.get(`${ledger}/${id}`);
    if (!entry) throw new Error(`no open row ${ledger} ${id}`);
    return entry;
  }

  private move(
    entry: entries.EntryState,
    facts: readonly Fact[],
    status: entries.EntryStatus,
    stamp: Stamp,
  ): void {
    this.open.set(`${entry.ledger}/${entry.id}`, { ...entry, status });
    this.add(facts, stamp, entries.entryDay(entry.ledger, entry.row));
  }

  submitEntry(ledger: Ledger, id: number, stamp: Stamp): void {
    const entry = this.entry(ledger, id);
    this.move(entry, entries.submitEntry(this.state, entry, this.context(stamp)), "submitted", stamp);
  }

  approveEntry(ledger: Ledger, id: number, stamp: Stamp): void {
    const entry = this.entry(ledger, id);
    this.move(entry, entries.approveEntry(entry, this.context(stamp)), "approved", stamp);
    this.open.delete(`${ledger}/${id}`);
  }

  returnEntry(ledger: Ledger, id: number, reason: string, stamp: Stamp): void {
    const entry = this.entry(ledger, id);
    this.move(entry, entries.returnEntry(entry, reason), "returned", stamp);
  }

  /** A row that enters approved, as one step. */
  enterApproved<L extends Ledger>(ledger: L, row: LedgerRows[L], stamp: Stamp): void {
    entries.checkEntry(ledger, row, this.state, this.context(stamp), null);
    const day = entries.entryDay(ledger, row);
    const statMonth = statMonthFor(day, this.firstOpenMonth);
    const entryId = this.takeId(ledger);
    this.add(
      [
        {
          type: "EntryApproved",
          v: 1,
          ledger,
          entryId,
          row,
          statMonth,
          opening: false,
          correctionOfId: null,
        },
      ],
      stamp,
      day,
    );
  }
}
