/** Arrivals and investment of one project, as its page shows them. Amounts in fen. */
interface MoneyEntry {
  id: number;
  status: "draft" | "submitted" | "approved" | "returned";
  statMonth: number | null;
  opening: boolean;
  note: string;
  correctionOfId: number | null;
}
export interface ArrivalEntry extends MoneyEntry {
  arrivedOn: string;
  payerName: string;
  sourceProvince: string;
  currency: string;
  originalCents: number;
  amountFen: number;
  voucherNumber: string;
}
export interface InvestmentEntry extends MoneyEntry {
  month: number;
  basis: "official" | "dispatch";
  constructionFen: number | null;
  installationFen: number | null;
  equipmentFen: number | null;
  otherFen: number | null;
  totalFen: number;
}
export interface ProjectMoney {
  arrivals: ArrivalEntry[];
  investments: InvestmentEntry[];
}
