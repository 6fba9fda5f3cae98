import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { ProblemError } from '../api/problem';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useWords } from './step-up-words';

const TYPED = ['totp', 'recoveryCode', 'password'] as const;
type Typed = (typeof TYPED)[number];
/** As the server names the ways (`methods` of step-up-required). */
const OFFERED: Readonly<Record<Typed, string>> = {
  totp: 'totp',
  recoveryCode: 'recovery-code',
  password: 'password',
};

/**
 * Where an act asks for a fresh proof of who does it: in place, over the form.
 * @param error the refusal of the act; nothing is shown for any other than step-up-required
 * @param proved sends the act again
 */
export function StepUp({ error, proved, given }: { error: unknown; proved: () => void; given: () => void }) {
  const say = useWords();
  const methods = methodsOf(error);
  const [chosen, choose] = useState<Typed>();
  const prove = useMutation({
    mutationFn: (body: Partial<Record<Typed, string>>) =>
      ask(api.POST('/api/sessions/current/proof', { body })),
    onSuccess: proved,
  });
  const byPasskey = useMutation({ mutationFn: provePasskey, onSuccess: proved });
  if (!methods) return null;
  const hasPasskey = methods.includes('passkey');
  const possible = TYPED.filter((one) => methods.includes(OFFERED[one]));
  const by = chosen ?? possible[0];
  return (
    <Modal open title={say('title')} onCancel={given} footer={null} destroyOnHidden>
      {hasPasskey && (
        <>
          <p>{say('why')}</p>
          {byPasskey.error && <PasskeyFailed error={byPasskey.error} />}
          <p>
            <Button type="primary" loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
              {say('passkey')}
            </Button>
          </p>
        </>
      )}
      {by === undefined && hasPasskey ? null : by === undefined ? (
        <>
          <p>{say('none')}</p>
          <p>
            <Link to="/me">{say('toMe')}</Link>
          </p>
        </>
      ) : (
        <Form
          key={by}
          layout="vertical"
          onFinish={({ proof }: { proof: string }) => prove.mutate({ [by]: proof.trim() })}
        >
          {!hasPasskey && <p>{say('why')}</p>}
          {prove.error && <RefusalNotice error={prove.error} />}
          <Form.Item
            name="proof"
            label={say(by)}
            rules={[
              { required: true, message: say('missing') },
              ...(by === 'totp' ? [{ pattern: /^\s*\d{6}\s*$/, message: say('shape') }] : []),
            ]}
          >
            {by === 'password' ? (
              <Input.Password autoFocus autoComplete="current-password" />
            ) : (
              <Input
                autoFocus
                autoComplete="one-time-code"
                {...(by === 'totp' && { inputMode: 'numeric' as const })}
              />
            )}
          </Form.Item>
          <div className="submit">
            <Button type="primary" htmlType="submit" loading={prove.isPending}>
              {say('verify')}
            </Button>
            <Button onClick={given}>{say('cancel')}</Button>
            {possible
              .filter((one) => one !== by)
              .map((one) => (
                <Button key={one} type="link" onClick={() => choose(one)}>
                  {say('other', { method: say(one) })}
                </Button>
              ))}
          </div>
        </Form>
      )}
    </Modal>
  );
}

/** Asks the device for one of the reader's own passkeys. */
async function provePasskey(): Promise<unknown> {
  const { ticket, options } = await ask(api.POST('/api/sessions/current/passkey/challenge'));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const credential = await navigator.credentials.get({ publicKey });
  const response = (credential as PublicKeyCredential).toJSON();
  return ask(
    api.POST('/api/sessions/current/proof', { body: { passkey: { ticket, response: response as never } } }),
  );
}

/** The device refused, or somebody closed its question: that is no refusal of the server. */
function PasskeyFailed({ error }: { error: unknown }) {
  const say = useWords();
  return error instanceof ProblemError ? (
    <RefusalNotice error={error} />
  ) : (
    <p role="alert">{say('passkeyFailed')}</p>
  );
}

function methodsOf(error: unknown): readonly string[] | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'step-up-required') return undefined;
  const { methods } = error.problem;
  return Array.isArray(methods) ? methods.map(String) : [];
}
