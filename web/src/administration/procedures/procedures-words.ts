import { words } from '../../words/words';

export const useWords = words('procedures', {
  zh: {
    title: '程序与证明',
    lead: '现行和以往的程序版本。每一版在启用前都经过证明：从提出到决定，没有任何一条路能绕过法定步骤，管理员也不例外。证明随时可以重算。',
    version: '第 {{version}} 版',
    exemptible: '依法可认定不适用',
    acts: '行为 {{n}} 种，其中有约束力的 {{m}} 种',
    digest: '程序文本摘要',
    drawing: '查看程序图',
    proof: '查看证明',
    proving: '正在重算……',
    holds: '成立：走遍 {{configurations}} 种状态、{{steps}} 步，没有找到绕过法定步骤的路。',
    fails: '不成立！下列路径绕过了法定步骤，请立即停用并告知程序维护者：',
    before: '各行为之前必经的步骤：',
    nothingBefore: '其余 {{n}} 种行为不以这些步骤为前提。',
    needs: '之前必须完成：',
  },
  en: {
    title: 'Procedures, proved',
    lead: 'The procedure in force and those before it. Each was proved before it was used: from proposal to decision no path goes round a statutory step, for administrators neither. The proof can be worked out again at any time.',
    version: 'Version {{version}}',
    exemptible: 'may be found not applicable, by law',
    acts: '{{n}} kinds of acts, {{m}} of them binding',
    digest: 'Digest of the procedure',
    drawing: 'See the drawing',
    proof: 'See the proof',
    proving: 'Working it out …',
    holds:
      'It holds: {{configurations}} states and {{steps}} steps were gone through, and no path goes round a statutory step.',
    fails: 'It does not hold! These paths go round a step. Stop using it, and tell whoever maintains it:',
    before: 'What comes before each act on every path:',
    nothingBefore: 'The other {{n}} kinds of acts ask for none of these.',
    needs: 'only after: ',
  },
});
