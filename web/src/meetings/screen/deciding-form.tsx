import { Button } from 'antd';
import { useState } from 'react';
import { useRecord } from '../../acts/record-act';
import { SignedOriginal } from '../../acts/signed-original';
import { DocumentField } from '../../documents/document-field';
import type { Paper } from '../../documents/upload';
import { Outcome } from '../../session/acting';
import { isDiscussed } from '../agenda';
import { useMeetingCode } from '../meeting-words';
import { departs } from './majority';
import { onBehalf, type OnScreen } from './shared';
import { useWords } from './screen-words';

/** The head decides, after everybody was heard: one act, one item. */
export function DecidingForm(props: OnScreen) {
  const { meeting, decision, me, keeps, original, onOriginal, discussion } = props;
  const say = useWords();
  const isHead = meeting.state.head === me;
  if (!isDiscussed(decision)) {
    return discussion.count.spoke > 0 ? (
      <section>
        <h2>{say('decision')}</h2>
        <p className="quiet">{say('decisionWaits')}</p>
      </section>
    ) : null;
  }
  return (
    <section>
      <h2>{isHead || !keeps ? say('decision') : say('decideFor')}</h2>
      <p>{say('decisionOf')}</p>
      {!isHead && !keeps && <p role="status">{say('waitsForDecision')}</p>}
      {!isHead && keeps && (
        <details open={original !== undefined}>
          <summary>{say('enterFor')}</summary>
          <SignedOriginal value={original} onChange={onOriginal} />
        </details>
      )}
      {(isHead || (keeps && original)) && <Deciding {...props} />}
    </section>
  );
}

function Deciding({ meeting, decision, context, discussion, me, original }: OnScreen) {
  const say = useWords();
  const code = useMeetingCode();
  const record = useRecord('decisions', decision.id);
  const [outcome, setOutcome] = useState<string>();
  const [option, setOption] = useState<string>();
  const [reasons, setReasons] = useState('');
  const [edited, setEdited] = useState<Paper>();
  const options = context.draft?.options ?? [];
  const adopts = outcome === 'passed' || outcome === 'passed-with-edits';
  const needsReasons = outcome !== undefined && departs(discussion.count, outcome);
  const needsEdited = outcome === 'passed-with-edits';
  return (
    <>
      <Outcome of={record} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate({
            type: 'OutcomeDecided',
            payload: {
              outcome,
              bundleDigest: context.meeting.bundle,
              ...(adopts && option && { option }),
              ...(reasons.trim() && { reasonsAgainstMajority: reasons.trim() }),
              ...(needsEdited && edited && { editedText: { ...edited, kind: 'edited-text' } }),
            },
            version: decision.version,
            ...onBehalf(meeting.state.head, me, original),
          });
        }}
      >
        <fieldset className="stances">
          <legend>{say('outcome')}</legend>
          {(context.ruleSet?.parameters.meetingOutcomes ?? []).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="outcome"
                required
                checked={outcome === one}
                onChange={() => setOutcome(one)}
              />{' '}
              {code(one)}
            </label>
          ))}
        </fieldset>
        {adopts && options.length > 0 && (
          <fieldset className="stances">
            <legend>{say('option')}</legend>
            <p>{say('optionNeeded')}</p>
            {options.map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name="option"
                  required
                  checked={option === one}
                  onChange={() => setOption(one)}
                />{' '}
                {one}
              </label>
            ))}
          </fieldset>
        )}
        {needsEdited && (
          <div>
            <strong>{say('edited')}</strong>
            <DocumentField value={edited} onChange={(paper) => setEdited(paper as Paper | undefined)} />
            {!edited && <p className="quiet">{say('editedNeeded')}</p>}
          </div>
        )}
        {needsReasons && (
          <>
            <label htmlFor="reasons">{say('reasons')}</label>
            <p>△ {say('reasonsHow')}</p>
            <textarea
              id="reasons"
              className="words-box"
              required
              rows={3}
              maxLength={5000}
              value={reasons}
              onChange={({ target }) => setReasons(target.value)}
            />
          </>
        )}
        <p>
          <Button type="primary" size="large" htmlType="submit" loading={record.isPending}>
            {say('decide')}
          </Button>{' '}
          <span className="quiet">
            {say('onText')} <span className="digest">{context.meeting.bundle?.slice(0, 16)}</span>
          </span>
        </p>
      </form>
    </>
  );
}
