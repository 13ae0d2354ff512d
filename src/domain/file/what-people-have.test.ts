import { parse } from './parse';
import { readPeople } from './read-people';
import { openTable } from './table';
import type { Table } from './table';

async function tableOf(source: string | Uint8Array<ArrayBuffer>): Promise<Table> {
  const parsed = await parse(new Blob([source]), () => undefined);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return openTable(parsed);
}

/** Each person as `line: address | name | organizations | end`, with what is wrong with the row. */
async function read(source: string | Uint8Array<ArrayBuffer>): Promise<readonly string[]> {
  const { rows, reading } = await tableOf(source);
  return readPeople(rows, reading.guess).map(
    ({ line, email, displayName, organizations, endsAt, problem }) => {
      const said = [email, displayName, organizations.join(' + '), endsAt, problem ?? ''];
      while (said.at(-1) === '') said.pop();
      return `${line}: ${said.join(' | ')}`;
    },
  );
}

const TWO = ['1: kim@north.example', '2: lee@north.example'];
const NAMED = ['1: kim@north.example | Kim Berg', '2: lee@north.example | Lee Holm'];

describe('a list', () => {
  test.each([
    ['with a semicolon behind each line', 'kim@north.example;\nlee@north.example;\n', TWO],
    ['with names', 'Kim Berg <kim@north.example>\nLee Holm <lee@north.example>', NAMED],
    ['with parentheses', 'Kim Berg (kim@north.example)\nLee Holm (lee@north.example)\n', NAMED],
    ['with dashes', 'Kim Berg - kim@north.example\nLee Holm - lee@north.example\n', NAMED],
    ['of cells', 'Kim Berg\tkim@north.example\nLee Holm\tlee@north.example\n', NAMED],
    ['of cells, the address first', 'kim@north.example\tKim Berg\nlee@north.example\tLee Holm\n', NAMED],
    ['of three cells', 'Kim\tBerg\tkim@north.example\nLee\tHolm\tlee@north.example\n', NAMED],
    ['of bullets', '- Kim Berg <kim@north.example>\n- Lee Holm <lee@north.example>\n', NAMED],
    ['in one line', 'kim@north.example; lee@north.example', ['1: kim@north.example', '1: lee@north.example']],
    ['in Japanese', 'kim@north.example、lee@north.example', ['1: kim@north.example', '1: lee@north.example']],
    [
      'with several in a line',
      'Kim Berg <kim@north.example>;Lee Holm <lee@north.example>\nmo@south.example\n',
      ['1: kim@north.example | Kim Berg', '1: lee@north.example | Lee Holm', '2: mo@south.example'],
    ],
    [
      'under its name, with several in a line',
      'E-Mail\nkim@north.example;lee@north.example\nmo@south.example;ida@south.example\n',
      ['2: kim@north.example', '2: lee@north.example', '3: mo@south.example', '3: ida@south.example'],
    ],
    [
      'as Outlook writes it',
      "Berg, Kim <kim@north.example>; 'lee@north.example' <lee@north.example>",
      ['1: kim@north.example | Berg, Kim', '1: lee@north.example'],
    ],
  ])('%s', async (_, text, people) => {
    expect(await read(text)).toEqual(people);
  });
});

