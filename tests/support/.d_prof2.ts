import { demoDistrict } from "./demo/district";
import * as store from "./demo/store";
import { database } from "@/server/platform/database";
const T=(l:string)=>console.log(l,Math.round(performance.now()));
const N=Number(process.argv[2]??300);
const d=demoDistrict({today:"2026-11-24",projects:N,detail:(process.argv[3] as "full"|"brief")??"full"});
const stat=new Map<string,[number,number]>();
await store.inTransaction(async db0=>{ 
 const db=new Proxy(db0,{get(t,k){const v=Reflect.get(t,k); if(k==="$executeRawUnsafe"||k==="$queryRawUnsafe") return async(q:string,...a:unknown[])=>{const s=performance.now(); const r=await (v as Function).call(t,q,...a); const key=q.slice(0,60); const x=stat.get(key)??[0,0]; x[0]++; x[1]+=performance.now()-s; stat.set(key,x); return r;}; return typeof v==="function"?v.bind(t):v;}});
 await store.storeSettings(db,d); await store.storeBureau(db,d,"2024-01-01T00:00:00Z"); await store.storeAnchors(db,d.anchors,"2024-01-01T00:00:00Z"); await store.storeFiles(db,d,"/tmp/d_data",1,"2024-01-01T00:00:00Z"); T("files");
 for(let n=1;n>0;){ n=await store.storeNextProjects(db,d);T("batch");} await store.advanceSequences(db);T("seq");});
for(const [k,[n,t]] of [...stat].sort((a,b)=>b[1][1]-a[1][1]).slice(0,16)) console.log(n,Math.round(t),k.replace(/\n/g," "));
await database.$disconnect();
