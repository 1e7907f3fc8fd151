/** The one style sheet of the report: light, dark, narrow and printed. */
export const style = `
:root{color-scheme:light dark;
--paper:#fcfcfa;--card:#fff;--ink:#20262c;--muted:#5d6770;--rule:#d9dcde;--grid:#e8eaeb;
--blue:31 95 163;--orange:188 84 12;--green:#1f7a4d;--red:#b3261e;--invert:1;--tint:.62}
@media screen and (prefers-color-scheme:dark){:root{
--paper:#15181b;--card:#1c2024;--ink:#e4e6e7;--muted:#a0a9b0;--rule:#383f45;--grid:#2a3035;
--blue:124 178 240;--orange:240 163 94;--green:#6fce9d;--red:#ff8f85;--invert:0;--tint:.5}}
*{box-sizing:border-box}
html{font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:clamp(1rem,4vw,3rem);max-width:72rem;background:var(--paper);color:var(--ink);overflow-wrap:break-word}
h1{font-size:clamp(1.7rem,5vw,2.5rem);line-height:1.15;margin:0 0 .5rem;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem;letter-spacing:-.01em}
a{color:inherit;text-underline-offset:.2em;text-decoration-color:var(--rule)}a:hover{text-decoration-color:currentcolor}
:focus-visible{outline:2px solid rgb(var(--blue));outline-offset:3px;border-radius:3px}
.prose{max-width:66ch}.subtitle{color:var(--muted);white-space:pre-line;max-width:80ch;margin:0}
.none{color:var(--muted);font-style:italic}small{font-size:.82em;color:var(--muted)}
section{border-top:1px solid var(--rule);margin-top:3rem;padding-top:2rem}
.results{list-style:none;margin:2rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:1px;background:var(--rule);border:1px solid var(--rule);border-radius:.6rem;overflow:hidden}
.results li{background:var(--card)}.results a{display:block;height:100%;padding:1rem 1.2rem;text-decoration:none}
.results strong{display:block;font-size:1.6rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.results span{color:var(--muted);font-size:.9rem}.results .alarming strong{color:var(--red)}
nav ol{list-style:none;padding:0;margin:1.5rem 0 0;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;font-size:.92rem}
figure{margin:1.5rem 0;min-width:0}figcaption{color:var(--muted);font-size:.9rem;line-height:1.5;max-width:66ch;margin-top:.6rem}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:0 2rem}.narrow{max-width:32rem}
.alarm{border-left:4px solid var(--red);padding:.6rem 1rem;background:var(--card);max-width:66ch}
.holds{color:var(--green);white-space:nowrap}.broken{color:var(--red);font-weight:650}
math{font-family:"STIX Two Math","Cambria Math","Latin Modern Math",math;font-size:1.08em}
.bold{font-weight:bold}.formula{overflow-x:auto;overflow-y:hidden;margin:1rem 0;padding:.4rem 0}.formula math{width:fit-content;margin:0}
.scroll{overflow-x:auto;max-width:100%}
pre{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:1rem;font:.85rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;margin:1.5rem 0;width:fit-content}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.32rem .8rem;text-align:left;border-bottom:1px solid var(--grid);vertical-align:baseline}
th:first-child,td:first-child{padding-left:0}thead th{color:var(--muted);font-weight:500;border-bottom-color:var(--rule)}
tbody th{font-weight:500}.number{text-align:right;white-space:nowrap}
details{margin:1rem 0}summary{cursor:pointer;color:var(--muted);font-size:.92rem;width:fit-content;margin-bottom:.5rem}summary:hover{color:var(--ink)}
.chart{max-width:30rem}.chart>svg{display:block;width:100%;height:auto;font-size:11.5px}
.legend{display:flex;flex-wrap:wrap;gap:0 1.1rem;align-items:center;font-size:.84rem;line-height:1.5;color:var(--muted);margin-bottom:.25rem}
.legend strong{font-weight:500;color:var(--ink);margin-right:auto}.legend svg{width:1.5rem;height:.75rem;margin-right:.4rem;vertical-align:-.05em}
.chart text{fill:var(--muted)}.chart .name{fill:var(--ink)}
.axes line{stroke:var(--grid);stroke-width:1}.axes .base,.axes .tick{stroke:var(--muted)}
.first{--colour:rgb(var(--blue))}.second{--colour:rgb(var(--orange))}.faint{--colour:rgb(var(--blue)/.28)}
.line{fill:none;stroke:var(--colour);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.line.second{stroke-dasharray:5 4}.line.faint{stroke-width:.8}.legend .line{stroke-width:2.4}
.dots circle{fill:var(--colour);stroke:var(--paper);stroke-width:1}.chart .value{fill:var(--colour);font-weight:600}
.points path,.legend path:not(.line){fill:var(--colour);stroke:var(--paper);stroke-width:.8;fill-opacity:.85}
.sides path{fill:var(--colour);fill-opacity:.1}.sides .boundary{fill:none;stroke:var(--ink);stroke-width:1.6}
.strips{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.35rem 1rem;max-width:52rem;font-size:.9rem}
.strip,.strip-axis{display:contents}.strip>span{align-self:end;line-height:1.2;max-width:9rem}
.strip>div{position:relative;height:calc(var(--tallest)*8px + 5px);min-height:1.3rem;border-bottom:1px solid var(--rule);margin:0 6px}
.strip i{position:absolute;bottom:calc(var(--height)*8px + 2px);width:7px;height:7px;margin-left:-3.5px;border-radius:50%;background:rgb(var(--blue))}
.strip .alarming{background:var(--red);border-radius:0;transform:rotate(45deg) scale(1.15)}
.strip-axis div{position:relative;height:1.4rem;margin:0 6px;color:var(--muted);font-size:.8rem}.strip-axis div span{position:absolute;transform:translateX(-50%)}.strip-axis div span:last-child{transform:translateX(-80%)}
.z-scale{position:relative;width:10rem;height:1rem;display:inline-block;vertical-align:middle;background:linear-gradient(var(--muted),var(--muted)) center/1px 100% no-repeat}
.z-scale b{position:absolute;top:.1rem;bottom:.1rem;background:var(--muted);opacity:.22;border-radius:2px}
.z-scale i{position:absolute;top:50%;width:9px;height:9px;margin:-4.5px;border-radius:50%;background:rgb(var(--blue))}
.confusion{font-size:.85rem;border-spacing:2px;border-collapse:separate}.confusion th,.confusion td{border:0;padding:.3rem .35rem;text-align:center;min-width:3rem}
.confusion .number{text-align:right}.confusion tbody th,.confusion tfoot th{text-align:right}.confusion td{border-radius:4px}.confusion tbody th,.confusion tfoot th{position:sticky;left:0;background:var(--paper);z-index:1}
.zero,.total{color:var(--muted)}.zero{opacity:.6}.total{font-size:.92em}.grand{font-weight:650;color:var(--ink)}
.right{background:rgb(var(--blue)/calc(var(--strength)*var(--tint)))}.wrong{background:rgb(var(--orange)/calc(var(--strength)*var(--tint)))}.right{font-weight:600}
.digits,.weights{list-style:none;padding:0;margin:1.5rem 0;display:grid;gap:1rem}
.digits{grid-template-columns:repeat(auto-fill,minmax(6rem,1fr))}.weights{grid-template-columns:repeat(auto-fill,minmax(4rem,1fr));gap:.4rem}
.digits figure{margin:0}.digits figcaption{line-height:1.35;margin-top:.35rem;color:var(--ink)}
img{display:block;width:100%;height:auto;image-rendering:pixelated;border-radius:4px}
.digits img{filter:invert(var(--invert));border:1px solid #8884}.weights img{border:1px solid #8884}
.colour-scale{display:grid;grid-template-columns:auto 12rem auto;gap:0 .6rem;align-items:center;font-size:.85rem;color:var(--muted);width:fit-content;font-variant-numeric:tabular-nums}
.colour-scale i{height:.8rem;border-radius:3px;border:1px solid #8884}.colour-scale b{grid-column:2;text-align:center;font-weight:400;line-height:1.3}
.scroll,figure,.strip,.z-scale,.confusion,.colour-scale,.results{print-color-adjust:exact;-webkit-print-color-adjust:exact}
@media (max-width:30rem){th,td{padding:.3rem .4rem}.confusion th,.confusion td{min-width:1.9rem;padding:.25rem .1rem;font-size:.7rem}.digits{grid-template-columns:repeat(auto-fill,minmax(4.6rem,1fr))}.weights{grid-template-columns:repeat(auto-fill,minmax(3rem,1fr))}.strips{grid-template-columns:minmax(0,1fr)}.strip>span{margin-top:.4rem}.strip-axis>span{display:none}.formula{font-size:.86rem}.colour-scale{grid-template-columns:auto 8rem auto}}
@media print{:root{font-size:10pt}body{padding:0;max-width:none}nav,details:not([open]){display:none}figure,.digits li,tr,pre{break-inside:avoid}h2{break-after:avoid}.scroll,.formula{overflow:visible}section{margin-top:1.5rem;padding-top:1rem}}
`;
