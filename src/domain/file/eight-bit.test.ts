import fc from 'fast-check';
import { encodeText } from '../../../test/fakes/encoded-text';
import { EightBitGuess } from './eight-bit';
import type { Encoding } from './reading';

function guess(bytes: Uint8Array, { locale, size = 65_536 }: { locale?: string; size?: number } = {}) {
  const eightBit = new EightBitGuess();
  for (let at = 0; at < bytes.length; at += size) eightBit.add(bytes.subarray(at, at + size));
  return eightBit.guess(locale);
}

/** A header and one person: nothing else tells. */
const PEOPLE: readonly (readonly [Encoding, readonly string[]])[] = [
  [
    'windows-1250',
    [
      'Łukasz Wiśniewski',
      'PAWEŁ DĄBROWSKI',
      'Jiří Dvořák',
      'Petra Kučerová',
      'ŠTĚPÁN NĚMEC',
      'Ľubomír Ťapák',
      'Győző Szűcs',
      'Ionuţ Ştefănescu',
      'Željko Đurić',
      'Ivana Petrović',
    ],
  ],
  [
    'windows-1251',
    ['Иван Петров', 'ОЛЬГА СМИРНОВА', 'Юлия', 'Їжакевич Ґалаґан', 'Щерева Кръстева', 'Ђорђе Љубичић'],
  ],
  [
    'windows-1252',
    [
      'Jürgen Weiß',
      'GÜNTHER MÜLLER',
      'Hélène Lefèvre',
      'François Noël',
      'Begoña Núñez',
      'João Conceição',
      'Søren Kjær',
      'Åsa Öström',
      'Niccolò Cantù',
      'Pat O’Brien',
      '“Acme” – 100 €',
      'Tomáš Žižka, Zoë Müller, São João, Søren',
    ],
  ],
  [
    'macintosh',
    ['Jürgen Weiß', 'Hélène Lefèvre', 'Begoña Núñez', 'João Conceição', 'Søren Kjær', 'Åsa Öström'],
  ],
  [
    'shift_jis',
    ['山田太郎', '佐藤 花子', 'ヤマダ タロウ', 'さくら', 'ﾔﾏﾀﾞ ﾀﾛｳ', '株式会社アクメ', '東京　一郎'],
  ],
  ['euc-jp', ['山田太郎', '佐藤 花子', 'ヤマダ タロウ', '株式会社アクメ']],
  ['euc-kr', ['김민수', '이영희', '박지성 주식회사', '남궁민']],
  ['gb18030', ['张伟', '王芳', '欧阳静', '李娜 科技有限公司']],
  ['big5', ['陳志明', '林怡君', '王小明', '黃俊傑 股份有限公司']],
];

describe('a list of one person', () => {
  test.each(PEOPLE.flatMap(([encoding, names]) => names.map((name) => [encoding, name] as const)))(
    'in %s is told: %s',
    (encoding, name) => {
      const told = guess(encodeText(`name,email,company\n${name},a@acme.example,Acme Ltd\n`, encoding));
      expect(told).toMatchObject({ encoding, certain: false });
      expect(told.others).not.toHaveLength(0);
      expect(told.others).not.toContain(encoding);
    },
  );

  test('is told where its only byte that is not ASCII is the last of the file', () => {
    expect(guess(encodeText(`${'a@acme.example\n'.repeat(50_000)}Jos\u00e9`, 'windows-1252'))).toMatchObject({
      encoding: 'windows-1252',
      certain: false,
    });
  });

  test('is taken for Windows-1252 where nothing tells, unless the locale does', () => {
    // ß or Я.
    expect(guess(Uint8Array.of(0xdf)).encoding).toBe('windows-1252');
    expect(guess(Uint8Array.of(0xdf), { locale: 'de' }).encoding).toBe('windows-1252');
    expect(guess(Uint8Array.of(0xdf), { locale: 'ru' }).encoding).toBe('windows-1251');
  });

  test.each([
    ['zh-CN', 'gb18030'],
    ['zh', 'gb18030'],
    ['ja', 'euc-jp'],
  ])('is in the language of the locale %s if it could be in another', (locale, encoding) => {
    // 柴丹 in Chinese, 会気 in Japanese.
    expect(guess(encodeText('柴丹', 'gb18030'), { locale }).encoding).toBe(encoding);
  });
});

