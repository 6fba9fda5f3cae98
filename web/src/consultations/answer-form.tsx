import { Button } from 'antd';
import { useState } from 'react';
import { announce } from '../app/announcements';
import { Refused } from '../session/acting';
import { DISPOSITIONS, type Disposition } from './consultations';
import { useDisposing } from './disposing';
import { useWords } from './consultation-words';

interface Props {
  readonly id: string;
  readonly picked: ReadonlySet<number>;
  readonly onPick: (picked: ReadonlySet<number>) => void;
}

/** One disposition with one reason for what was chosen. Nothing is chosen beforehand: each answer is somebody's judgement. */
export function AnswerForm({ id, picked, onPick }: Props) {
  const say = useWords();
  const { dispose, progress, error, stop } = useDisposing(id);
  const [disposition, setDisposition] = useState<Disposition>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<'nonePicked' | 'dispositionNeeded' | 'reasonNeeded'>();
  const submit = async () => {
    const lacks =
      picked.size === 0
        ? 'nonePicked'
        : !disposition
          ? 'dispositionNeeded'
          : reason.trim() === ''
            ? 'reasonNeeded'
            : undefined;
    setMissing(lacks);
    if (lacks || !disposition) return;
    const left = new Set(picked);
    const comments = [...picked].sort((a, b) => a - b);
    const done = await dispose({ comments, disposition, reason: reason.trim() }, (comment) => {
      left.delete(comment);
      onPick(new Set(left));
    });
    if (done > 0) announce(say('sent', { count: done }));
    if (left.size === 0) {
      setDisposition(undefined);
      setReason('');
    }
  };
  return (
    <div className="answer">
      {error !== undefined && <Refused error={error} onProved={() => void submit()} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2>{say('answer')}</h2>
        <p className="quiet">{say('answerHow')}</p>
        <fieldset className="stances">
          <legend>{say('disposition')}</legend>
          {DISPOSITIONS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="disposition"
                checked={disposition === one}
                onChange={() => setDisposition(one)}
              />{' '}
              {say(one)}
            </label>
          ))}
        </fieldset>
        <label htmlFor="reason">{say('reason')}</label>
        <p className="quiet">{say('reasonHow')}</p>
        <textarea
          id="reason"
          className="words-box"
          rows={4}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {missing && (
          <p role="alert" className="missing">
            {say(missing)}
          </p>
        )}
        {progress ? (
          <p role="status">
            <progress max={progress.of} value={progress.done} />{' '}
            {say('sending', { done: progress.done, of: progress.of })}{' '}
            <Button onClick={stop}>{say('stop')}</Button>
          </p>
        ) : (
          <Button type="primary" htmlType="submit" size="large">
            {say('send', { count: picked.size })}
          </Button>
        )}
      </form>
    </div>
  );
}
