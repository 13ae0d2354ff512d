import fc from 'fast-check';
import { addressesIn } from './addresses-in';

const emailsIn = (text: string): string[] => Array.from(addressesIn(text), ({ email }) => email);

describe('quotation marks around an address go', () => {
  test.each([
    ["User 'bob@acme.example' not found"],
    ['‘bob@acme.example’'],
    ['’bob@acme.example’'],
    ['"bob@acme.example"'],
    ['“bob@acme.example”'],
    ['„bob@acme.example“'],
    ['«bob@acme.example»'],
    ['‹bob@acme.example›'],
    ['「bob@acme.example」'],
    ["`bob@acme.example'"],
    ["''bob@acme.example''"],
    ['"\'bob@acme.example\'"'],
    ["'bob@acme.example.'"],
    ["('bob@acme.example')"],
    ["user='bob@acme.example', id=7"],
    ["<a href='mailto:bob@acme.example'>"],
    ["O'Neil wrote 'bob@acme.example', didn't he?"],
    ['*bob@acme.example*'],
    ['**bob@acme.example**'],
    ['_bob@acme.example_'],
    ['|bob@acme.example|'],
    ['{bob@acme.example}'],
  ])('%j', (text) => {
    expect(emailsIn(text)).toEqual(['bob@acme.example']);
  });

  test.each([["o'brien@acme.example"], ["'o'brien@acme.example'"], ["“o'brien@acme.example”"]])(
    'an apostrophe inside stays: %j',
    (text) => {
      expect(emailsIn(text)).toEqual(["o'brien@acme.example"]);
    },
  );

  test.each([["'bob@acme.example is gone'"], ["x='bob@acme.example"]])(
    'whose closing one is missing, there is none: %j',
    (text) => {
      expect(emailsIn(text)).toEqual([]);
    },
  );
});

describe('a writing without spaces', () => {
  test.each([
    ['担当はada@acme.exampleです', ['ada@acme.example']],
    ["担当は'ada@acme.example'です", ['ada@acme.example']],
    ['ﾃｽﾄada@acme.exampleﾃｽﾄ', ['ada@acme.example']],
    ['담당자는ada@acme.example입니다', ['ada@acme.example']],
    ['请联系ada@acme.example。谢谢', ['ada@acme.example']],
    ['お願いします！ada@acme.example', ['ada@acme.example']],
    ['ada@acme.exampleとbob.b@acme.exampleのPCです', ['ada@acme.example', 'bob.b@acme.example']],
    ['サーバーada@acme.example', ['ada@acme.example']],
    ['担当はada@bücher.exampleです', ['ada@xn--bcher-kva.example']],
    ['担当はada@例え.テストです', ['ada@xn--r8jz45g.xn--zckzah']],
    ['ada@한국.example입니다', ['ada@xn--3e0b707e.example']],
  ])('borders on an address: %j', (text, expected) => {
    expect(emailsIn(text)).toEqual(expected);
  });

  test.each([
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    ['ada@例え.example', 'ada@xn--r8jz45g.example'],
    ['ada@пример.испытание', 'ada@xn--e1afmkfd.xn--80akhbyknj4f'],
    ['ada@日本shop.example', 'ada@xn--shop-f79hm9d.example'],
  ])('may be that of a domain, which is read whole: %s', (text, expected) => {
    expect(emailsIn(text)).toEqual([expected]);
  });

  test.each([
    ['a mark of the local part behind it', '田中.tanaka@acme.example'],
    ['a name of the domain may go on', 'ada@acme.exampleさん.com'],
    ['a domain or the next sentence', 'ada@acme.example.よろしくお願いします'],
    ['a stop that may be a dot', 'ada@mail.acme。example'],
    ['a hyphen of its keyboard', 'anaーmaria@acme.example'],
    ['a domain in it between its words', '連絡先はada@例え.みんな'],
    ['letters that look like Latin ones', 'ada@acme.coм'],
    ['letters of a writing with spaces', 'ada@acme.exampleпривет'],
  ])('leaves open what is meant, and there is none: %s, %j', (_why, text) => {
    expect(emailsIn(text)).toEqual([]);
  });
});

describe('a word that Jira does not take as a local part gives none, nor its end', () => {
  test.each([
    ['jörg.müller@acme.example'],
    ['jo\u0308rg@acme.example'],
    ['иван.petrov@acme.example'],
    ['o’brien@acme.example'],
    ['o‘brien@acme.example'],
    ['o\u00B4brien@acme.example'],
    ['anna\u2011maria@acme.example'],
    ['col·lega@acme.example'],
    ['J\uFFFDrg@acme.example'],
    ['CORP\\ada@acme.example'],
    ['a@b@acme.example'],
    ['"ada b".c@acme.example'],
  ])('%j', (text) => {
    expect(emailsIn(text)).toEqual([]);
  });

  test.each([
    ['ada@x.my\u2011company.example'],
    ['ada@x.ex\uFFFDmple'],
    ['ada@x.exam=\nple'],
    ['ada@x.example..com'],
  ])('so of a domain: %j', (text) => {
    expect(emailsIn(text)).toEqual([]);
  });
});

