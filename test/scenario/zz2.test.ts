import { test } from "vitest";
import { parseScenario } from "../../src/scenario/parseScenario.ts";
const base = (o: object) => JSON.stringify({version:1,name:"x",duration:"10m",router:{id:"r",deployments:["a"]},fleet:{a:{replicas:1,replica:{slots:8,service:{kind:"fixed",value:"1s"}}}},traffic:{arrivals:{kind:"poisson",rate:"1/s"}},...o});
const slot = {slots:8,service:{kind:"fixed",value:"1s"}};
test("x", () => {
 const cases: Record<string,string> = {
  unknownKeys: base(Object.fromEntries(Array.from({length:200000},(_, i)=>["replicatio"+i,1]))),
  timeline: base({timeline: Array.from({length:200000},()=>1)}),
  timeline2k: base({timeline: Array.from({length:2000},()=>({at:"x",action:"scal"}))}),
  nulls: base({traffic:{arrivals:{kind:"poisson",rate:"1/s"},prompt:{kind:"empirical",values:Array.from({length:200000},()=>null)}}}),
  names: base({router:{id:"r",deployments:["a"]},fleet:Object.fromEntries(Array.from({length:1000},(_, i)=>["deployment-with-a-long-name-that-goes-on-and-on-and-on-"+i,{replicas:1,replica:slot}])),timeline:Array.from({length:200},()=>({at:"1m",action:"update-router",deployments:Array.from({length:1000},(_, i)=>"deployment-with-a-long-nbme-that-goes-on-and-on-and-on-"+i)}))}),
  weights: base({router:{id:"r",deployments:Array.from({length:1000},(_, i)=>"d"+i)},fleet:Object.fromEntries(Array.from({length:1000},(_, i)=>["d"+i,{replicas:1,weight:1+i/1000,replica:slot}])),timeline:Array.from({length:2000},(_, i)=>({at:"1m",action:"weight",deployment:"d"+(i%1000),weight:1+i/1000}))}),
  chain: base({timeline:Array.from({length:2000},(_, i)=>({id:"c"+i,...(i===1999?{at:"1m"}:{after:"c"+(i+1),delay:"1ms"}),action:"weight",deployment:"a",weight:1}))}),
  cycle: base({timeline:Array.from({length:2000},(_, i)=>({id:"c"+i,after:"c"+((i+1)%2000),delay:"1ms",action:"weight",deployment:"a",weight:1}))}),
  sameIds: base({timeline:Array.from({length:2000},()=>({at:"1m",action:"weight",deployment:"a",weight:1}))}),
  checks: base({checks:Array.from({length:1000},()=>({kind:"converges",after:"zzz",within:"1m"}))}),
  deepObj: '{"a":'.repeat(60)+'1'+'}'.repeat(60),
  dups: '{'+ '"a":1,'.repeat(200000)+'"a":1}',
  longStr: base({name:"x".repeat(9e6)}),
  longKey: base({["x".repeat(9e6)]:1}),
  longDur: base({duration:"1".repeat(9e6)}), longDur2: base({duration:"1.".repeat(4e6)}), longDesc: base({description:"é".repeat(4e6)}), longThr: base({checks:[{kind:"threshold",metric:"a".repeat(4e6),is:"(".repeat(4e6)}]}), longThr2: base({checks:[{kind:"threshold",metric:"response",is:"p"+" ".repeat(4e6)+"<"}]}), longThr3: base({checks:[{kind:"threshold",metric:"response"+" ".repeat(4e6)+"{",is:"p<".repeat(2e6)}]}),
 };
 for (const [k,t] of Object.entries(cases)) { const t0=performance.now(); const r=parseScenario(t,{path:"s",readText:()=>undefined}); console.log(k,t.length,r.kind, r.kind==="mistakes"?r.mistakes.length+" "+JSON.stringify(r.mistakes[0]).slice(0,250)+" || "+JSON.stringify(r.mistakes.at(-1)).slice(0,150):"", (performance.now()-t0).toFixed(0)+"ms"); }
}, 300000);
