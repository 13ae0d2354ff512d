import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import type { ActionRun } from '../../local/forge/actions';
import { fixtureHost } from './fixture-app/host';

const AGENT = '5b10ac8d:agent';

function run(but: Partial<ActionRun> = {}, key = 'act') {
  const inputs = { say: 'hello' };
  return fixtureHost().runAction(key, { by: 'automation', inputs, accountId: AGENT, ...but });
}

/** What the function was called with. */
async function calledWith(but: Partial<ActionRun> = {}, key = 'act'): Promise<Record<string, unknown>> {
  const result = await run(but, key);
  if (result.status !== 'done') throw new Error(result.errors.join());
  return JSON.parse(String(result.outputs['more'])) as Record<string, unknown>;
}

describe('an action', () => {
  it('gets the inputs as they are, and who is behind the rule', async () => {
    expect(await calledWith({ inputs: { say: 'hello', often: 2, loud: true } })).toMatchObject({
      payload: { say: 'hello', often: 2, loud: true },
      backend: { principal: { accountId: AGENT } },
    });
    expect(Object.keys((await calledWith())['payload'] as object)).toEqual(['say']);
  });

  it('has no principal where nobody is behind it', async () => {
    expect((await calledWith({ accountId: undefined }))['backend']).not.toHaveProperty('principal');
  });

  it('is told by Rovo what the chat is beside', async () => {
    const called = await calledWith({ by: 'rovo', context: { jira: { issueKey: 'SUP-1' } } }, 'chat');
    expect(called).toMatchObject({
      payload: { say: 'hello', context: { moduleKey: 'chat', jira: { issueKey: 'SUP-1' } } },
    });
  });

  it('ends the rule with its errors', async () => {
    expect(await run({ inputs: { say: 'refuse' } })).toEqual({
      status: 'failed',
      errors: ['Not today', 'Not tomorrow'],
    });
  });

  it('that throws ends the rule without its words', async () => {
    expect(await run({ inputs: { say: 'fail' } })).toEqual({ status: 'failed', errors: ['The app failed'] });
  });

  it.each([
    ['lacks an output', 'nothing', 'said of act is no string'],
    ['gives one that is not declared', 'too much', 'extra of act is not declared'],
  ])('that %s is a defect', async (_what, say, message) => {
    await expect(run({ inputs: { say } })).rejects.toThrow(message);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['without a required input', {}, 'say is required'],
    ['with an input of another type', { say: 'hello', often: 1.5 }, 'often is no integer'],
    ['with an input that is not declared', { say: 'hello', accountId: AGENT }, 'accountId is not declared'],
    ['that is too large', { say: 'x'.repeat(103_000) }, 'larger than 100 KB'],
  ])('is in no rule %s', async (_what, inputs, message) => {
    await expect(run({ inputs })).rejects.toThrow(message);
  });

  it.each<[string, ActionRun['by'], string]>([
    ['Automation is offered none of an agent', 'automation', 'chat'],
    ['Rovo is offered none of a provider', 'rovo', 'act'],
    ['nobody is offered what there is not', 'rovo', 'other'],
  ])('is run by whom it is offered to: %s', async (_what, by, key) => {
    await expect(run({ by }, key)).rejects.toThrow(`There is no action ${key} for ${by}`);
  });
});

describe('the form of an action', () => {
  const extension = (host: ReturnType<typeof fixtureHost>) =>
    host.screenContext({ moduleKey: 'act', accountId: AGENT })['extension'];

  it('finds what was filled in, and what is wrong with it', () => {
    const host = fixtureHost();
    expect(extension(host)).toMatchObject({ data: { inputs: {} }, errors: { invalidInputs: {} } });
    host.actionForms.submit('act', { often: 2 });
    expect(extension(host)).toMatchObject({
      data: { inputs: { often: 2 } },
      errors: { invalidInputs: { say: { message: 'say is required' } } },
    });
  });
});

describe('the site’s controls', () => {
  it('run an action of the app, and keep what its form submits', async () => {
    const site = await LocalSite.create();
    const listening = await listen(site, { port: 0, screens: false });
    const send = (method: string, path: string, body: unknown): Promise<Response> =>
      fetch(`${listening.url}/__site/actions/${path}`, { method, body: JSON.stringify(body) });
    const inputs = { email: 'ada@acme.example', project: 'SUP' };
    const ran = await send('POST', 'invite-customer', { as: 'agent', inputs });
    expect(await ran.json()).toMatchObject({ status: 'done', outputs: { outcome: 'created' } });
    const refused = await send('POST', 'invite-customer', { as: 'agent', inputs: { ...inputs, as: 'x' } });
    expect([refused.status, await refused.json()]).toMatchObject([400, {}]);
    await send('PUT', 'invite-customer/form', inputs);
    expect(site.forge.actionForms.filled('invite-customer')).toEqual(inputs);
    await listening.close();
  });
});
