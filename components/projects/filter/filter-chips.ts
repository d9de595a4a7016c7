import { LIGHT_WORD } from "@/components/shared/light";
import type { ProjectChoices } from "@/server/contracts/project-list";
import { industryLabel } from "@/server/domain/industries";
import { MILESTONE_NAME, OFF_STATE_NAME } from "@/server/domain/milestones";
import { shortPlace } from "@/server/domain/places";
import type { ProjectUrl } from "../list/list-url";

/** One condition in words, and what taking it away changes. */
export interface FilterChip {
  id: string;
  label: string;
  clear: Partial<ProjectUrl>;
}

/** "2026-01-01~2026-10-31", or with one end open. */
const span = (from: string | number | null, to: string | number | null): string =>
  from !== null && to !== null ? `${from} ~ ${to}` : from !== null ? `${from} 起` : `到 ${to}`;

const amountSpan = (min: number | null, max: number | null): string => {
  const words = (wan: number) => (wan >= 10_000 && wan % 100 === 0 ? `${wan / 10_000}亿` : `${wan}万`);
  if (min !== null && max !== null) return `${words(min)}~${words(max)}`;
  return min !== null ? `≥${words(min)}` : `≤${words(max ?? 0)}`;
};

const DUTY_WORD = {
  owner: "线索时限已逾期",
  head: "线索时限逾期，已上科长工作台",
  director: "线索时限逾期，已上局长工作台",
} as const;

const nameIn = (list: readonly { id: number; name: string }[] | undefined, id: number): string =>
  list?.find((one) => one.id === id)?.name ?? "…";

function subjectChips(url: ProjectUrl, choices: ProjectChoices | undefined): (FilterChip | null)[] {
  return [
    url.mine ? { id: "mine", label: "我承办或参与的", clear: { mine: false } } : null,
    url.chain.length > 0
      ? {
          id: "chain",
          label: `产业链 = ${url.chain.map((id) => (id === 0 ? "其他" : nameIn(choices?.chains, id))).join("、")}`,
          clear: { chain: [] },
        }
      : null,
    url.stage.length > 0
      ? {
          id: "stage",
          label: `阶段 = ${url.stage.map((s) => MILESTONE_NAME[s]).join("、")}`,
          clear: { stage: [] },
        }
      : null,
    url.off
      ? {
          id: "off",
          label: url.off === "any" ? "含搁置、终止、流失" : OFF_STATE_NAME[url.off],
          clear: { off: null },
        }
      : null,
    url.light ? { id: "light", label: `亮灯 = ${LIGHT_WORD[url.light]}`, clear: { light: null } } : null,
    url.duty ? { id: "duty", label: DUTY_WORD[url.duty], clear: { duty: null } } : null,
    url.lapsing ? { id: "lapsing", label: "将进公海", clear: { lapsing: false } } : null,
    url.unstarted ? { id: "unstarted", label: "已签约未开工", clear: { unstarted: false } } : null,
    url.owner === null
      ? null
      : { id: "owner", label: `承办人 = ${nameIn(choices?.owners, url.owner)}`, clear: { owner: null } },
    url.unowned ? { id: "unowned", label: "无责任人", clear: { unowned: false } } : null,
    url.dept === null
      ? null
      : { id: "dept", label: `主办部门 = ${nameIn(choices?.departments, url.dept)}`, clear: { dept: null } },
    url.street === null
      ? null
      : {
          id: "street",
          label: `街道园区 = ${nameIn(choices?.streets, url.street)}`,
          clear: { street: null },
        },
    url.engine === null
      ? null
      : {
          id: "engine",
          label: `战略新引擎 = ${nameIn(choices?.engines, url.engine)}`,
          clear: { engine: null },
        },
    url.province
      ? { id: "province", label: `来源 = ${shortPlace(url.province)}`, clear: { province: "" } }
      : null,
    url.industry
      ? { id: "industry", label: `行业 = ${industryLabel(url.industry)}`, clear: { industry: "" } }
      : null,
    url.import === null ? null : { id: "import", label: `第 ${url.import} 批导入`, clear: { import: null } },
  ];
}

function rangeChips(url: ProjectUrl): (FilterChip | null)[] {
  const { min, max, signedFrom, signedTo, startedFrom, startedTo, reportedFrom, reportedTo, dueFrom, dueTo } =
    url;
  const given = (...ends: (string | number | null)[]) => ends.some((end) => end !== null);
  return [
    given(min, max)
      ? { id: "amount", label: `计划总投资 ${amountSpan(min, max)}`, clear: { min: null, max: null } }
      : null,
    given(signedFrom, signedTo)
      ? {
          id: "signed",
          label: `签约 ${span(signedFrom, signedTo)}`,
          clear: { signedFrom: null, signedTo: null },
        }
      : null,
    given(startedFrom, startedTo)
      ? {
          id: "started",
          label: `开工 ${span(startedFrom, startedTo)}`,
          clear: { startedFrom: null, startedTo: null },
        }
      : null,
    given(reportedFrom, reportedTo)
      ? {
          id: "reported",
          label: `首报 ${span(reportedFrom, reportedTo)}`,
          clear: { reportedFrom: null, reportedTo: null },
        }
      : null,
    given(dueFrom, dueTo)
      ? { id: "due", label: `下一步到期 ${span(dueFrom, dueTo)}`, clear: { dueFrom: null, dueTo: null } }
      : null,
  ];
}

/** The conditions in force, in words. What is typed into the search box stands there already. */
export const filterChips = (url: ProjectUrl, choices: ProjectChoices | undefined): FilterChip[] =>
  [...subjectChips(url, choices), ...rangeChips(url)].filter((chip) => chip !== null);
