import { harmless, isolated, withoutIsolates } from './isolate';
import { createTranslate } from './use-translate';
import { ENGLISH } from '../../src/i18n/english';

const [RLO, FSI, PDI] = ['\u202E', '\u2068', '\u2069'];
const HEBREW = 'אקמה';

describe('text from outside', () => {
  test.each(['Acme', 'Café 2 GmbH & Co. (EU)', '株式会社アクメ', 'Кириллица', '😀', ''])(
    'is left as it is where nothing in it runs from right to left: %j',
    (text) => expect([harmless(text), isolated(text)]).toEqual([text, text]),
  );

  test('in Hebrew is isolated in a sentence, and left as it is alone', () => {
    expect([harmless(HEBREW), isolated(HEBREW)]).toEqual([HEBREW, `${FSI}${HEBREW}${PDI}`]);
  });

  test('never turns what stands around it', () => {
    expect(harmless(`report${RLO}fdp.exe`)).toBe('report\uFFFDfdp.exe');
  });

  test.each([`${PDI}${RLO}evil`, `evil${FSI}`, `${PDI}evil${FSI}`])('never ends its isolate: %j', (text) => {
    expect(harmless(text)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
    expect(isolated(text)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
  });

  test('that is isolated already may be isolated once more', () => {
    const once = isolated(HEBREW);
    expect(isolated(once)).toBe(`${FSI}${once}${PDI}`);
    expect(withoutIsolates(isolated(once))).toBe(HEBREW);
  });
});

describe('words', () => {
  const t = createTranslate(ENGLISH);

  test('isolate each name in a sentence, also in a list and in a reason', () => {
    expect(t('organization.into', { name: HEBREW })).toBe(
      `Customers are invited into ${FSI}${HEBREW}${PDI}.`,
    );
    expect(t.list([HEBREW, 'Acme'])).toBe(`${FSI}${HEBREW}${PDI}, Acme`);
    expect(t.describe({ code: 'organization-unknown', params: { name: `${RLO}x` } }).message).toContain(
      '\uFFFDx',
    );
  });

  test('leave numbers and names from left to right as they are', () => {
    expect(t('organization.into', { name: 'Acme' })).toBe('Customers are invited into Acme.');
    expect(t('invite.submit.count', { count: 1000 })).toContain('1,000');
  });

  test('for a file or the clipboard hold names bare', () => {
    expect(t.plain('organization.into', { name: HEBREW })).toBe(`Customers are invited into ${HEBREW}.`);
    expect(t.plain.list([HEBREW])).toBe(HEBREW);
  });
});
