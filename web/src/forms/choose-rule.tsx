import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useLanguage, type Language } from '../words/words';
import type { Controlled } from './controls';

/** The articles of the law, by article and what it asks; fetched when first needed. */
export function ChooseRule(given: Controlled<string>) {
  const { language } = useLanguage();
  const { data = [], isPending } = useQuery({
    queryKey: ['articles'],
    queryFn: async () => rulesIn((await import('../../../workflows/law/rules.tsv?raw')).default),
    staleTime: Infinity,
  });
  return (
    <Select
      {...given}
      allowClear
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={data.map((rule) => ({ value: rule.id, label: rule[language] }))}
    />
  );
}

/** As `src/law/rules.ts` reads the same table. */
function rulesIn(table: string): (Record<Language, string> & { id: string })[] {
  let named = '';
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [id = '', source = '', zh = '', en = ''] = line.split('\t');
      if (!source.startsWith('同上')) named = source;
      const article = source.replace(/^同上/, named);
      return { id, zh: `${article} ${zh}`, en: `${en} (${article})` };
    });
}