const LETTERS: readonly (readonly [Encoding, string, string])[] = [
  ['windows-1250', 'Wójcik Łukasz Święta Jabłoński', 'ąćęłńóśźż'],
  ['windows-1250', 'Dvořák Jiří Němec Růžička', 'áčďéěíňóřšťúůýž'],
  ['windows-1251', 'Иванов Сергей Щукин', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'],
  ['windows-1252', 'Müller Größe Jörg', 'äöüß'],
  ['windows-1252', 'Hélène François Noël', 'àâçéèêëîïôùûüœ'],
  ['shift_jis', '山田太郎 株式会社', 'あいうえおかきくけこさしすせそアイウエオ山田川本中村東京一二三'],
  ['euc-jp', '山田太郎 株式会社', 'あいうえおかきくけこさしすせそアイウエオ山田川本中村東京一二三'],
  ['euc-kr', '김민수 주식회사', '가나다라마바사아자차카타파하김이박최정강조'],
  ['gb18030', '张伟 科技有限公司', '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'],
  ['big5', '陳志明 股份有限公司', '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐'],
];

describe('a list with some known names', () => {
  test.each(LETTERS)(
    'in %s is told, whatever else is in it, in pieces of any size: %s',
    (encoding, names, letters) => {
      const words = fc.array(fc.string({ unit: fc.constantFrom(...Array.from(letters)), maxLength: 4 }), {
        maxLength: 4,
      });
      fc.assert(
        fc.property(words, fc.integer({ min: 1, max: 9 }), (some, size) => {
          const bytes = encodeText(`${names},a@acme.example\n${names}\n${some.join(',')}`, encoding);
          expect(guess(bytes, { size })).toEqual(guess(bytes));
          expect(guess(bytes).encoding).toBe(encoding);
        }),
        { numRuns: 30 },
      );
    },
  );
});

describe('UTF-8', () => {
  const utf8 = (text: string) => Buffer.from(text, 'utf8');
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  test('is certain if it is valid, of ASCII alone, too', () => {
    for (const text of ['name\nAda\n', 'name\nJosé\n', 'Γιώργος', 'שרה', '山', 'Nguyễn', 'ş']) {
      expect(guess(utf8(text))).toMatchObject({ encoding: 'utf-8', certain: true });
    }
  });

  test('has others: those that read the same bytes without an error', () => {
    expect(guess(utf8('name\nJosé\n')).others).toEqual(
      expect.arrayContaining(['windows-1252', 'windows-1250', 'macintosh']),
    );
    // é is 0xC3 0xA9; 0xA9 0x0A is a character in none of these.
    expect(guess(utf8('é\n')).others).not.toContain('utf-8');
    expect(guess(latin1('é\n')).others).not.toContain('shift_jis');
  });

  test.each([
    ['ends within a character', utf8('name\nJörg Müller\n山田').subarray(0, -1)],
    ['ends within its only character', utf8('name\nJosé').subarray(0, -1)],
    [
      'has a character without its end',
      Buffer.concat([utf8('Zoë\nJör'), Buffer.of(0xc3), utf8('g\nMüller\nÅsa\n')]),
    ],
    ['goes on in Windows-1252', Buffer.concat([utf8('Jörg Müller\nZoë\n'), latin1('Jérôme\nÉric\n')])],
    [
      'goes on in Shift_JIS',
      Buffer.concat([utf8('山田太郎\n佐藤花子\n'), encodeText('鈴木\n', 'shift_jis')]),
    ],
    ['begins in Windows-1252', Buffer.concat([latin1('Jérôme\n'), utf8('Jörg Müller\nZoë\n')])],
  ])('is not certain if it %s', (_name, bytes) => {
    expect(guess(bytes)).toMatchObject({ encoding: 'utf-8', certain: false });
    expect(guess(bytes).others).not.toHaveLength(0);
  });

  test.each([
    ['gb18030', '谢聪健'],
    ['gb18030', '史依诺'],
    ['euc-kr', '한소미'],
    ['shift_jis', '関彩花'],
  ] as const)('is not what %s is by chance: %s', (encoding, name) => {
    expect(guess(encodeText(`name\n${name}\n`, encoding)).encoding).toBe(encoding);
  });
});
