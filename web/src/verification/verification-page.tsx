import { useState } from 'react';
import { useShown } from '../decisions/shown';
import { Downloads } from './downloads';
import { Limits } from './limits';
import { TrustAnchors } from './trust-anchors';
import { useVerification } from './use-verification';
import { useWords } from './verification-words';
import { Verdict, VerifyButton } from './verdict';
import './verification.css';

/** `/decisions/:id/verification`: the dossier verified by the stand-alone verifier in the reader's own browser. */
export function Page() {
  const { id, workflow } = useShown();
  const say = useWords();
  const { progress, verify, stop } = useVerification();
  const [pins, setPins] = useState('');
  const [policy, setPolicy] = useState('');
  const [ownKey, setOwnKey] = useState('');
  const trusted = policy.trim() !== '' ? policy : ownKey.trim() && `log ${ownKey.trim()}\nquorum none`;
  /** A verdict is about what it was measured by: once that is changed, there is none. */
  const measuredBy = (change: (text: string) => void) => (text: string) => {
    stop();
    change(text);
  };
  const given = {
    ...(trusted !== '' && { policy: ended(trusted) }),
    // A checkpoint has an empty line of its own: two of them part one from the next.
    pins: pins
      .split(/\n[ \t]*\n[ \t]*\n/)
      .filter((pin) => pin.trim() !== '')
      .map((pin) => ended(pin.replace(/^\s*\n/, ''))),
    definitions: [workflow.hash],
  };
  return (
    <>
      <section aria-labelledby="verify-title">
        <h2 id="verify-title">{say('title')}</h2>
        <p>{say('how')}</p>
        <VerifyButton
          progress={progress}
          onVerify={() => void verify(dossierOf(id, given.pins), given)}
          onStop={stop}
        />
        <Verdict progress={progress} name={id} />
      </section>
      <Limits />
      <TrustAnchors
        ownKey={ownKey}
        onOwnKey={measuredBy(setOwnKey)}
        pins={pins}
        onPins={measuredBy(setPins)}
        policy={policy}
        onPolicy={measuredBy(setPolicy)}
      />
      <Downloads id={id} />
    </>
  );
}

/** The checkpoints of the sizes that the reader kept have to be in it, to be compared: the second line says the size. */
function dossierOf(id: string, pins: readonly string[]): string {
  const sizes = pins.flatMap((pin) => /^[^\n]*\n(\d+)\n/.exec(pin)?.[1] ?? []);
  return `/api/decisions/${id}/dossier.zip${sizes.length === 0 ? '' : `?pin=${[...new Set(sizes)].join(',')}`}`;
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
