import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { ProblemError } from '../api/problem';
import { FailureNotice } from './failure-notice';
import { useWords } from './acting-words';
import { signedByPasskey } from './passkeys';
import './acting.css';

const METHODS = ['password', 'totp', 'passkey', 'recovery-code'] as const;
type Method = (typeof METHODS)[number];

type Proof = { password: string } | { totp: string } | { recoveryCode: string } | 'passkey';

interface Props {
  readonly error: unknown;
  readonly onProved: () => void;
}

/** One more proof where `step-up-required` asked for it; then what was refused is sent again by itself. */
export function ProveAgain(props: Props) {
  const say = useWords();
  return (
    <section role="alert" className="prove-again">
      <h3>{say('proveTitle')}</h3>
      <Proof {...props} />
    </section>
  );
}

/** The same over a long form, where the end of it is in sight and its beginning is not. */
export function ProveOver({ onCancel, ...props }: Props & { readonly onCancel: () => void }) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="prove-over" aria-label={say('proveTitle')} onClose={onCancel}>
      <h3>{say('proveTitle')}</h3>
      <Proof {...props} />
      <Button onClick={onCancel}>{say('notNow')}</Button>
    </dialog>
  );
}

function Proof({ error, onProved }: Props) {
  const say = useWords();
  const methods = methodsOf(error);
  const [chosen, choose] = useState<Method | undefined>(methods[0]);
  const prove = useMutation({
    mutationFn: async (proof: Proof) => {
      const body = proof === 'passkey' ? { passkey: await passkeyProof() } : proof;
      return ask(api.POST('/api/sessions/current/proof', { body }));
    },
    onSuccess: onProved,
  });
  if (methods.length === 0) {
    return (
      <p>
        {say('proveNeedsFactor')} <Link to="/me">{say('toAccount')}</Link>
      </p>
    );
  }
  return (
    <>
      <p>{say('proveWhy')}</p>
      {prove.error && <FailureNotice error={prove.error} />}
      {methods.length > 1 && (
        <Radio.Group
          aria-label={say('method')}
          value={chosen}
          onChange={({ target }) => choose(target.value as Method)}
          options={methods.map((value) => ({ value, label: say(value) }))}
        />
      )}
      {chosen === 'passkey' ? (
        <p>
          <Button type="primary" loading={prove.isPending} onClick={() => prove.mutate('passkey')}>
            {say('withPasskey')}
          </Button>
        </p>
      ) : (
        chosen && <Typed key={chosen} method={chosen} pending={prove.isPending} give={prove.mutate} />
      )}
    </>
  );
}

interface TypedProps {
  readonly method: Exclude<Method, 'passkey'>;
  readonly pending: boolean;
  readonly give: (proof: Proof) => void;
}

function Typed({ method, pending, give }: TypedProps) {
  const say = useWords();
  const proofOf = (typed: string): Proof =>
    method === 'password'
      ? { password: typed }
      : method === 'totp'
        ? { totp: typed.trim() }
        : { recoveryCode: typed.trim() };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ proof }) => give(proofOf(String(proof)))}>
      <Form.Item name="proof" label={say(method)} rules={[{ required: true, message: say('proofMissing') }]}>
        {method === 'password' ? (
          <Input.Password autoComplete="current-password" autoFocus />
        ) : (
          <Input
            autoComplete={method === 'totp' ? 'one-time-code' : 'off'}
            inputMode={method === 'totp' ? 'numeric' : 'text'}
            maxLength={method === 'totp' ? 6 : 100}
            autoFocus
          />
        )}
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={pending}>
        {say('prove')}
      </Button>
    </Form>
  );
}

async function passkeyProof() {
  return signedByPasskey(await ask(api.POST('/api/sessions/current/passkey/challenge')));
}

function methodsOf(error: unknown): readonly Method[] {
  const asked = error instanceof ProblemError ? error.problem['methods'] : undefined;
  return Array.isArray(asked) ? METHODS.filter((method) => asked.includes(method)) : [];
}