describe('full-width characters', () => {
  test.each([
    ['ａｄａ＠ａｃｍｅ．ｅｘａｍｐｌｅ', ['ada@acme.example']],
    ['ada＠acme.example', ['ada@acme.example']],
    ['ada﹫acme.example', ['ada@acme.example']],
    ['担当はａｄａ＠ａｃｍｅ．ｅｘａｍｐｌｅです', ['ada@acme.example']],
    ['（ada@acme.example，bob@acme.example）', ['ada@acme.example', 'bob@acme.example']],
    ['ａ＋ｂ＠ａｃｍｅ．ｅｘａｍｐｌｅ', ['a+b@acme.example']],
    ['ａｄａ＠＠ａｃｍｅ．ｅｘａｍｐｌｅ', []],
    ['ａｄａ．．ｂ＠ａｃｍｅ．ｅｘａｍｐｌｅ', []],
  ])('%j', (text, expected) => {
    expect(emailsIn(text)).toEqual(expected);
  });
});

describe('characters that are not seen', () => {
  const unseen = ['\u200B', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u200E', '\uFE0F'];

  test.each(unseen)('%j around an address does not matter', (character) => {
    for (const text of [
      'ada@acme.example',
      '<ada@acme.example>',
      "'ada@acme.example'",
      'はada@acme.exampleで',
    ]) {
      const around = text.replace('ada@acme.example', `${character}$&${character}`);
      expect(emailsIn(around)).toEqual(['ada@acme.example']);
      expect(emailsIn(`see ${character}${text}${character}.`)).toEqual(['ada@acme.example']);
    }
  });

  test.each(unseen)('%j inside of one leaves none', (character) => {
    const address = 'ada.b@acme.example';
    for (let at = 1; at < address.length; at += 1) {
      expect(emailsIn(`${address.slice(0, at)}${character}${address.slice(at)}`)).toEqual([]);
    }
  });
});

test.each([
  ['mailto:a%2Bb@acme.example', ['a+b@acme.example']],
  ['mailto:ada%40acme.example?cc=bob@acme.example', ['ada@acme.example']],
  ['mailto://ada@acme.example', ['ada@acme.example']],
  ['mailto:%22ada%20b%22@acme.example', []],
  ['mailto:%E9@acme.example', []],
  ['mailto:ada@acme.example,bob@acme.example', ['ada@acme.example', 'bob@acme.example']],
  ['ada@acme.example/bob@acme.example', ['ada@acme.example', 'bob@acme.example']],
  ['ada@acme.example|bob@acme.example', ['ada@acme.example', 'bob@acme.example']],
  ['ada@acme.example’s laptop', ['ada@acme.example']],
  ['ada@acme.example—she knows', ['ada@acme.example']],
  ['ada@acme.example...', ['ada@acme.example']],
  ['✉️ada@acme.example', ['ada@acme.example']],
])('of %j it takes %j', (text, expected) => {
  expect(emailsIn(text)).toEqual(expected);
});

test('a link in Markdown, in Jira’s markup and in Teams names one address', () => {
  for (const text of [
    '[ada@acme.example](mailto:ada@acme.example)',
    '[ada@acme.example|mailto:ada@acme.example]',
    'ada@acme.example<mailto:ada@acme.example>',
  ]) {
    expect(new Set(emailsIn(text))).toEqual(new Set(['ada@acme.example']));
  }
});

describe('for any text', () => {
  const address = fc
    .tuple(fc.stringMatching(/^[a-z0-9]+([.+_'-][a-z0-9]+)?$/), fc.stringMatching(/^[a-z0-9]{1,8}$/))
    .map(([local, label]) => `${local.slice(0, 60)}@${label}.example`);
  const around = fc.constantFrom(
    '',
    ' ',
    'é',
    'ж',
    'は',
    '中',
    '한',
    '’',
    '\u00AD',
    '\u2011',
    '.',
    '-',
    '@',
    '\uFFFD',
    'x',
    '。',
    '１',
    '・',
    '/',
    "'",
    '"',
  );

  test('what stands directly around an address never leaves a part of it', () => {
    fc.assert(
      fc.property(address, fc.array(around), fc.array(around), (email, before, after) => {
        const found = emailsIn(`${before.join('')}${email}${after.join('')}`);
        expect(found.filter((each) => each !== email && email.includes(each))).toEqual([]);
      }),
    );
  });

  test('what comes between its characters leaves no part of it', () => {
    const inside = fc.constantFrom('é', '\u0301', 'ж', '’', '\u00AD', '\u200B', '\u2011', '·', '\uFFFD');
    fc.assert(
      fc.property(address, inside, fc.nat(), (email, character, place) => {
        const at = 1 + (place % email.indexOf('@'));
        const found = emailsIn(`${email.slice(0, at)}${character}${email.slice(at)}`);
        expect(found).toEqual([]);
      }),
    );
  });
});
