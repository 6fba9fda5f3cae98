import { Radio } from 'antd';
import { useState } from 'react';
import type { Decision } from '../decisions/decisions';
import type { Edition } from '../decisions/papers/editions-in';
import { DeskAct } from '../desk/desk-act';
import { EditionChanges } from '../desk/edition-changes';
import { FieldsOf } from '../desk/fields-of';
import { TextConfirmed } from '../desk/seal';
import { useWords } from './review-words';

/** A later edition, beside the one reviewed: it counts only once the reviewer, shown the difference, says what it is. */
export function Conformity({ decision, from, to }: { decision: Decision; from: Edition; to: Edition }) {
  const say = useWords();
  const [conforms, judge] = useState<boolean>();
  return (
    <section aria-labelledby="conformity-title">
      <h2 id="conformity-title">{say('conformity')}</h2>
      <p>{say('conformityHow')}</p>
      <EditionChanges from={from} to={to} says={say('says')} />
      <Radio.Group
        aria-label={say('conformity')}
        className="one-of"
        value={conforms}
        onChange={({ target }) => judge(target.value as boolean)}
        options={[
          { value: true, label: say('confirmIt') },
          { value: false, label: say('denyIt') },
        ]}
      />
      {conforms !== undefined && (
        <DeskAct
          key={String(conforms)}
          decision={decision}
          type={conforms ? 'ConformityConfirmed' : 'ConformityDenied'}
          fields={(schema) => (
            <>
              <FieldsOf schema={schema} names={['from', 'to', 'kind', 'remark']} />
              <TextConfirmed
                what={say('conformityText', { n: to.number })}
                digest={to.bundleDigest}
                statement={say('conformityConfirm')}
                missing={say('conformityMissing')}
              />
            </>
          )}
        />
      )}
    </section>
  );
}
