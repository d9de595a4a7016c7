import { eventsOf, EVENT_KINDS, advancingAt } from "@/server/statistics/month-events";
import { monthSums } from "@/server/statistics/month-sums";
import { startingRules } from "@/server/domain/rules";
import { monthsBetween } from "@/server/domain/periods";
import { database, rowsOf, sql } from "@/server/platform/database";
const months=[...monthsBetween(202601,202610),...monthsBetween(202501,202510)];
const explain=process.argv[2];
const columns=sql`1 AS one`;
await database.$executeRaw(sql`select set_config('jit','off',false)`);
for(const k of EVENT_KINDS){ for (const ms of [months,[202610]]) {const a=performance.now();const r=await rowsOf(database,sql`SELECT count(*)::int n FROM (${eventsOf({kind:k,months:ms,rules:startingRules,columns})}) x`);console.log(k,ms.length,(performance.now()-a).toFixed(0));}
 if(explain===k){ const r=await database.$queryRaw(sql`EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM (${eventsOf({kind:k,months:[202610],rules:startingRules,columns})}) x`) as any[]; console.log(r.map(x=>x["QUERY PLAN"]).join("\n")); }
}
{const a=performance.now();const r=await rowsOf(database,sql`SELECT count(*)::int n FROM (${advancingAt(202601,columns,true)}) x`);console.log("adv",(performance.now()-a).toFixed(0),r);}
const t=async(l:string,f:()=>Promise<unknown>)=>{const a=performance.now();const r=await f();console.log(l,(performance.now()-a).toFixed(1));return r;};
await database.$executeRaw(sql`truncate month_sum, month_sum_state, month_stale`);
await t("cold",()=>monthSums(202610,"chain",startingRules));
for(let i=0;i<5;i++) await t("warm",()=>monthSums(202610,"chain",startingRules));
await t("prov",()=>monthSums(202610,"province",startingRules));
await database.$executeRaw(sql`insert into month_stale(stat_month) values (202610)`);
await t("touched",()=>monthSums(202610,"province",startingRules));
await database.$executeRaw(sql`insert into month_stale(stat_month) values (202512)`);
await t("opening touched",()=>monthSums(202610,"province",startingRules));
const r=await monthSums(202610,"chain",startingRules); console.log(JSON.stringify(r.total));
process.exit(0);