describe('a table', () => {
  test.each([
    [
      'with bars',
      'Email|Name|Company\nkim@north.example|Kim|North\n',
      ['2: kim@north.example | Kim | North'],
    ],
    [
      'of Markdown',
      '| Email | Name |\n|---|---|\n| kim@north.example | Kim |\n',
      ['3: kim@north.example | Kim'],
    ],
    [
      'whose rows are quoted as a whole',
      '"Email,Name,Company"\r\n"kim@north.example,""Berg, Kim"",North"\r\n"lee@north.example,Lee,North"\r\n',
      ['2: kim@north.example | Berg, Kim | North', '3: lee@north.example | Lee | North'],
    ],
    [
      'with blanks before quotation marks',
      'Email, Name, Company\nkim@north.example, "Berg, Kim", "North, Inc."\n',
      ['2: kim@north.example | Berg, Kim | North, Inc.'],
    ],
    [
      'with Excel’s line',
      '\uFEFFsep=|\r\nEmail|Name\r\nkim@north.example|Kim\r\n',
      ['3: kim@north.example | Kim'],
    ],
    [
      'under a title and over a sum',
      'Customers of 2026\n\nName,Email,Company\nKim Berg,kim@north.example,North\nTotal,1,\n',
      ['4: kim@north.example | Kim Berg | North'],
    ],
    [
      'whose rows have too many cells',
      'Email,Name,Company\nkim@north.example,Kim,North, Inc.\nlee@north.example,Lee,South\n',
      ['2: kim@north.example | Kim | North |  | too-many-cells', '3: lee@north.example | Lee | South'],
    ],
    [
      'with placeholders',
      'Email,Name,Company\na@x.example,n/a,North\nb@x.example,B,#NV\nc@x.example,-,(null)\nd@x.example,néant,該当なし\n',
      ['2: a@x.example |  | North', '3: b@x.example | B', '4: c@x.example', '5: d@x.example'],
    ],
    [
      'with entities',
      'Email,Name,Company\nkim@north.example,J&ouml;rg O&#39;Hara,R&amp;D; Berg &amp; Sons\n',
      ["2: kim@north.example | Jörg O'Hara | R&D + Berg & Sons"],
    ],
    [
      'of one company in several spellings',
      'Email,Company\nkim@north.example,North  Ltd\nkim@north.example,North\u00A0Ltd\nkim@north.example,ＮＯＲＴＨ　Ltd\n',
      ['2: kim@north.example |  | North Ltd'],
    ],
    [
      'with addresses as mail programs write them',
      'Assigned to,Company\nKim Berg <kim@north.example>,North\n<lee@north.example>,North\nmailto:mo@south.example,\nida@south.example;,\n',
      [
        '2: kim@north.example | Kim Berg | North',
        '3: lee@north.example |  | North',
        '4: mo@south.example',
        '5: ida@south.example',
      ],
    ],
    [
      'with days in several forms',
      'Email,Access until\na@x.example,28.02.2027\nb@x.example,2027/02/28\nc@x.example,28-Feb-27\nd@x.example,46446\ne@x.example,2/28/2027\n',
      ['a', 'b', 'c', 'd', 'e'].map((who, index) => `${index + 2}: ${who}@x.example |  |  | 2027-02-28`),
    ],
    [
      'whose date is of a contract',
      'Email,Company,Contract end date\nkim@north.example,North,2027-02-28\n',
      ['2: kim@north.example |  | North'],
    ],
    [
      'with the surname Null',
      'Email,First name,Last name\nkim@north.example,Kim,Null\nlee@north.example,Lee,NULL\n',
      ['2: kim@north.example | Kim Null', '3: lee@north.example | Lee'],
    ],
  ])('%s', async (_, text, people) => {
    expect(await read(text)).toEqual(people);
  });

  test('tells the lines that it leaves out', async () => {
    const { reading } = await tableOf('Customers\n\nName,Email\nKim,kim@north.example\n\n2 rows\n');
    expect(reading.leftOut).toEqual([
      { line: 1, text: 'Customers' },
      { line: 6, text: '2 rows' },
    ]);
  });

  test('keeps a person without an address at its end', async () => {
    expect(await read('Name,Email\nKim,kim@north.example\nTotal Recall Ltd,\nLee,\n')).toEqual([
      '2: kim@north.example | Kim',
      '3:  | Total Recall Ltd',
      '4:  | Lee',
    ]);
  });

  test('refuses a cell with two addresses, and says so', async () => {
    const { rows, reading } = await tableOf('Email,Name\n"kim@north.example; lee@north.example",Both\n');
    expect(readPeople(rows, reading.guess)).toMatchObject([
      { email: 'kim@north.example; lee@north.example' },
    ]);
  });

  test('asks for the order of day and month where the column does not tell it', async () => {
    const { rows, reading } = await tableOf(
      'Email,End date\nkim@north.example,05/06/2027\nlee@north.example,07/08/2027\n',
    );
    expect(readPeople(rows, reading.guess).map(({ endsAt }) => endsAt)).toEqual(['05/06/2027', '07/08/2027']);
    expect(readPeople(rows, reading.guess, 'day-first').map(({ endsAt }) => endsAt)).toEqual([
      '2027-06-05',
      '2027-08-07',
    ]);
  });

  test('goes by the order that one day of the column tells', async () => {
    const text = 'Email,End date\nkim@north.example,05/06/2027\nlee@north.example,25/06/2027\n';
    const { rows, reading } = await tableOf(text);
    // Whatever else was said.
    expect(readPeople(rows, reading.guess, 'month-first').map(({ endsAt }) => endsAt)).toEqual([
      '2027-06-05',
      '2027-06-25',
    ]);
  });
});
