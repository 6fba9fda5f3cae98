import { STEPS } from '../decisions/steps';
import { stepsOf, type Decision, type PastEvent } from '../decisions/decisions';
import type { Edition } from '../decisions/papers/editions-in';
import { papersIn } from '../decisions/papers/named-papers';
import { PaperLine } from '../decisions/papers/paper-links';
import { useWords as useStepWords } from '../decisions/step-words';
import { ofType, payloadOf, textIn } from '../desk/past';
import { useCodeName } from '../forms/names';
import { useNameOf } from '../people/people';
import { useSaid } from '../words/words';
import { reviewAsksFor } from './asked-for';
import { useWords } from './review-words';

interface Props {
  readonly decision: Decision;
  readonly events: readonly PastEvent[];
  readonly request: PastEvent;
  readonly edition: Edition | undefined;
}

/** The bundle, paper by paper: there or missing, by word and mark. */
export function BundleCheck({ decision, events, request, edition }: Props) {
  const say = useWords();
  const said = useSaid();
  const codeName = useCodeName();
  const { papers } = payloadOf(request);
  const sent = Array.isArray(papers) ? (papers as { kind?: string; sha256: string }[]) : [];
  const asked = reviewAsksFor(decision.rules?.parameters);
  const others = sent.filter(({ kind }) => !asked.includes(kind ?? ''));
  return (
    <section aria-labelledby="bundle-title">
      <h2 id="bundle-title">{say('bundle')}</h2>
      <p className="quiet">{say('bundleHow')}</p>
      <ul className="check-list">
        <Line what={edition ? say('draftOf', { n: edition.number }) : ''} there={edition !== undefined}>
          {edition?.papers.map((paper) => (
            <div key={paper.sha256}>
              <PaperLine paper={paper} />
            </div>
          ))}
        </Line>
        {asked.map((kind) => {
          const given = sent.filter((one) => one.kind === kind);
          return (
            <Line key={kind} what={codeName('kind', kind)} there={given.length > 0}>
              {papersIn(given).map((paper) => (
                <div key={paper.sha256}>
                  <PaperLine paper={paper} />
                </div>
              ))}
            </Line>
          );
        })}
        {papersIn(others).map((paper) => (
          <Line key={paper.sha256} what={paper.kind ? said(paper.kind) : ''} there>
            <PaperLine paper={paper} />
          </Line>
        ))}
      </ul>
      <StepsTaken decision={decision} events={events} />
    </section>
  );
}

function Line({ what, there, children }: { what: string; there: boolean; children?: React.ReactNode }) {
  const say = useWords();
  return (
    <li>
      <span className={there ? 'there' : 'missing'} aria-hidden="true">
        {there ? '✓' : '✗'}
      </span>
      <div>
        <strong>{what}</strong>{' '}
        <span className={there ? 'quiet' : 'missing'}>{say(there ? 'there' : 'missing')}</span>
        {children}
      </div>
    </li>
  );
}

const BEFORE_THE_REVIEW = STEPS.slice(0, 3);

/** What was done, and what was found not to apply, with the finding's own words: the reviewer answers for both. */
function StepsTaken({ decision, events }: Pick<Props, 'decision' | 'events'>) {
  const say = useWords();
  const step = useStepWords();
  const nameOf = useNameOf();
  const standings = stepsOf(decision);
  return (
    <>
      <h3>{say('procedure')}</h3>
      <ul className="check-list">
        {BEFORE_THE_REVIEW.map((id) => {
          const stands = standings[id];
          const finding = ofType(events, 'StepFindingRecorded').findLast(
            (event) => textIn(payloadOf(event), 'step') === id,
          );
          const basis = finding && textIn(payloadOf(finding), 'legalBasis');
          const is = stands === 'completed' || stands === 'exempted' ? stands : 'open';
          return (
            <li key={id}>
              <span className={is === 'open' ? 'missing' : 'there'} aria-hidden="true">
                {is === 'completed' ? '✓' : is === 'exempted' ? '◇' : '✗'}
              </span>
              <div>
                <strong>{step(id)}</strong> <span className="quiet">{say(is)}</span>
                {finding && is === 'exempted' && (
                  <div>
                    {say('foundBy', {
                      name: nameOf(finding.onBehalf ?? finding.actor),
                      reason: textIn(payloadOf(finding), 'reason') ?? '',
                    })}{' '}
                    {basis && <span className="quiet">{say('basis', { basis })}</span>}
                  </div>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
