/** The funnel of a chain: projects on the books that came as far as a step or further, from counts by present stage. Pure. */
export interface FunnelCounts {
  /** Projects that stand at exactly this stage. */
  lead: number;
  negotiation: number;
  framework: number;
  /** Projects that came as far as this stage or further. */
  signed: number;
  started: number;
  producing: number;
}

export interface FunnelCount {
  id: string;
  label: string;
  count: number;
}

/** 累计: a project counts at every step that it reached, so that each figure holds those after it. */
export function funnelOf(p: FunnelCounts): FunnelCount[] {
  const talked = p.negotiation + p.framework + p.signed;
  return [
    { id: "lead", label: "线索", count: p.lead + talked },
    { id: "negotiation", label: "在谈", count: talked },
    { id: "signed", label: "签约", count: p.signed },
    { id: "started", label: "开工", count: p.started },
    { id: "producing", label: "投产", count: p.producing },
  ];
}
