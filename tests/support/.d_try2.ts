import { demoDistrict } from "./demo/district";
import { fold } from "@/server/domain/project-state";
for (const today of ["2026-10-31","2026-11-24","2027-01-01","2027-03-05","2027-06-15","2027-08-28"]) {
const d=demoDistrict({today}); let p; const o:Record<string,number>={};
while((p=d.next())){ const s=fold(1,p.facts); for(const [k,m] of Object.entries(s.milestones)) if(m!.status!=="approved"){const key=k+":"+m!.status+(p.subject.owner.username==="keyuan"?"*":""); o[key]=(o[key]??0)+1;}
 const e=new Map<string,string>(); for(const f of p.facts) if("entryId" in f.fact) e.set(f.fact.ledger+f.fact.entryId,f.fact.type); for(const [k,v] of e) if(v!=="EntryApproved"){const key=k.slice(0,3)+v+(p.subject.owner.username==="keyuan"?"*":"");o[key]=(o[key]??0)+1;}
}
console.log(today,JSON.stringify(o), d.idsTaken());
}
