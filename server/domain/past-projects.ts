/** 项目（时点） in words: where a project stood and stands, and what has become of a day's projects since. */

/** How many projects of a day changed since, each way; one may have changed in several. */
export interface WaysChanged {
  stage: number;
  amount: number;
  chain: number;
  withdrawn: number;
}

/** Of several columns of the board together. */
export const waysOf = (heads: readonly { changes: WaysChanged }[]): WaysChanged => {
  const sum = (way: keyof WaysChanged) => heads.reduce((n, { changes }) => n + changes[way], 0);
  return { stage: sum("stage"), amount: sum("amount"), chain: sum("chain"), withdrawn: sum("withdrawn") };
};

export interface SinceThen extends WaysChanged {
  movedIn: number;
  fresh: number;
}

/** "31 个阶段变化、1 个撤销，新增 5 个"; nothing is said of what did not happen. */
export function sinceThenWords({ stage, amount, chain, withdrawn, movedIn, fresh }: SinceThen): string {
  const said = (count: number, words: string) => (count > 0 ? [`${count} 个${words}`] : []);
  const changes = [
    ...said(stage, "阶段变化"),
    ...said(amount, "金额变化"),
    ...said(chain, "换了产业链"),
    ...said(withdrawn, "撤销"),
  ];
  const came = [...(movedIn > 0 ? [`转入 ${movedIn} 个`] : []), ...(fresh > 0 ? [`新增 ${fresh} 个`] : [])];
  return [changes.length > 0 ? changes.join("、") : "没有变化", ...came].join("，");
}

interface Counted {
  count: number;
  /** The amount in words. */
  amount: string;
}

/**
 * "2026年9月30日结束时主线上 210 个项目、233.3亿，另有搁置、终止、流失 76 个". The main line first: it is what the list of today counts.
 */
export function pastStandWords(day: string, main: Counted, off: number): string {
  const others = off > 0 ? `，另有搁置、终止、流失 ${off} 个` : "";
  return main.count === 0
    ? `${day}结束时主线上没有项目${others}`
    : `${day}结束时主线上 ${main.count} 个项目、${main.amount}${others}`;
}
