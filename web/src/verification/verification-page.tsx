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
  const given = {
    ...(policy.trim() !== '' && { policy: ended(policy) }),
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
          onVerify={() => void verify(`/api/decisions/${id}/dossier.zip`, given)}
          onStop={stop}
        />
        <Verdict progress={progress} name={id} />
      </section>
      <Limits />
      <TrustAnchors pins={pins} onPins={setPins} policy={policy} onPolicy={setPolicy} />
      <Downloads id={id} />
    </>
  );
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
