import { Form, Input } from 'antd';
import { useWords } from './sign-in-words';

/** A password typed twice: nobody else knows it, so nobody else could tell what was mistyped. */
export function NewPasswordFields({ within }: { within?: string }) {
  const say = useWords();
  const at = (name: string) => (within === undefined ? [name] : [within, name]);
  const password = at('password');
  return (
    <>
      <Form.Item
        name={password}
        label={say('newPassword')}
        extra={say('newPasswordHow')}
        rules={[
          { required: true, message: say('newPasswordMissing') },
          { min: 12, message: say('newPasswordShort') },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name={at('passwordAgain')}
        label={say('again')}
        dependencies={[password]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, typed: string | undefined) => {
              if ((typed ?? '') !== (getFieldValue(password) ?? '')) throw new Error(say('againDiffers'));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  );
}
