import type { Text } from '../../../workflows/vocabulary.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

/** Chinese first, English beneath it. */
export const both = ({ zh, en }: Text): string =>
  zh === en ? escaped(zh) : `${escaped(zh)}<span class="en" lang="en">${escaped(en)}</span>`;

/** One document that needs nothing else: no script of others, no font, no image from elsewhere. */
export function page(title: string, body: string, script = ''): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
${script}
</body>
</html>
`;
}

/** Like an official document: black on warm white, seal red for the head line and for what is wrong. */
const STYLE = `
:root{--ink:#1b1a18;--soft:#5d574d;--line:#d8d1c3;--paper:#fdfbf6;--red:#b3261e}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.75 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}
header{border-bottom:3px solid var(--red);padding-bottom:1rem;margin-bottom:1.5rem}
header p.body{color:var(--red);font-size:1.35rem;font-weight:700;letter-spacing:.12em;text-align:center;margin:0 0 .75rem}
h1{font-size:1.6rem;line-height:1.4;margin:0;text-align:center}
h2{font-size:1.15rem;margin:2.25rem 0 .75rem;border-left:.3rem solid var(--red);padding-left:.6rem;line-height:1.4}
.en{display:block;color:var(--soft);font-size:.82em;line-height:1.5}
h1 .en,h2 .en{font-weight:400}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:1rem 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}dd code,td code,label code{display:block}
table{border-collapse:collapse;width:100%;font-size:.95rem}
.scroll{overflow-x:auto}
th,td{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top}
th{border-bottom:2px solid var(--ink);font-weight:600}
td.n,td.d{white-space:nowrap;font-variant-numeric:tabular-nums}
code,.mono{font:.82em/1.5 ui-monospace,Consolas,"Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere;color:var(--soft)}
a{color:inherit;text-underline-offset:.2em}
ol.events{list-style:none;margin:0;padding:0}
ol.events>li{border-bottom:1px solid var(--line);padding:.85rem 0;display:grid;grid-template-columns:9.5rem 1fr;gap:.25rem 1rem}
ol.events .when{color:var(--soft);font-size:.88rem;line-height:1.6}
ol.events .when b{color:var(--ink);font-weight:600;display:block;font-size:1rem}
ol.events p{margin:0}
ol.events .more{color:var(--soft);font-size:.85rem;margin-top:.3rem}
.grade{display:inline-block;border:1px solid currentColor;padding:0 .4rem;font-size:.8rem;line-height:1.5;margin-right:.4rem}
.grade.unsigned,.wrong{color:var(--red)}
.note{border:1px solid var(--line);background:#f7f2e6;padding:.9rem 1rem;margin:1rem 0}
.note p{margin:.35rem 0}
pre{background:#f4efe2;padding:.75rem 1rem;overflow-x:auto;font-size:.82rem;line-height:1.5}
button,input,textarea{font:inherit}
button{border:1px solid var(--ink);background:var(--ink);color:var(--paper);padding:.4rem 1.1rem;cursor:pointer}
button:disabled{opacity:.45;cursor:not-allowed}
textarea{width:100%;min-height:5.5rem;font-family:ui-monospace,monospace;font-size:.85rem;border:1px solid var(--line);padding:.5rem;background:#fff}
fieldset{border:1px solid var(--line);margin:1rem 0;padding:.75rem 1rem}legend{font-weight:600;padding:0 .4rem}
label{display:block;margin:.5rem 0}
#drop label .en{display:inline;margin-left:.4em}
#drop{border:2px dashed var(--line);padding:1rem;text-align:center}#drop.over{border-color:var(--red)}
#verdict{border-left:.3rem solid var(--soft);padding:.25rem 0 .25rem 1rem;margin-top:1rem}
#verdict.bad{border-color:var(--red)}#verdict .code{font-size:1.2rem;font-weight:700}
#verdict.bad .code{color:var(--red)}
@media (max-width:38rem){ol.events>li{grid-template-columns:1fr}dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
@media print{body{background:#fff;font-size:11pt}main{max-width:none;padding:0}.screen{display:none}ol.events>li,tr{break-inside:avoid}}
`;
