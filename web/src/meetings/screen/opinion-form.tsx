import { Button } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { announce } from '../../app/announcements';
import { useRecord } from '../../acts/record-act';
import { SignedOriginal } from '../../acts/signed-original';
import type { Stance } from '../../../../workflows/major-decision/context';
import { useNameOf } from '../../people/people';
import { Outcome } from '../../session/acting';
import { useMeetingCode } from '../meeting-words';
import { STANCES, type Speaker } from './discussion';
import { onBehalf, type OnScreen } from './shared';
import { useWords } from './screen-words';

interface Props extends OnScreen {
  readonly speaker: Speaker;
  readonly onRecorded: () => void;
}

/** One person's opinion: by the person, or by whoever keeps the record, from the signed original. */
export function OpinionForm(props: Props) {
  const { speaker, me, keeps, original, onOriginal, discussion } = props;
  const say = useWords();
  const nameOf = useNameOf();
  const code = useMeetingCode();
  const isMine = speaker.person === me;
  if (!speaker.present) return isMine ? <p>{say('iAmAbsent')}</p> : null;
  if (speaker.recused) return isMine ? <p>{say('iAmRecused')}</p> : null;
  // Said beside the order already, with the article.
  if (speaker.isHead && (discussion.waiting.length > 0 || discussion.count.spoke === 0)) return null;
  if (speaker.isHead && discussion.headSpoke) return null;
  return (
    <section>
      <h2>{isMine ? say('mine') : say('speakAs', { name: nameOf(speaker.person) })}</h2>
      {isMine && speaker.stance && <p>{say('mineGiven', { stance: code(speaker.stance) })}</p>}
      {!isMine && keeps && (
        <>
          {!original && <p>{say('originalFirst')}</p>}
          <details open={original !== undefined}>
            <summary>{say('enterFor')}</summary>
            <SignedOriginal value={original} onChange={onOriginal} />
          </details>
        </>
      )}
      {(isMine || original) && <Opinion {...props} />}
    </section>
  );
}

function Opinion({ decision, speaker, me, original, onRecorded }: Props) {
  const say = useWords();
  const code = useMeetingCode();
  const nameOf = useNameOf();
  const [stance, setStance] = useState<Stance>();
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState<'stanceNeeded' | 'wordsNeeded'>();
  const done = () => {
    announce(say('recorded', { name: nameOf(speaker.person) }));
    setStance(undefined);
    setWords('');
    onRecorded();
  };
  const record = useRecord('decisions', decision.id, done);
  const submit = () => {
    const lacks = !stance ? 'stanceNeeded' : words.trim() === '' ? 'wordsNeeded' : undefined;
    setMissing(lacks);
    if (lacks) return;
    record.mutate({
      type: speaker.isHead ? 'HeadSpoke' : 'MemberSpoke',
      payload: { stance, words: words.trim() },
      // Members speak at once, and only add; the head speaks on what the room has heard.
      ...(speaker.isHead && { version: decision.version }),
      ...onBehalf(speaker.person, me, original),
    });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    const chosen = STANCES[Number(event.key) - 1];
    if (chosen && !(event.target instanceof HTMLTextAreaElement)) setStance(chosen);
  };
  return (
    <>
      <Outcome of={record} />
      {/* Shortcuts for whoever takes the minutes; everything is reachable without them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        onKeyDown={pressed}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <fieldset className="stances">
          <legend>{say('stance')}</legend>
          {STANCES.map((one, at) => (
            <label key={one}>
              <input
                type="radio"
                name={`stance-${speaker.person}`}
                checked={stance === one}
                onChange={() => setStance(one)}
              />
              <span aria-hidden="true" className="quiet">
                {at + 1}
              </span>{' '}
              {code(one)}
            </label>
          ))}
        </fieldset>
        <label htmlFor={`words-${speaker.person}`}>{say('words')}</label>
        <textarea
          id={`words-${speaker.person}`}
          className="words-box"
          rows={3}
          maxLength={5000}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        {missing && (
          <p role="alert" className="missing">
            {say(missing)}
          </p>
        )}
        <p>
          <Button type="primary" size="large" htmlType="submit" loading={record.isPending}>
            {say('record')}
          </Button>{' '}
          <span className="quiet">{say('recordKeys')}</span>
        </p>
      </form>
    </>
  );
}
