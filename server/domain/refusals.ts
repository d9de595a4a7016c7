/** The closed list of things a user can be told no for. The core throws, the API maps, the form finds the field. */
export const REFUSAL_TEXT = {
  "not-signed-in": "登录已失效，请重新登录",
  "not-permitted": "您的角色不能进行此操作",
  "not-found": "没有找到该记录，或您无权查看",
  "gate-incomplete": "条件未齐，不能推进",
  "out-of-order": "前置节点尚未完成",
  "already-saved": "上一次提交其实已经保存，这次的内容与它不同。请关闭后核对已保存的内容，再作修改",
  "already-done": "该节点已完成，不能重复报送",
  "already-pending": "该节点已报审，请等待审核",
  "nothing-pending": "没有待审核的内容，可能已被他人处理",
  "own-submission": "不能审核本人提交的内容",
  conflict: "内容已被他人修改，请核对后再保存",
  "needs-reason": "请填写原因",
  "bad-day": "日期不正确",
  "future-day": "日期不能晚于今天",
  "bad-amount": "金额不正确",
  "unit-slip": "金额疑似单位填错（万元/亿元）",
  "bad-code": "编码格式不正确",
  duplicate: "已存在相同记录",
  "closed-month": "该统计月已关账，不能直接修改",
  "off-line": "项目已搁置、终止或流失，请先恢复",
  "bad-state": "当前状态不能进行此操作",
  "bad-file": "文件无法识别",
  "too-large": "文件超过大小限制",
  "bad-input": "填写内容有误",
  locked: "账号已锁定，请稍后再试",
  "nothing-to-undo": "该操作已撤销或无法撤销",
} as const;

export type RefusalCode = keyof typeof REFUSAL_TEXT;

/** One thing that is missing or wrong, addressed to the place where the person can mend it. */
export interface Problem {
  field: string;
  message: string;
}

export interface RefusalDetail {
  message?: string;
  problems?: Problem[];
  /** For conflicts: what the person sent, and what stands now. */
  conflict?: {
    field: string;
    mine: unknown;
    theirs: unknown;
    by: string;
    at: string;
    /** In which theirs stands; told where one refusal speaks of many projects. */
    version?: number;
  }[];
}

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;
  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(detail.message ?? REFUSAL_TEXT[code]);
    this.name = "Refusal";
    this.code = code;
    this.detail = detail;
  }
}

/** Refuses with the problem at one field. */
export const refuseAt = (code: RefusalCode, field: string, message: string = REFUSAL_TEXT[code]): Refusal =>
  new Refusal(code, { message, problems: [{ field, message }] });
