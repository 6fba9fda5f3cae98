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

/** @param steps as the decision's state has them: the step's id and how it stands */
export function FiveSteps({ steps }: { steps: Readonly<Record<string, string>> }) {
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
            <span aria-hidden="true">{MARKS[standing]}</span>
            <strong>{say(step)}</strong>
            <span className="quiet">{say(standing)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function standingOf(code: string | undefined): Standing {
  return code !== undefined && Object.hasOwn(MARKS, code) ? (code as Standing) : 'not-open';
}
