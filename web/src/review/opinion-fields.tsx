import { Form } from 'antd';
import { REVIEW_OUTCOMES, wordFor } from '../../../workflows/words';
import type { Edition } from '../decisions/papers/editions-in';
import { FieldsOf } from '../desk/fields-of';
import { TextConfirmed } from '../desk/seal';
import type { Schema } from '../forms/schema';
import { useSaid } from '../words/words';
import { useWords } from './review-words';

type Answer = 'conforms' | 'does-not-conform' | 'unregulated';
type Answers = Partial<Record<'power' | 'procedure' | 'content', Answer>>;

/** Article 27: three answers, the outcome that follows from them, and the very text that all of it is on. */
export function OpinionFields({
  schema,
  edition,
  exempted,
  counselHeard,
}: {
  schema: Schema;
  edition: Edition | undefined;
  /** Whether a step was found not to apply: the reviewer answers for each such finding. */
  exempted: boolean;
  counselHeard: boolean;
}) {
  const say = useWords();
  const form = Form.useFormInstance();
  const outcome = Form.useWatch(['payload', 'outcome'], form) as string | undefined;
  return (
    <>
      <fieldset>
        <legend>{say('three')}</legend>
        {(['power', 'procedure', 'content'] as const).map((name) => (
          <div key={name}>
            <p className="quiet">{say(name === 'procedure' ? 'procedureAsk' : name)}</p>
            <FieldsOf schema={schema} names={[name]} />
          </div>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('outcome')}</legend>
        <WhatFollows />
        <FieldsOf
          schema={schema}
          names={['outcome', 'missingStep', ...(outcome === 'exploratory' ? ['legalRisk'] : [])]}
        />
      </fieldset>
      <FieldsOf
        schema={schema}
        names={[...(exempted ? ['exemptionsReviewed'] : []), ...(counselHeard ? [] : ['noCounselBecause'])]}
      />
      <p className="quiet">{say('paperHow')}</p>
      <FieldsOf schema={schema} names={['opinion']} />
      <details className="desk-fold">
        <summary>{say('sooner')}</summary>
        <FieldsOf schema={schema} names={['timeSufficedBecause']} />
      </details>
      {edition && (
        <TextConfirmed
          what={say('textIs', {
            n: edition.number,
            count: edition.papers.length,
          })}
          digest={edition.bundleDigest}
          statement={say('confirm')}
          missing={say('confirmMissing')}
        />
      )}
    </>
  );
}

/** The outcomes that the answers allow, said while they are given; the server asks the same again (`three-answers`). */
function WhatFollows() {
  const say = useWords();
  const said = useSaid();
  const form = Form.useFormInstance();
  const answers = (Form.useWatch('payload', form) ?? {}) as Answers;
  const possible = outcomesFrom(answers);
  return (
    <p role="status" className="quiet">
      {possible === undefined
        ? say('outcomeNone')
        : say('outcomeNow', {
            outcomes: possible.map((code) => said(wordFor(REVIEW_OUTCOMES, code))).join(say('and')),
          })}
    </p>
  );
}

function outcomesFrom({ power, procedure, content }: Answers): string[] | undefined {
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
