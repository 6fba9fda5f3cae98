import { Form } from 'antd';
import { REVIEW_OUTCOMES, wordFor } from '../../../workflows/words';
import type { Edition } from '../decisions/papers/editions-in';
import { FieldsOf } from '../desk/fields-of';
import { TextConfirmed } from '../desk/seal';
import type { Schema } from '../forms/schema';
import { useSaid } from '../words/words';
import { outcomesFrom, type Answers } from './outcomes-from';
import { useWords } from './review-words';

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
            <FieldsOf schema={schema} names={[name, `${name}Because`]} />
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
      <p className="quiet">{say(schema.properties?.['powerBecause'] ? 'paperHow' : 'paperWithReasons')}</p>
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

/** The outcomes that the answers allow, said while they are given. */
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
