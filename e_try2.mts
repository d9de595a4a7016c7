import { eventsOf, EVENT_KINDS } from "@/server/statistics/month-events";
import { cutKey } from "@/server/statistics/cut-keys";
import { CUT_NAMES } from "@/server/contracts/statistics";
import { startingRules } from "@/server/domain/rules";
import { database, Prisma, sql } from "@/server/platform/database";
const columns=Prisma.join(CUT_NAMES.map((cut) => sql`${cutKey(cut, startingRules.tiers)} AS ${Prisma.raw(`"${cut}"`)}`));
await database.$executeRaw(sql`select set_config('jit','off',false)`);
const k=process.argv[2] as any; const m=process.argv[3]??"investmentFen";
const sets=Prisma.raw(CUT_NAMES.map(c=>`(stat_month,"${c}")`).join(","));
for(let i=0;i<2;i++){
const r=await database.$queryRaw(sql`EXPLAIN (ANALYZE, BUFFERS, TIMING ON) SELECT stat_month, coalesce(${Prisma.raw(CUT_NAMES.map(c=>`"${c}"`).join(","))}), sum(${Prisma.raw(`"${m}"`)})::bigint FROM (${eventsOf({kind:k,months:[202610],rules:startingRules,columns})}) x GROUP BY GROUPING SETS ((stat_month), ${sets})`) as any[]; if(i) console.log(r.map(x=>x["QUERY PLAN"]).join("\n"));
}
process.exit(0);
