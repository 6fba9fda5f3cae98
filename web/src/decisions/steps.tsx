import type { Bilingual } from '../words/words';
import type { ChartState } from './machine';
import { useWords } from './step-words';
import './steps.css';

/** The five steps, always in this order and in the same place. */
export const STEPS = [
  'public-input',
  'expert-review',
  'risk-assessment',
  'legality-review',
  'collective-decision',
] as const;
export type Step = (typeof STEPS)[number];

/** How a step stands, by word and by shape; colour comes second. */
const MARKS = { 'not-open': '○', open: '◐', completed: '●', exempted: '◇' } as const;
type Standing = keyof typeof MARKS;

/** Where in the machine each step is. */
const STATES: Readonly<Record<Step, string>> = {
  'public-input': '.publicInput.',
  'expert-review': '.expertReview.',
  'risk-assessment': '.riskAssessment.',
  'legality-review': '.legalityReview.',
  'collective-decision': '.meeting.',
};

/**
 * @param steps as the decision's state has them: the step's id and how it stands
 * @param waits what a step that is under way waits for, in words
 */
export function FiveSteps({
  steps,
  waits = {},
}: {
  steps: Readonly<Record<string, string>>;
  waits?: Readonly<Partial<Record<Step, string>>>;
}) {
  const say = useWords();
  return (
    <ol className="steps" aria-label={say('steps')}>
      {STEPS.map((step) => {
        const standing = standingOf(steps[step]);
        return (
          <li
            key={step}
            className={`step step-${standing}`}
            aria-current={standing === 'open' ? 'step' : undefined}
          >
            <span className="step-name">
              <span aria-hidden="true">{MARKS[standing]}</span> <strong>{say(step)}</strong>
            </span>
            <span className="step-standing">{say(standing)}</span>
            {standing === 'open' && waits[step] && <span className="step-waits">{waits[step]}</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** What the steps under way wait for. @param leaves the innermost active states */
export function waitsIn(
  leaves: readonly ChartState[],
  said: (text: Bilingual) => string,
): Partial<Record<Step, string>> {
  return Object.fromEntries(
    STEPS.flatMap((step) => {
      const at = leaves.find(({ id }) => id.includes(STATES[step]));
      return at ? [[step, said(at.title)]] : [];
    }),
  );
}

function standingOf(code: string | undefined): Standing {
  return code !== undefined && Object.hasOwn(MARKS, code) ? (code as Standing) : 'not-open';
}
