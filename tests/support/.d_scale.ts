import { seedScale } from "./demo/scale";
import { database } from "@/server/platform/database";
const N=Number(process.argv[2]??5000);
let last=performance.now();
const r=await seedScale({projects:N,ledgerRows:N*10,years:10,today:"2026-11-24",directory:"/tmp/d_data",progress:(p,l)=>{const n=performance.now();console.log(p,l,Math.round(n-last),Math.round(process.memoryUsage().rss/1e6));last=n;}});
console.log(r); await database.$disconnect();
