import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { api, ask } from '../api/client';
import { Outcome, useActing } from '../session/acting';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './account-words';
import { RecoveryCodes } from './recovery-codes';

/** Stays when it is done, since the recovery codes are shown here and nowhere else. The secret is shown first; it is kept once a code proves that the phone has it. */
export function SetUpCodes({ wanted }: { wanted: boolean }) {
  const say = useWords();
  const begin = useActing(() => ask(api.POST('/api/me/totp')));
  const confirm = useActing(
    ({ ticket, code }: { ticket: string; code: string }) =>
      ask(api.POST('/api/me/totp/confirm', { body: { ticket, code } })),
    () => begin.reset(),
  );
  const { colon } = usePunctuation();
  const begun = begin.data;
  return (
    <div className="act">
      {wanted && (
        <Button loading={begin.isPending} onClick={() => begin.mutate()}>
          {say('addTotp')}
        </Button>
      )}
      {begin.error && <Outcome of={begin} />}
      {begun && (
        <section className="act-form" aria-label={say('addTotp')}>
          <p>{say('totpHow')}</p>
          <QrCode svg={begun.qr} label={say('totpQr')} />
          <p>
            {say('secret')}
            {colon}
            <span className="digest">{begun.secret}</span>
          </p>
          <Form
            layout="vertical"
            requiredMark={false}
            onFinish={({ code }: { code: string }) => confirm.mutate({ ticket: begun.ticket, code })}
          >
            <Form.Item
              name="code"
              label={say('code')}
              rules={[{ required: true, pattern: /^\d{6}$/, message: say('codeShape') }]}
            >
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={confirm.isPending}>
              {say('confirm')}
            </Button>
          </Form>
        </section>
      )}
      {confirm.error && <Outcome of={confirm} />}
      {confirm.data?.recoveryCodes && <RecoveryCodes codes={confirm.data.recoveryCodes} />}
    </div>
  );
}

/** As a picture of its own: a drawing put into the page would be judged by the page's policy. */
function QrCode({ svg, label }: { svg: string; label: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return address ? <img src={address} alt={label} width="220" height="220" /> : null;
}
