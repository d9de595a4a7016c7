/** Projects: a table of contents. */
import "server-only";
import * as bulk from "@/server/contracts/bulk-edit";
import * as duplicates from "@/server/contracts/duplicates";
import * as cells from "@/server/contracts/edit-cells";
import { removeEvidence as removeEvidenceInput } from "@/server/contracts/evidence";
import { logFollowUp as logFollowUpInput } from "@/server/contracts/follow-up";
import * as handing from "@/server/contracts/hand-over";
import * as lead from "@/server/contracts/lead";
import * as leaving from "@/server/contracts/leaver";
import * as merging from "@/server/contracts/merge";
import * as contract from "@/server/contracts/project";
import * as card from "@/server/contracts/project-card";
import * as listing from "@/server/contracts/project-list";
import * as view from "@/server/contracts/project-view";
import { dayOf } from "@/server/domain/periods";
import { removeEvidence } from "@/server/evidence";
import {
  approveMilestone,
  returnMilestone,
  submitMilestone,
  withdrawMilestone,
} from "@/server/projects/advance-project";
import { boardColumn, boardColumns } from "@/server/projects/board-columns";
import { bulkEdit, previewBulkEdit } from "@/server/projects/bulk-edit";
import { captureLead } from "@/server/projects/capture-lead";
import { countProjects } from "@/server/projects/count-projects";
import { dismissDuplicate, listDuplicates, restoreDuplicate } from "@/server/projects/duplicate-pairs";
import { editableProjects, editCells } from "@/server/projects/edit-cells";
import { editProject } from "@/server/projects/edit-project";
import { handOver, matchingIds, previewHandOver } from "@/server/projects/hand-over";
import { leadPool } from "@/server/projects/lead-pool";
import { claimLead, extendProtection, judgeLead, releaseLead } from "@/server/projects/lead-verbs";
import { leaveMainLine, returnToMainLine } from "@/server/projects/leave-main-line";
import { handOverPortfolio, portfolioOf } from "@/server/projects/leaver";
import { listProjects } from "@/server/projects/list-projects";
import { logFollowUp } from "@/server/projects/log-follow-up";
import { mergeProjects } from "@/server/projects/merge/merge-projects";
import { mergeScene } from "@/server/projects/merge/merge-scene";
import { mergedTrace } from "@/server/projects/merge/merged-trace";
import { projectCard } from "@/server/projects/project-card";
import { projectCardGate } from "@/server/projects/project-card-gate";
import { projectCardHistory } from "@/server/projects/project-card-history";
import {
  projectCardEvidence,
  projectCardFollowUps,
  projectCardMoney,
  projectCardTeam,
  teamCandidates,
} from "@/server/projects/project-card-lists";
import { projectChart } from "@/server/projects/project-chart";
import { projectChoices } from "@/server/projects/project-choices";
import { projectGroups } from "@/server/projects/project-groups";
import { projectPeek } from "@/server/projects/project-peek";
import { projectSource } from "@/server/projects/project-source";
import { setProjectInvestors } from "@/server/projects/set-project-investors";
import { assignOwner, setTags, setTeam } from "@/server/projects/set-project-people";
import { suspectDuplicates, twinsOf } from "@/server/projects/suspect-duplicates";
import { permit, router } from "../trpc";

