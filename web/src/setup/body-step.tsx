import { Form, Input, Radio, Select } from 'antd';
import { NewPasswordFields } from '../session/new-password-fields';
import { useLanguage, useSaid } from '../words/words';
import { LEVELS, useJurisdictions } from './first-start';
import { useWords } from './setup-words';

export function BodyStep() {
  const say = useWords();
  const said = useSaid();
  const { data } = useJurisdictions();
  const places = data?.jurisdictions.filter((one) => one.of === 'place') ?? [];
  return (
    <>
      <h2>{say('body')}</h2>
      <Form.Item
        name={['body', 'name']}
        label={say('bodyName')}
        rules={[
          { required: true, whitespace: true, message: say('missingField', { field: say('bodyName') }) },
        ]}
      >
        <Input maxLength={200} placeholder={say('bodyNameHint')} />
      </Form.Item>
      <Form.Item name={['body', 'level']} label={say('level')} extra={say('levelHow')}>
        <Radio.Group className="stacked" options={LEVELS.map((value) => ({ value, label: say(value) }))} />
      </Form.Item>
      <Form.Item name={['body', 'ruleSet']} label={say('rules')} extra={say('rulesHow')}>
        <Select
          showSearch
          optionFilterProp="label"
          options={places.map(({ id, title, illustrative }) => ({
            value: id,
            label: said(title) + (illustrative ? say('illustrative') : ''),
          }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={[['body', 'ruleSet']]}>
        {({ getFieldValue }) => <AskedThere id={String(getFieldValue(['body', 'ruleSet']))} />}
      </Form.Item>
    </>
  );
}

/** What the rules chosen ask beyond the nation, each with its article. */
function AskedThere({ id }: { id: string }) {
  const say = useWords();
  const said = useSaid();
  const { language } = useLanguage();
  const { data } = useJurisdictions();
  const place = data?.jurisdictions.find((one) => one.id === id);
  if (!place || id === 'national') return null;
  return (
    <div className="asked-there">
      {place.partial && (
        <p className="quiet">
          {say('partial')}
          {said(place.partial)}
        </p>
      )}
      {place.parameters.length === 0 ? (
        <p className="quiet">{say('asksNothing')}</p>
      ) : (
        <details>
          <summary>{say('asks')}</summary>
          <ul>
            {place.parameters.map(({ parameter, title, citation }) => (
              <li key={parameter}>
                {said(title)}
                {citation && <cite> {language === 'zh' ? citation.article : citation.articleEn}</cite>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export function AdministratorStep() {
  const say = useWords();
  const field = (name: string) => ({
    required: true,
    whitespace: true,
    message: say('missingField', { field: name }),
  });
  return (
    <>
      <h2>{say('administrator')}</h2>
      <p>{say('administratorHow')}</p>
      <Form.Item name={['administrator', 'name']} label={say('name')} rules={[field(say('name'))]}>
        <Input maxLength={100} autoComplete="name" />
      </Form.Item>
      <Form.Item name={['administrator', 'post']} label={say('post')}>
        <Input maxLength={200} placeholder="系统管理员" />
      </Form.Item>
      <Form.Item
        name={['administrator', 'username']}
        label={say('username')}
        extra={say('usernameHow')}
        rules={[field(say('username'))]}
      >
        <Input maxLength={64} autoComplete="username" />
      </Form.Item>
      <NewPasswordFields within="administrator" />
    </>
  );
}
