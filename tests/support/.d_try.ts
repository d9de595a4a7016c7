import { demoDistrict } from "./demo/district";
const t=performance.now();
const d=demoDistrict({today:process.argv[2]??"2026-11-24",projects:Number(process.argv[3]??300)});
const stages:Record<string,number>={}; let facts=0; let p;
const {fold}=await import("@/server/domain/project-state");
const types:Record<string,number>={};
while((p=d.next())){ facts+=p.facts.length; for(const f of p.facts) types[f.fact.type]=(types[f.fact.type]??0)+1; const s=fold(1,p.facts); const k=(s.off?s.off.state+":":"")+s.stage; stages[k]=(stages[k]??0)+1;}
console.log(performance.now()-t,"ms",facts,stages,types,d.idsTaken());
