import { Button } from 'antd';
import { useState } from 'react';
import { useRecord } from '../../acts/record-act';
import { Outcome } from '../../session/acting';
import type { Speaker } from './discussion';
import { onBehalf, type OnScreen } from './shared';
import { useWords } from './screen-words';

/** Withdrawing from one item: the person's own act, or entered from the signed original. */
export function RecusalForm({ decision, speaker, me, original }: OnScreen & { readonly speaker: Speaker }) {
  const say = useWords();
  const record = useRecord('decisions', decision.id);
  const [reason, setReason] = useState('');
  const isMine = speaker.person === me;
  if (!speaker.present || speaker.recused || (!isMine && !original)) return null;
  return (
    <details>
      <summary>{say('recusal')}</summary>
      <Outcome of={record} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate({
            type: 'MemberRecused',
            payload: { reason: reason.trim() },
            ...onBehalf(speaker.person, me, original),
          });
        }}
      >
        <p>{say('recusalHow')}</p>
        <label htmlFor="recusal-reason">{say('recusalReason')}</label>
        <textarea
          id="recusal-reason"
          className="words-box"
          required
          rows={2}
          maxLength={5000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button htmlType="submit" loading={record.isPending}>
          {say('recusalRecord')}
        </Button>
      </form>
    </details>
  );
}
