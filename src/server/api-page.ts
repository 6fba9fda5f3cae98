import { createHash } from 'node:crypto';
import type { JsonObject } from '../canonical/canonical-json.js';
import { escaped } from '../exports/views/html.js';
import { PROBLEMS } from '../http/problem-catalogue.js';

/** The part of `openapi.json` that people are shown. */
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly 'x-permission': string | readonly string[];
  readonly parameters: readonly {
    readonly in: string;
    readonly name: string;
    readonly required: boolean;
    readonly schema: JsonObject;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonObject }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: JsonObject }>> }>
  >;
}
export interface Description {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonObject>> };
}

const SUBJECTS: Readonly<Record<string, string>> = {
  admin: '管理 Administration',
  calendars: '工作日历 Calendars',
  catalogues: '决策目录 Catalogues',
  consultations: '公开征求意见 Consultations',
  decisions: '决策事项 Decisions',
  docs: '接口 The API',
  documents: '材料 Documents',
  'emergency-readings': '紧急查阅 Emergency readings',
  exports: '导出 Exports',
  'first-sign-in': '首次登录 First sign-in',
  forms: '空白表单 Blank forms',
  health: '运行 Operation',
  jurisdictions: '地方规定 Jurisdictions',
  ledger: '账本 Ledger',
  me: '本人 Oneself',
  meetings: '会议 Meetings',
  'openapi.json': '接口描述 Description of the API',
  people: '人员 People',
  plan: '预先规划 Planning ahead',
  pools: '专家库 Pools of experts',
  public: '公众 The public',
  'rule-sets': '规则集 Rule sets',
  search: '检索 Search',
  sessions: '登录 Signing in',
  setup: '初始化 Set-up',
  stream: '实时通知 Live updates',
  tasks: '待办 To do',
  units: '机关和单位 Bodies and units',
  workflows: '程序 Workflows',
};

const STYLE = `body{font:15px/1.6 system-ui,"Noto Sans SC",sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccc}nav a{margin-right:1em;white-space:nowrap}
details{border-bottom:1px solid #eee;padding:.35rem 0}summary{cursor:pointer}summary code{font-weight:600}
p,dl{margin:.4rem 0 .4rem 1.2rem}dt{font-weight:600}dd{margin:0 0 .4rem 1.2rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f6;padding:.5rem}
@media (prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}pre{background:#242424}a{color:#9cf}h2,details{border-color:#444}}`;

/** Nothing on the page runs, and nothing is fetched: its one style is let in by its digest. */
export const API_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** The API for people, as one page of HTML without a script: by subject, each operation to be opened. */
export function apiPage({ info, paths, components }: Description): string {
  const bySubject = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const [subject = ''] = operation.tags;
      const shown = bySubject.get(subject) ?? [];
      shown.push(operationShown(method.toUpperCase(), path, operation, components.schemas));
      bySubject.set(subject, shown);
    }
  const subjects = [...bySubject];
  const links = subjects.map(
    ([subject]) => `<a href="#${escaped(subject)}">${escaped(SUBJECTS[subject] ?? subject)}</a>`,
  );
  const sections = subjects.map(
    ([subject, shown]) =>
      `<h2 id="${escaped(subject)}">${escaped(SUBJECTS[subject] ?? subject)}</h2>\n${shown.join('\n')}`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口 API · ${escaped(info.title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(info.title)} ${escaped(info.version)}：接口 API</h1>
<p>供程序读取的完整描述 · The whole description, for programs: <a href="/api/openapi.json">OpenAPI 3.1</a></p>
<p>时间按 RFC 3339，带时区；日期为 Asia/Shanghai 的 YYYY-MM-DD。被拒绝时按 RFC 9457 答复，<code>code</code> 不变，依据的事实为其成员。</p>
<p lang="en">${escaped(info.description)}</p>
<nav>${links.join('\n')}</nav>
${sections.join('\n')}
</body></html>
`;
}

function operationShown(
  method: string,
  path: string,
  { operationId, summary, 'x-permission': permission, parameters, requestBody, responses }: Operation,
  schemas: Description['components']['schemas'],
): string {
  const rows = [
    ['谁可以用 Who', typeof permission === 'string' ? whoIs(permission) : permission.join(', ')],
    ...parameters.map((one) => [
      `${one.name} (${one.in}${one.required ? '' : ', 可省略 optional'})`,
      shapeOf(one.schema, schemas),
    ]),
    ...Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [
      `请求正文 Body: ${type}`,
      shapeOf(schema, schemas),
    ]),
    ...Object.entries(responses).flatMap(([status, { content = {} }]) =>
      Object.keys(content).length === 0
        ? [[`答复 Answer ${status}`, '无正文 no body']]
        : Object.entries(content).map(([type, { schema = {} }]) => [
            `答复 Answer ${status}: ${type}`,
            type === 'application/problem+json' ? problemsIn(schema) : shapeOf(schema, schemas),
          ]),
    ),
  ];
  const list = rows.map(
    ([term = '', said = '']) => `<dt>${escaped(term)}</dt><dd><pre>${escaped(said)}</pre></dd>`,
  );
  return `<details id="${escaped(operationId)}"><summary><code>${method} ${escaped(path)}</code> ${escaped(summary)}</summary><dl>${list.join('')}</dl></details>`;
}

const whoIs = (permission: string): string =>
  permission === 'everybody'
    ? '任何人，无需账号 everybody, without an account'
    : '已登录者 whoever is signed in';

/** Codes, each with what it is called. */
function problemsIn(schema: JsonObject): string {
  const codes = [...JSON.stringify(schema).matchAll(/Problem\.([a-z0-9-]+)/g)].map(([, code = '']) => code);
  return [...new Set(codes)]
    .map((code) => `${code}　${PROBLEMS[code]?.title.zh ?? ''} ${PROBLEMS[code]?.title.en ?? ''}`)
    .join('\n');
}

const LONGEST = 1500;
const DEEPEST = 4;

/** A schema as somebody would write it down; what is long ends in an ellipsis, and stands whole in `openapi.json`. */
function shapeOf(schema: JsonObject, schemas: Description['components']['schemas']): string {
  const text = written(schema, schemas, 0);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} … (openapi.json)` : text;
}

function written(schema: JsonObject, schemas: Description['components']['schemas'], depth: number): string {
  if (depth > DEEPEST) return '…';
  const inner = (one: unknown) => written((one ?? {}) as JsonObject, schemas, depth + 1);
  const several = (['anyOf', 'oneOf', 'allOf'] as const).find((name) => Array.isArray(schema[name]));
  if (typeof schema['$ref'] === 'string') {
    const named = schemas[schema['$ref'].split('/').at(-1) ?? ''];
    return named ? written(named, schemas, depth + 1) : 'JSON';
  }
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(' | ');
  if (several) return (schema[several] as JsonObject[]).map(inner).join(several === 'allOf' ? ' & ' : ' | ');
  if (schema['type'] === 'array') return `[${inner(schema['items'])} …]`;
  if (schema['type'] === 'object') {
    const required = (schema['required'] ?? []) as string[];
    const members = Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>);
    if (members.length === 0) return '{…}';
    return `{ ${members.map(([name, one]) => `${name}${required.includes(name) ? '' : '?'}: ${inner(one)}`).join(', ')} }`;
  }
  const { type = 'JSON', format } = schema;
  return typeof format === 'string' ? `${String(type)} (${format})` : String(type);
}
