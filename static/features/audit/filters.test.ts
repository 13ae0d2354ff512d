import { actorIn, asShown, NO_FILTERS, selectionOf } from './filters';

describe('selectionOf', () => {
  test('selects all where nothing is filled in', () => {
    expect(selectionOf(NO_FILTERS)).toEqual({});
  });

  test('takes whole days of the person at the page, the last one included', () => {
    const { from, to } = selectionOf({ ...NO_FILTERS, from: '2026-10-05', to: '2026-10-05' }) ?? {};
    expect(new Date(from ?? '')).toEqual(new Date(2026, 9, 5, 0, 0, 0, 0));
    expect(new Date(to ?? '')).toEqual(new Date(2026, 9, 5, 23, 59, 59, 999));
  });

  test('takes the days of the time zone that the person has in Jira', () => {
    const days = { ...NO_FILTERS, from: '2026-03-29', to: '2026-03-29' };
    expect(selectionOf(days, 'Europe/Berlin')).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-29T21:59:59.999Z',
    });
  });

  test('waits with a year that is typed half', () => {
    expect(selectionOf({ ...NO_FILTERS, from: '0020-10-05' })).toEqual({});
  });

  test('waits with a day that no calendar has', () => {
    expect(selectionOf({ ...NO_FILTERS, from: '2026-13-45', to: '2026-10-99' })).toEqual({});
  });

  test('selects nothing where the first day is after the last', () => {
    expect(selectionOf({ ...NO_FILTERS, from: '2026-10-06', to: '2026-10-05' })).toBeUndefined();
  });

  test.each([
    [' ACME.example ', 'acme.example'],
    ['@acme', 'acme'],
    ['.exam', '.exam'],
    ['Bücher', 'xn--bcher-kva'],
  ])('reads the part of a domain %j', (domain, expected) => {
    expect(selectionOf({ ...NO_FILTERS, domain })).toEqual({ domain: expected });
  });
});

describe('actorIn', () => {
  test.each([
    ['5b10ac8dd4e5f6a7b8c9d0e1', 'person:5b10ac8dd4e5f6a7b8c9d0e1'],
    [' 557058:f58131cb-b67d-43c7-b30d-6b58d40bd077 ', 'person:557058:f58131cb-b67d-43c7-b30d-6b58d40bd077'],
    ['qm:0a1b:customer', 'person:qm:0a1b:customer'],
    ['gl_abcdefabcdef', 'key:abcdefabcdef'],
    ['gl_abcdefabcdef…', 'key:abcdefabcdef'],
  ])('reads %j', (text, actor) => {
    expect(actorIn(text)).toBe(actor);
  });

  test.each(['Ana', 'Ana Agent', 'ana@acme.example', 'Christopher', ''])('takes %j for no id', (text) => {
    expect(actorIn(text)).toBeUndefined();
  });
});

test('an import is shown as one line, unless somebody is looked for', () => {
  expect(asShown({})).toEqual({ imports: 'lines' });
  expect(asShown({ domain: 'acme' })).toEqual({ domain: 'acme' });
  expect(asShown(undefined)).toBeUndefined();
});
