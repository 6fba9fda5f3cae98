import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import { FailureNotice } from './failure-notice';
import { OtherWays } from './other-ways';
import { signedByPasskey } from './passkeys';
import { SecondFactorFields, secondFactorsOf, type SecondFactor } from './second-factor-fields';
import { SESSION_QUERY } from './session';
import { useWords } from './sign-in-words';
import './sign-in.css';

interface Answers {
  readonly username: string;
  readonly password: string;
  readonly totp?: string;
  readonly recoveryCode?: string;
}

/** Name and password, then what the account asks beyond them; or a passkey alone, or an identity provider. */
export function SignInPage() {
  const say = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Answers>();
  const [methods, askFor] = useState<readonly SecondFactor[]>([]);
  const [by, choose] = useState<SecondFactor>();
  const entered = () => queries.invalidateQueries({ queryKey: SESSION_QUERY });
  // Kept while it is shown which code is wanted; a password that is wrong is asked for again.
  const signIn = useMutation({
    mutationFn: async ({ username, password, totp, recoveryCode }: Answers) => {
      const passkey = by === 'passkey' ? await passkeyProof() : undefined;
      const proof =
        passkey !== undefined
          ? { passkey }
          : by === 'recovery-code'
            ? { recoveryCode: recoveryCode?.trim() }
            : by === 'totp'
              ? { totp: totp?.trim() }
              : {};
      return ask(api.POST('/api/sessions', { body: { username, password, ...proof, carrier: 'cookie' } }));
    },
    onError: (error) => {
      if (codeOf(error) !== 'second-factor-needed') return;
      const asked = secondFactorsOf(error);
      askFor(asked);
      choose((one) => one ?? asked[0]);
    },
    onSuccess: entered,
  });
  const onlyTheCode = codeOf(signIn.error) === 'second-factor-needed';
  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">{say('title')}</h1>
      {signIn.error && !onlyTheCode && <FailureNotice error={signIn.error} />}
      <Form<Answers>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(answers) => signIn.mutate(answers)}
        onValuesChange={(changed: Partial<Answers>) => {
          if (changed.username === undefined) return;
          // What one account asked for another need not have.
          askFor([]);
          choose(undefined);
        }}
      >
        <Form.Item
          name="username"
          label={say('username')}
          rules={[{ required: true, message: say('usernameMissing') }]}
        >
          <Input autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('password')}
          rules={[{ required: true, message: say('passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        {methods.length > 0 && (
          <SecondFactorFields
            methods={methods}
            by={by}
            choose={choose}
            pending={signIn.isPending}
            usePasskey={() => form.submit()}
          />
        )}
        {by !== 'passkey' && (
          <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
            {say('submit')}
          </Button>
        )}
      </Form>
      <OtherWays entered={entered} />
      <details className="forgotten">
        <summary>{say('forgotten')}</summary>
        <ul>
          <li>{say('forgottenPassword')}</li>
          <li>{say('forgottenPhone')}</li>
          <li>{say('forgottenName')}</li>
          <li>{say('forgottenAdministrator')}</li>
        </ul>
      </details>
      <p className="quiet">
        {say('noAccount')} <Link to="/public">{say('portal')}</Link>
      </p>
    </section>
  );
}

/** Proof with the password: the challenge for anybody's passkey, since nobody is signed in yet. */
async function passkeyProof() {
  return signedByPasskey(await ask(api.POST('/api/sessions/passkey/challenge')));
}
