type Answer = 'conforms' | 'does-not-conform' | 'unregulated';
export type Answers = Partial<Record<'power' | 'procedure' | 'content', Answer>>;

/**
 * The outcomes that the three answers allow; undefined until all are given. What counts is `three-answers`
 * (`workflows/major-decision/review-answers.ts`), which the server asks: a test holds the two together.
 */
export function outcomesFrom({ power, procedure, content }: Answers): string[] | undefined {
  if (!power || !procedure || !content) return undefined;
  const answers = [power, procedure, content];
  const offends = answers.includes('does-not-conform');
  return [
    ...(answers.every((one) => one === 'conforms') ? ['lawful'] : []),
    ...(power === 'conforms' && procedure === 'conforms' ? ['lawful-with-changes'] : []),
    ...(procedure === 'does-not-conform' ? ['step-missing'] : []),
    ...(offends ? ['unlawful'] : []),
    ...(answers.includes('unregulated') && !offends ? ['exploratory'] : []),
  ];
}
