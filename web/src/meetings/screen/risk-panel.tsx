import { Button } from 'antd';
import { useState } from 'react';
import { RISK_LEVELS, wordFor } from '../../../../workflows/words';
import { useRecord } from '../../acts/record-act';
import { Outcome } from '../../session/acting';
import { useLanguage } from '../../words/words';
import { onBehalf, type OnScreen } from './shared';
import { useWords } from './screen-words';

/** Where risks were assessed, the body judges in the meeting whether they are controllable (article 24). */
export function RiskPanel({ meeting, decision, context: { risk }, me, keeps, original }: OnScreen) {
  const say = useWords();
  const { language } = useLanguage();
  const record = useRecord('decisions', decision.id);
  const [controllable, judge] = useState<boolean>();
  const [grounds, setGrounds] = useState('');
  if (!risk) return null;
  const { head } = meeting.state;
  const may = me === head || (keeps && original !== undefined);
  return (
    <section>
      <h2>{say('risk')}</h2>
      <p>{say('riskLevel', { level: wordFor(RISK_LEVELS, risk.level)[language] })}</p>
      {risk.judged === 'not-yet' ? (
        <p>{say('riskOpen')}</p>
      ) : (
        <p>{say('riskIs', { is: say(risk.judged) })}</p>
      )}
      <Outcome of={record} />
      {may && risk.judged === 'not-yet' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            record.mutate({
              type: 'RiskJudged',
              payload: { controllable, grounds: grounds.trim() },
              version: decision.version,
              ...onBehalf(head, me, original),
            });
          }}
        >
          <fieldset className="stances">
            <legend>{say('risk')}</legend>
            {[true, false].map((one) => (
              <label key={String(one)}>
                <input
                  type="radio"
                  name="controllable"
                  required
                  checked={controllable === one}
                  onChange={() => judge(one)}
                />{' '}
                {say(one ? 'controllable' : 'not-controllable')}
              </label>
            ))}
          </fieldset>
          {controllable === false && <p>△ {say('riskConsequence')}</p>}
          <label htmlFor="risk-grounds">{say('grounds')}</label>
          <textarea
            id="risk-grounds"
            className="words-box"
            required
            rows={2}
            maxLength={5000}
            value={grounds}
            onChange={({ target }) => setGrounds(target.value)}
          />
          <Button htmlType="submit" loading={record.isPending}>
            {say('riskRecord')}
          </Button>
        </form>
      )}
    </section>
  );
}
