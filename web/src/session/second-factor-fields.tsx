import { Button, Form, Input, Radio } from 'antd';
import { ProblemError } from '../api/problem';
import { useWords } from './sign-in-words';

const SECOND_FACTORS = ['passkey', 'totp', 'recovery-code'] as const;
export type SecondFactor = (typeof SECOND_FACTORS)[number];

/** By what the server lets this account go on (`second-factor-needed`). */
export function secondFactorsOf(error: unknown): readonly SecondFactor[] {
  const asked = error instanceof ProblemError ? error.problem['methods'] : undefined;
  return Array.isArray(asked) ? SECOND_FACTORS.filter((method) => asked.includes(method)) : ['totp'];
}

interface Props {
  readonly methods: readonly SecondFactor[];
  readonly by: SecondFactor | undefined;
  readonly choose: (method: SecondFactor) => void;
  readonly pending: boolean;
  readonly usePasskey: () => void;
}

/** The password was right; the account asks for one thing more. */
export function SecondFactorFields({ methods, by, choose, pending, usePasskey }: Props) {
  const say = useWords();
  return (
    <div role="group" aria-label={say('oneMore')}>
      <p role="status">{say('oneMore')}</p>
      {methods.length > 1 && (
        <Form.Item label={say('by')}>
          <Radio.Group
            value={by}
            onChange={({ target }) => choose(target.value as SecondFactor)}
            options={methods.map((value) => ({ value, label: say(value) }))}
          />
        </Form.Item>
      )}
      {by === 'totp' && (
        <Form.Item
          name="totp"
          label={say('totp')}
          extra={say('codeHow')}
          rules={[
            { required: true, message: say('codeShape') },
            { pattern: /^\d{6}$/, message: say('codeShape') },
          ]}
        >
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus size="large" />
        </Form.Item>
      )}
      {by === 'recovery-code' && (
        <Form.Item
          name="recoveryCode"
          label={say('recovery-code')}
          extra={say('recoveryHow')}
          rules={[{ required: true, message: say('recoveryMissing') }]}
        >
          <Input autoComplete="off" maxLength={100} autoFocus size="large" />
        </Form.Item>
      )}
      {by === 'passkey' && (
        <Button type="primary" size="large" block loading={pending} onClick={usePasskey}>
          {say('withPasskey')}
        </Button>
      )}
    </div>
  );
}