export const projectRouter = router({
  list: permit("project:read")
    .input(view.listRows)
    .query(({ ctx, input }) => listProjects(ctx.actor, input, dayOf(ctx.now))),
  sums: permit("project:read")
    .input(listing.filteredProjects)
    .query(({ ctx, input }) => countProjects(ctx.actor, input.filter, dayOf(ctx.now))),
  groups: permit("project:read")
    .input(view.groupedProjects)
    .query(({ ctx, input }) => projectGroups(ctx.actor, input.filter, input.by, dayOf(ctx.now))),
  chart: permit("project:read")
    .input(listing.filteredProjects)
    .query(({ ctx, input }) => projectChart(ctx.actor, input.filter, dayOf(ctx.now))),
  columns: permit("project:read")
    .input(listing.filteredProjects)
    .query(({ ctx, input }) => boardColumns(ctx.actor, input.filter, dayOf(ctx.now))),
  boardColumn: permit("project:read")
    .input(listing.boardCards)
    .query(({ ctx, input }) => boardColumn(ctx.actor, input, dayOf(ctx.now))),
  peek: permit("project:read")
    .input(listing.projectById)
    .query(({ ctx, input }) => projectPeek(ctx.actor, input.id, dayOf(ctx.now))),
  choices: permit("project:read").query(({ ctx }) => projectChoices(dayOf(ctx.now))),
  suspects: permit("project:capture")
    .input(listing.typedLead)
    .query(({ ctx, input }) => suspectDuplicates(ctx.actor, input)),
  duplicates: permit("duplicate:review")
    .input(duplicates.listDuplicates)
    .query(({ ctx, input }) => listDuplicates(ctx.actor, input)),
  dismissDuplicate: permit("duplicate:review")
    .input(duplicates.dismissDuplicate)
    .mutation(({ ctx, input }) => dismissDuplicate(ctx, input)),
  restoreDuplicate: permit("duplicate:review")
    .input(duplicates.restoreDuplicate)
    .mutation(({ ctx, input }) => restoreDuplicate(ctx, input)),
  mergeScene: permit("project:merge")
    .input(merging.mergeScene)
    .query(({ ctx, input }) => mergeScene(ctx, input)),
  merge: permit("project:merge")
    .input(merging.mergeProjects)
    .mutation(({ ctx, input }) => mergeProjects(ctx, input)),
  merged: permit("project:read")
    .input(merging.mergedById)
    .query(({ ctx, input }) => mergedTrace(ctx.actor, input)),
  twins: permit("project:read")
    .input(listing.projectById)
    .query(({ ctx, input }) => twinsOf(ctx.actor, input.id)),
  capture: permit("project:capture")
    .input(contract.captureLead)
    .mutation(({ ctx, input }) => captureLead(ctx, input)),
  edit: permit("project:edit")
    .input(contract.editProject)
    .mutation(({ ctx, input }) => editProject(ctx, input)),
  submitMilestone: permit("milestone:submit")
    .input(contract.submitMilestone)
    .mutation(({ ctx, input }) => submitMilestone(ctx, input)),
  approveMilestone: permit("project:read")
    .input(contract.approveMilestone)
    .mutation(({ ctx, input }) => approveMilestone(ctx, input)),
  returnMilestone: permit("project:read")
    .input(contract.returnMilestone)
    .mutation(({ ctx, input }) => returnMilestone(ctx, input)),
  withdrawMilestone: permit("milestone:submit")
    .input(contract.withdrawMilestone)
    .mutation(({ ctx, input }) => withdrawMilestone(ctx, input)),
  removeEvidence: permit("evidence:attach")
    .input(removeEvidenceInput)
    .mutation(({ ctx, input }) => removeEvidence(ctx, input)),
  leave: permit("project:leave")
    .input(contract.leaveMainLine)
    .mutation(({ ctx, input }) => leaveMainLine(ctx, input)),
  resume: permit("project:leave")
    .input(contract.returnToMainLine)
    .mutation(({ ctx, input }) => returnToMainLine(ctx, input)),
  judge: permit("project:judge")
    .input(lead.judgeLead)
    .mutation(({ ctx, input }) => judgeLead(ctx, input)),
  extendProtection: permit("project:edit")
    .input(lead.extendProtection)
    .mutation(({ ctx, input }) => extendProtection(ctx, input)),
  release: permit("project:leave")
    .input(lead.releaseLead)
    .mutation(({ ctx, input }) => releaseLead(ctx, input)),
  pool: permit("pool:read")
    .input(lead.listPool)
    .query(({ input }) => leadPool(input)),
  claim: permit("pool:claim")
    .input(lead.claimLead)
    .mutation(({ ctx, input }) => claimLead(ctx, input)),
  logFollowUp: permit("follow-up:log")
    .input(logFollowUpInput)
    .mutation(({ ctx, input }) => logFollowUp(ctx, input)),
  assign: permit("project:assign")
    .input(contract.assignOwner)
    .mutation(({ ctx, input }) => assignOwner(ctx, input)),
  matchingIds: permit("project:edit")
    .input(handing.matchingIds)
    .query(({ ctx, input }) => matchingIds(ctx.actor, input, dayOf(ctx.now))),
  // Two thousand ids do not fit an address: a question, asked like a change.
  previewHandOver: permit("project:assign")
    .input(handing.previewHandOver)
    .mutation(({ ctx, input }) => previewHandOver(ctx.actor, input)),
  handOver: permit("project:assign")
    .input(handing.handOver)
    .mutation(({ ctx, input }) => handOver(ctx, input)),
  portfolio: permit("project:assign")
    .input(leaving.portfolioOf)
    .query(({ ctx, input }) => portfolioOf(ctx.actor, input)),
  handOverPortfolio: permit("project:assign")
    .input(leaving.handOverPortfolio)
    .mutation(({ ctx, input }) => handOverPortfolio(ctx, input)),
  previewBulkEdit: permit("project:edit")
    .input(bulk.previewBulkEdit)
    .mutation(({ ctx, input }) => previewBulkEdit(ctx, input)),
  bulkEdit: permit("project:edit")
    .input(bulk.bulkEdit)
    .mutation(({ ctx, input }) => bulkEdit(ctx, input)),
  editable: permit("project:edit")
    .input(cells.editableProjects)
    .query(({ ctx, input }) => editableProjects(ctx.actor, input)),
  editCells: permit("project:edit")
    .input(cells.editCells)
    .mutation(({ ctx, input }) => editCells(ctx, input)),
  setTeam: permit("project:edit")
    .input(contract.setTeam)
    .mutation(({ ctx, input }) => setTeam(ctx, input)),
  setTags: permit("project:edit")
    .input(contract.setTags)
    .mutation(({ ctx, input }) => setTags(ctx, input)),
  setInvestors: permit("project:edit")
    .input(contract.setInvestors)
    .mutation(({ ctx, input }) => setProjectInvestors(ctx, input)),
  card: permit("project:read")
    .input(card.cardById)
    .query(({ ctx, input }) => projectCard(ctx, input.id)),
  gate: permit("project:read")
    .input(card.gateOfProject)
    .query(({ ctx, input }) => projectCardGate(ctx, input)),
  source: permit("project:read")
    .input(card.cardById)
    .query(({ ctx, input }) => projectSource(ctx.actor, input.id)),
  history: permit("project:read")
    .input(card.pageOfProject)
    .query(({ ctx, input }) => projectCardHistory(ctx.actor, input)),
  followUps: permit("project:read")
    .input(card.pageOfProject)
    .query(({ ctx, input }) => projectCardFollowUps(ctx.actor, input)),
  team: permit("project:read")
    .input(card.cardById)
    .query(({ ctx, input }) => projectCardTeam(ctx.actor, input.id)),
  teamCandidates: permit("project:edit").query(() => teamCandidates()),
  evidence: permit("evidence:read")
    .input(card.cardById)
    .query(({ ctx, input }) => projectCardEvidence(ctx.actor, input.id)),
  money: permit("entry:read")
    .input(card.cardById)
    .query(({ ctx, input }) => projectCardMoney(ctx.actor, input.id)),
});
